/// Named values of a query or a submitted form, normalised to NFC and without control characters.
public struct FormValues: Sendable {
    private var values: [String: [String]] = [:]

    /// No values.
    public init() {}

    /// Values from name and value pairs, in their order.
    public init(_ pairs: [(String, String)]) {
        for (name, value) in pairs {
            values[name, default: []].append(value.normalizedInput(multiline: true))
        }
    }

    /// The first value of this name, or nil.
    public subscript(name: String) -> String? { values[name]?.first }

    /// All values of this name, in order.
    public func all(_ name: String) -> [String] { values[name] ?? [] }

    /// The value as a whole number, or nil when it is missing or none.
    public func integer(_ name: String) -> Int? { self[name].flatMap { Int($0) } }

    /// Whether nothing was sent.
    public var isEmpty: Bool { values.isEmpty }

    /// The names that were sent.
    public var names: [String] { values.keys.sorted() }
}

/// A file that a person sent with a form, already stored by its content hash.
public struct UploadedFile: Sendable {
    /// The form field's name.
    public let field: String
    /// The name on the sender's machine, made safe for display and download.
    public let name: String
    /// The same with the ending that the sender gave it, for telling them about it.
    let sentName: String
    /// The stored content.
    public let hash: ContentHash
    /// Size in bytes.
    public let bytes: Int
    /// What the content is, by its first bytes, never by what the sender claims.
    public let mediaType: MediaType

    /// - Parameter name: as the sender called it.
    init(field: String, name: String, hash: ContentHash, bytes: Int, mediaType: MediaType) {
        self.field = field
        self.name = FileName(name, type: mediaType).text
        sentName = FileName(name).text
        self.hash = hash
        self.bytes = bytes
        self.mediaType = mediaType
    }
}
