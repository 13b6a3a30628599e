/// Something that happened, told to whoever asked to know.
public struct Event: Sendable, Hashable {
    /// What happened: `news.article-published`.
    public let name: String
    /// The record that it happened to.
    public let record: RecordReference?
    /// More about it, as JSON; `{}` when there is nothing to add.
    public let payload: String

    /// Makes an event.
    public init(_ name: String, record: RecordReference? = nil) {
        self.name = name
        self.record = record
        payload = "{}"
    }

    /// Makes an event that carries a value.
    ///
    /// - Throws: `EncodingError`.
    public init(_ name: String, record: RecordReference? = nil, payload: some Encodable) throws {
        self.name = name
        self.record = record
        self.payload = try JSONText.encode(payload)
    }

    init(name: String, record: RecordReference?, payload: String) {
        self.name = name
        self.record = record
        self.payload = payload
    }

    /// The value that the event carries.
    ///
    /// - Throws: `DecodingError` when it carries another.
    public func decode<Payload: Decodable>(_ type: Payload.Type) throws -> Payload {
        try JSONText.decode(type, from: payload)
    }
}

/// Something that is done on certain events, once for each at least.
public struct EventSubscriber: Sendable {
    /// The module whose handler it is.
    public let module: String
    /// Names the handler in its module, for good: the portal remembers by it what was delivered.
    public let id: String
    /// The names of the events that it wants.
    public let events: Set<String>
    /// Does it. It may be called again for an event that it had done before a crash, so it must bear a repetition.
    public let handle: @Sendable (Event) async throws -> Void

    /// Makes a subscriber.
    public init(
        module: String, id: String, events: Set<String>, handle: @escaping @Sendable (Event) async throws -> Void
    ) {
        self.module = module
        self.id = id
        self.events = events
        self.handle = handle
    }
}
