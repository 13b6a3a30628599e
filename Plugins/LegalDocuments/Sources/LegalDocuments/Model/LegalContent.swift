import PortalKit

/// What officers enter of a document; each version of it is kept as a revision.
struct LegalContent: Sendable, Hashable, Codable {
    /// The longest that each may be, in characters.
    enum Limit {
        static let number = 60
        static let name = 200
        static let summary = 1000
        static let note = 500
        static let slug = 100
        static let lines = 20_000
        static let fields = 10
        static let relations = 100
        static let files = 10
    }

    /// The number and symbol as written: `15/2024/QĐ-UBND`.
    var number = ""
    /// `Quyết định`.
    var type = ""
    var summary = ""
    var issuingBody = ""
    var signer = ""
    var signerOffice = ""
    /// `2024-06-12`.
    var issuedOn = ""
    /// From when it is in force; empty when the document does not say.
    var effectiveOn = ""
    /// The first day on which it is no longer in force by its own words; empty when it has no end.
    var expiredOn = ""
    /// The slugs of its fields, as the settings have them.
    var fields: [String] = []
    /// Whether it directs and informs rather than lays down the law (Art. 4.2, 8.2).
    var isDirection = false
    var relations: [LegalRelation] = []
    /// What a reader should know besides.
    var note = ""
    /// The document as files: as it was signed, or in open formats.
    var files: [KeptUpload] = []
    /// The text.
    var lines: [LegalLine] = []
}

/// How a document stands to another, named by its number.
struct LegalRelation: Sendable, Hashable, Codable {
    /// What the document does to the other.
    enum Kind: String, Sendable, Codable, CaseIterable {
        case basis
        case replaces
        case amends
        case repeals
        case guides
        case relates

        /// Whether the other is no longer in force once this one is.
        var ends: Bool { self == .replaces || self == .repeals }
    }

    var kind: Kind
    /// The other's number as written.
    var number: String
    /// The other's day of issue, which tells numbers without a year apart; empty when it is not known.
    var issuedOn = ""
}
