/// The bodies of the commune's authority and the people in charge, for modules that refer to them: as the source of an
/// article, as the recipient of a feedback, as a member of the editorial board.
///
/// A module asks for it with `context.service((any BodyDirectory).self)` and copes when no module provides it.
public protocol BodyDirectory: Sendable {
    /// The bodies that exist today, in the order of the structure.
    func bodies() async throws -> [BodySummary]

    /// The people in charge of the bodies that exist today, in the order of the structure; the head of a body comes first.
    /// Whoever holds two offices comes twice.
    func people() async throws -> [PersonSummary]
}

/// A body, as far as other modules need it.
public struct BodySummary: Sendable, Hashable, Identifiable {
    /// Stays the same as long as the body is known.
    public let id: Int64
    /// The full name: "Văn phòng HĐND và UBND xã".
    public let name: String
    /// The address of its page; nil where it has none.
    public let url: String?

    /// A body.
    public init(id: Int64, name: String, url: String? = nil) {
        self.id = id
        self.name = name
        self.url = url
    }
}

/// A person in an office, as far as other modules need it; all of it is public.
public struct PersonSummary: Sendable, Hashable, Identifiable {
    /// Stays the same as long as the person holds the office.
    public let id: Int64
    /// The full name: "Phạm Văn Lực".
    public let name: String
    /// "Chánh Văn phòng".
    public let office: String
    /// The body in which the office is.
    public let body: BodySummary
    /// The official mail address; empty where none is known.
    public let email: String

    /// A person.
    public init(id: Int64, name: String, office: String, body: BodySummary, email: String = "") {
        self.id = id
        self.name = name
        self.office = office
        self.body = body
        self.email = email
    }
}
