import PortalKit

/// What the FRBR identifiers of a document are made from (Akoma Ntoso naming convention, OASIS 2019).
struct AkomaNtosoIdentity: Sendable, Hashable {
    /// The type in ASCII: `quyet-dinh`.
    var type: String
    /// The issuing body in ASCII: `ubnd-xa-dong-viet`.
    var author: String
    /// Its name as it is written.
    var authorName: String
    /// The number and symbol as written.
    var number: String
    /// The summary.
    var title: String
    /// Day of issue, `2024-06-12`.
    var issuedOn: String
    /// Day of the version, `2024-07-01`: the same as the day of issue for the text as it was issued.
    var versionOn: String
    /// Whether amendments were put into the text.
    var isConsolidated = false
    /// Where the manifestation was made: the portal's domain.
    var publisher: String
    /// Day on which the file is made.
    var madeOn: String

    /// `/akn/vn/act/quyet-dinh/ubnd-xa-dong-viet/2024-06-12/15-2024-qd-ubnd`
    var work: String { "/akn/vn/act/\(type)/\(author)/\(issuedOn)/\(slug)" }
    /// The text in Vietnamese as it stood on the version's day.
    var expression: String { "\(work)/vie@\(versionOn)" }
    /// The XML of that text.
    var manifestation: String { "\(expression)/main.xml" }

    private var slug: String { Slug.make(from: number) }
}
