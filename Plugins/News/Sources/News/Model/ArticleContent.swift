import Foundation
import GRDB
import PortalKit

/// What an editor edits: the content of a revision.
struct ArticleContent: Sendable, Equatable, Codable {
    var title = ""
    /// The last part of the address; unique among all articles.
    var slug = ""
    var section = ""
    var lead = ""
    /// Markdown or HTML, as it was written; see `RichText`.
    var body = ""
    /// Where the information comes from; publication demands it (Art. 9.1).
    var source = ""
    /// Who wrote it; publication demands it (Art. 9.1).
    var author = ""
    /// Whether the information is not confirmed (Art. 9.2).
    var isReference = false
    /// Whether it leads the front page.
    var isFeatured = false
    /// When the public sees it from; nil: when it is published.
    var publishedAt: Date?
    /// When it leaves the public again; nil: never.
    var expiresAt: Date?
    var tags: [String] = []
    var picture: ArticlePicture?
    var gallery: [ArticlePicture] = []
    var attachments: [Attachment] = []

    private var pictures: [ArticlePicture] { [picture].compactMap { $0 } + gallery }

    /// All files that the article uses as its own.
    var files: [ContentHash] { pictures.flatMap(\.hashes) + attachments.map(\.hash) }

    /// The library's pictures at its head and in its gallery.
    var libraryItems: Set<Int64> { Set(pictures.compactMap(\.item)) }

    /// The content with the library's pictures as they are there now; one query at most.
    func withCurrentPictures(in database: Database) throws -> ArticleContent {
        guard !libraryItems.isEmpty else { return self }
        let items = try LibraryItem.find(libraryItems, in: database)
        var current = self
        current.picture = picture?.asIn(items)
        current.gallery = gallery.compactMap { $0.asIn(items) }
        return current
    }
}

extension ArticleContent {
    /// The most characters of each text, and the most elements of each list.
    enum Limit {
        static let title = 200
        static let slug = 80
        static let lead = 600
        static let body = 200_000
        static let name = 200
        static let caption = 400
        static let tag = 50
        static let tags = 12
        static let gallery = 40
        static let attachments = 20
    }

    /// Tags as typed, separated by commas: without repetitions and empty ones.
    static func tags(from text: String) -> [String] {
        var seen: Set<String> = []
        return text.split(whereSeparator: { $0 == "," || $0 == ";" || $0.isNewline })
            .map { String($0).normalizedInput() }
            .filter { !$0.isEmpty && seen.insert(Slug.make(from: $0)).inserted }
    }
}
