/// The bodies of the commune's authority, for modules that offer them to choose from: as the source of an article, as
/// the recipient of a feedback.
///
/// A module asks for it with `context.service((any BodyDirectory).self)` and copes when no module provides it.
public protocol BodyDirectory: Sendable {
    /// The bodies that exist today, in the order of the structure.
    func bodies() async throws -> [BodySummary]
}

/// A body, as far as other modules need it.
public struct BodySummary: Sendable, Hashable, Identifiable {
    /// Stays the same as long as the body is known.
    public let id: Int64
    /// The full name: "Văn phòng HĐND và UBND xã".
    public let name: String

    /// A body.
    public init(id: Int64, name: String) {
        self.id = id
        self.name = name
    }
}
