import GRDB
import PortalKit

/// The blocks of a page as one text, in which two revisions are compared.
enum PageOutline {
    /// What the blocks of a page refer to is called now.
    struct Names {
        private let pictures: [Int64: LibraryItem]
        private let contacts: [ContactReference: String]

        init(_ content: IntroductionContent, in database: Database) throws {
            pictures = try LibraryItem.find(Set(content.blocks.flatMap(\.pictures)), in: database)
            guard content.blocks.contains(where: { $0.kind == .contact }) else {
                contacts = [:]
                return
            }
            let bodies = try OrganizationRows.bodies(in: database).map { (ContactReference.body($0.id), $0.name) }
            let people = try OrganizationRows.people(in: database).map { (ContactReference.person($0.id), $0.name) }
            contacts = Dictionary(bodies + people, uniquingKeysWith: { first, _ in first })
        }

        fileprivate func text(_ value: String, of field: PageField) -> String {
            switch field.form {
            case .picture: LibraryItem.id(typed: value).flatMap { pictures[$0]?.title } ?? value
            case .contact: ContactReference(value).flatMap { contacts[$0] } ?? value
            case .line, .lines, .richText, .link: value
            }
        }
    }

    /// - Throws: `HTMLSanitizerError` for a text that cannot be shown.
    static func html(
        _ content: IntroductionContent, _ names: Names, _ texts: Texts
    ) throws(HTMLSanitizerError) -> SafeHTML {
        var html = SafeHTML.empty
        for block in content.blocks {
            html =
                html + SafeHTML(trusted: "<h2>") + SafeHTML(escaping: texts("block.\(block.kind.rawValue)"))
                + SafeHTML(trusted: "</h2>")
            for field in block.kind.fields where field.form != .richText {
                html = html + paragraph(names.text(block[field.name], of: field))
            }
            html = html + (try block.textHTML())
            for row in block.rows {
                let parts = block.kind.rowFields.map { names.text(row[$0.name], of: $0) }.filter { !$0.isEmpty }
                html = html + paragraph(parts.joined(separator: "; "))
            }
        }
        return html
    }

    private static func paragraph(_ text: String) -> SafeHTML {
        text.isEmpty
            ? .empty : SafeHTML(trusted: "<p>") + SafeHTML(escaping: text) + SafeHTML(trusted: "</p>")
    }
}
