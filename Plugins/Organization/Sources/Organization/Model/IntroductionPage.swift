import Foundation
import GRDB
import PortalKit

/// A page that introduces the commune: what each revision keeps.
struct IntroductionContent: Sendable, Hashable, Codable {
    var slug = ""
    var title = ""
    /// What the page shows, in its order.
    var blocks: [PageBlock] = []

    /// The greatest lengths, in characters.
    enum Limit {
        static let slug = 80
        static let title = 200
    }

    /// The texts of its blocks, one after the other.
    ///
    /// - Throws: `HTMLSanitizerError` for a text that cannot be shown.
    func textHTML() throws(HTMLSanitizerError) -> SafeHTML {
        var html: [SafeHTML] = []
        for block in blocks { html.append(try block.textHTML()) }
        return html.joined()
    }
}

extension IntroductionContent {
    private enum CodingKeys: String, CodingKey {
        case slug, title, blocks
        /// Markdown, in revisions of the time before there were blocks.
        case body
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        slug = try container.decode(String.self, forKey: .slug)
        title = try container.decode(String.self, forKey: .title)
        blocks =
            try container.decodeIfPresent([PageBlock].self, forKey: .blocks)
            ?? PageBlock.blocks(ofMarkdown: container.decode(String.self, forKey: .body))
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(slug, forKey: .slug)
        try container.encode(title, forKey: .title)
        try container.encode(blocks, forKey: .blocks)
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

    init(row: Row) throws {
        id = row["id"]
        content = IntroductionContent(
            slug: row["slug"], title: row["title"],
            blocks: try JSONDecoder().decode([PageBlock].self, from: Data((row["blocks"] as String).utf8)))
        position = row["position"]
        revision = row["revision"]
        changedAt = row["changed_at"]
    }

    var title: String { content.title }

    var reference: RecordReference { OrganizationNames.page(id) }
}
