import Foundation
import PortalKit

/// The blocks of a page as the public sees them, with the pictures, bodies and people that they name.
struct PageView {
    /// The first text, which stands before the table of contents.
    let lead: PageBlockModel?
    let blocks: [PageBlockModel]
    /// What the page is about, for search engines.
    let excerpt: String?

    /// - Throws: `HTMLSanitizerError` for a text that cannot be shown.
    init(_ content: IntroductionContent, _ request: Request) async throws {
        let texts = try await Self.texts(of: content.blocks, request)
        let sources = try await Sources(content.blocks, request)
        for id in texts.values.reduce(sources.pictureIds, { $0.union($1.libraryItems) }) {
            request.depends(on: LibraryItem.dependency(id))
        }
        var number = 0
        var blocks: [PageBlockModel] = []
        for (index, block) in content.blocks.enumerated() {
            if !block[.title].isEmpty { number += 1 }
            let model = PageBlockModel(block, anchor: "muc-\(number)", text: texts[index], sources, request.texts)
            if let model { blocks.append(model) }
        }
        excerpt = texts.min { $0.key < $1.key }?.value.excerpt(length: 160).nonEmpty
        let opensWithText = blocks.first.map { $0.title == nil && $0.textHTML != nil } ?? false
        lead = opensWithText ? blocks.first : nil
        self.blocks = Array(blocks.dropFirst(opensWithText ? 1 : 0))
    }

    /// The texts by the places of their blocks. All are looked through for pictures at once, so that a page takes one query
    /// however many texts it has.
    private static func texts(of blocks: [PageBlock], _ request: Request) async throws -> [Int: SafeHTML] {
        let places = blocks.indices.filter { blocks[$0].kind == .text }
        let mark: StaticString = "<!---->"
        let joined = try places.map { try blocks[$0].textHTML() }.joined(separator: SafeHTML(trusted: mark))
        let shown = try await request.module.storage.read { try joined.withLibraryPictures(in: $0) }
        // The sanitiser lets no comment through, so the mark stands only where it was put.
        let parts = shown.html.components(separatedBy: mark.description).map(SafeHTML.init(stored:))
        let linked = try await request.linkingMentions(parts)
        return Dictionary(zip(places, linked), uniquingKeysWith: { first, _ in first })
    }

    /// What blocks refer to.
    struct Sources {
        let pictures: [Int64: LibraryItem]
        let pictureIds: Set<Int64>
        let authority: Authority?
        let context: ModuleContext

        init(_ blocks: [PageBlock], _ request: Request) async throws {
            let ids = Set(blocks.flatMap(\.pictures))
            pictureIds = ids
            context = request.module
            pictures = try await request.module.storage.read { try LibraryItem.find(ids, in: $0) }
            if blocks.contains(where: { $0.kind == .contact }) {
                request.depends(on: .directory, .structure)
                authority = try await request.authority()
            } else {
                authority = nil
            }
        }
    }
}
