import Foundation
import GRDB
import PortalKit

/// Told to the portal when an article comes before the public.
struct ArticlePublished: Codable, Sendable {
    let title: String
    /// Below the module's mount path.
    let path: String
    /// The name that it is signed with; nil in events from before it was told.
    let author: String?
    /// The account that wrote it; nil for articles from content files.
    let writtenBy: Int64?
    /// From when on it is public, where that was set.
    let publishedAt: Date?
    /// The account that published it; nil when it was the portal itself, at the time that was set.
    let publishedBy: Int64?
}

/// Brings what the public sees in line with an article, in the transaction that changed it.
enum Publication {
    /// Sets the article's flags, and with them counts, tags, files, search index, events and caches.
    ///
    /// - Parameters:
    ///   - before: the article before the change; nil when it is new.
    ///   - id: the article, whose content is written already.
    ///   - isPublished: whether its workflow has published it; before its time it is only scheduled.
    static func settle(_ id: Int64, before: Article?, isPublished: Bool, in change: Change) throws {
        let database = change.database
        guard let written = try ArticleRows.fetch(id, in: database) else { throw PortalError.notFound }
        let wasVisible = before?.isPublic ?? false
        let publishedAt = written.content.publishedAt ?? (isPublished ? change.now : nil)
        let hasBegun = publishedAt.map { $0 <= change.now } ?? false
        let hasEnded = written.content.expiresAt.map { $0 <= change.now } ?? false
        let isVisible = isPublished && hasBegun && !hasEnded
        if wasVisible, let before, let moment = before.content.publishedAt {
            try MonthCounts.add(-1, lists: before.lists, publishedAt: moment, in: database)
        }
        try database.execute(
            sql: """
                UPDATE news_articles SET is_public = ?, is_scheduled = ?, published_at = ?,
                    was_public = was_public OR ?, writer_told = writer_told AND ? WHERE id = ?
                """,
            arguments: [isVisible, isPublished && !hasBegun, publishedAt, isVisible, isPublished, id])
        try database.execute(
            sql: "UPDATE news_article_tags SET is_public = ?, published_at = ? WHERE article_id = ?",
            arguments: [isVisible, publishedAt, id])
        if isVisible, let publishedAt {
            try MonthCounts.add(1, lists: written.lists, publishedAt: publishedAt, in: database)
        }
        try useFiles(of: written, isPublic: isVisible, in: change)
        try index(written, publishedAt: publishedAt, isVisible: isVisible, wasVisible: wasVisible, in: change)
        change.touch(.article(id))
        if wasVisible || isVisible {
            for list in Set((before?.lists ?? []) + written.lists) { change.touch(list.dependency) }
        }
        if isVisible, !wasVisible { try announce(written, in: change) }
    }

    /// Says which files an article uses: its own, and the library's at its head, in its gallery and
    /// in its text.
    static func useFiles(of article: Article, isPublic: Bool, in change: Change) throws {
        try change.setFiles(article.content.files, of: article.reference, isPublic: isPublic)
        try change.setLibraryUses(
            html: article.bodyHTML, items: article.content.libraryItems, of: article.reference, isPublic: isPublic)
    }

    private static func index(
        _ article: Article, publishedAt: Date?, isVisible: Bool, wasVisible: Bool, in change: Change
    ) throws {
        if isVisible {
            try change.index(searchEntry(article, publishedAt: publishedAt))
        } else if wasVisible {
            try change.removeFromIndex(article.reference)
        }
    }

    /// What the portal's search knows of a public article.
    static func searchEntry(_ article: Article, publishedAt: Date?) -> SearchEntry {
        let content = article.content
        let texts = [content.lead, article.bodyHTML.plainText, content.tags.joined(separator: ", ")]
        return SearchEntry(
            record: article.reference, kind: NewsNames.searchKind, title: content.title,
            text: texts.filter { !$0.isEmpty }.joined(separator: "\n"), path: article.path, date: publishedAt)
    }

    private static func announce(_ article: Article, in change: Change) throws {
        try change.emit(
            Event(
                NewsNames.publishedEvent, record: article.reference,
                payload: ArticlePublished(
                    title: article.content.title, path: article.path, author: article.content.author,
                    writtenBy: article.createdBy, publishedAt: article.content.publishedAt,
                    publishedBy: change.actor.personId)))
    }

    // MARK: - At the time that was set

    static let dueQuery = """
        SELECT id FROM news_articles WHERE is_scheduled = 1 AND published_at <= ? ORDER BY published_at LIMIT 100
        """

    static let nextDueQuery = "SELECT min(published_at) FROM news_articles WHERE is_scheduled = 1 AND published_at > ?"

    static let nextEndQuery = """
        SELECT min(expires_at) FROM news_articles WHERE is_public = 1 AND expires_at IS NOT NULL AND expires_at > ?
        """

    static let endedQuery = """
        SELECT id FROM news_articles WHERE is_public = 1 AND expires_at IS NOT NULL AND expires_at <= ?
        ORDER BY expires_at LIMIT 100
        """
}

extension Article {
    /// The lists of the public that it stands in while it is public.
    var lists: [ArticleList] {
        [.all, .section(content.section)] + content.tags.map { .tag(Slug.make(from: $0)) }
    }
}
