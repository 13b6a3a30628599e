import Foundation
import GRDB
import PortalKit

/// A page that introduces the commune: what each revision keeps.
struct IntroductionContent: Sendable, Hashable, Codable {
    var slug = ""
    var title = ""
    /// Markdown; what stands under a heading of the second level is a section of the page.
    var body = ""

    /// The greatest lengths, in characters.
    enum Limit {
        static let slug = 80
        static let title = 200
        static let body = 60_000
    }
}

/// An introduction page. The first one is the module's front page.
struct IntroductionPage: Sendable, Hashable {
    let id: Int64
    let content: IntroductionContent
    let position: Int
    /// The last revision's number.
    let revision: Int
    let changedAt: Date

    init(row: Row) {
        id = row["id"]
        content = IntroductionContent(slug: row["slug"], title: row["title"], body: row["body"])
        position = row["position"]
        revision = row["revision"]
        changedAt = row["changed_at"]
    }

    var title: String { content.title }

    var reference: RecordReference { OrganizationNames.page(id) }
}
