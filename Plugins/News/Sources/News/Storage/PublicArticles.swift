import Foundation
import GRDB
import PortalKit

/// What the public reads. Each query is a range of one index: the tests look at SQLite's plans.
enum PublicArticles {
    // MARK: - Lists

    static let allQuery = """
        SELECT \(ArticleSummary.columns) FROM news_articles
        WHERE is_public = 1 AND published_at < ? AND published_at >= ?
        ORDER BY published_at DESC, id DESC LIMIT ? OFFSET ?
        """

    static let sectionQuery = """
        SELECT \(ArticleSummary.columns) FROM news_articles
        WHERE is_public = 1 AND section = ? AND published_at < ? AND published_at >= ?
        ORDER BY published_at DESC, id DESC LIMIT ? OFFSET ?
        """

    static let tagQuery = """
        SELECT a.id, a.section, a.slug, a.title, a.lead, a.published_at, a.is_reference
        FROM news_article_tags AS t CROSS JOIN news_articles AS a ON a.id = t.article_id
        WHERE t.is_public = 1 AND t.tag = ? AND t.published_at < ? AND t.published_at >= ?
        ORDER BY t.published_at DESC, t.article_id DESC LIMIT ? OFFSET ?
        """

    /// The newest articles of a list.
    static func latest(_ list: ArticleList, limit: Int, in database: Database) throws -> [ArticleSummary] {
        try fetch(list, limit: limit, offset: 0, in: database)
    }

    /// A page of a list whose counts were read in the same snapshot, and narrowed if need be.
    static func page(
        _ list: ArticleList, counts: MonthCounts, offset: Int, limit: Int, in database: Database
    ) throws -> [ArticleSummary] {
        guard let place = counts.place(of: offset), let last = counts.entries.last else { return [] }
        return try fetch(
            list, before: place.from.bounds.upperBound, from: last.month.bounds.lowerBound, limit: limit,
            offset: place.offset, in: database)
    }

    private static func fetch(
        _ list: ArticleList, before: Date? = nil, from: Date? = nil, limit: Int, offset: Int, in database: Database
    ) throws -> [ArticleSummary] {
        let range: StatementArguments = [
            before?.databaseValue ?? "9999".databaseValue, from?.databaseValue ?? "".databaseValue, limit, offset,
        ]
        let rows =
            switch list {
            case .all: try Row.fetchAll(database.cachedStatement(sql: allQuery), arguments: range)
            case .section(let slug):
                try Row.fetchAll(database.cachedStatement(sql: sectionQuery), arguments: [slug] + range)
            case .tag(let slug): try Row.fetchAll(database.cachedStatement(sql: tagQuery), arguments: [slug] + range)
            }
        return try withPictures(rows.map(ArticleSummary.init(row:)), in: database)
    }

    // MARK: - The front page

    static let featuredQuery = """
        SELECT \(ArticleSummary.columns) FROM news_articles
        WHERE is_public = 1 AND is_featured = 1 ORDER BY published_at DESC, id DESC LIMIT 1
        """

    /// The newest article that an editor chose to lead the page, nil when there is none.
    static func featured(in database: Database) throws -> ArticleSummary? {
        let row = try Row.fetchOne(database.cachedStatement(sql: featuredQuery))
        return try withPictures(row.map { [ArticleSummary(row: $0)] } ?? [], in: database).first
    }

    static let newestQuery = """
        SELECT published_at FROM news_articles WHERE is_public = 1 ORDER BY published_at DESC, id DESC LIMIT 1
        """

    /// When the newest article came out, nil when there is none.
    static func newest(in database: Database) throws -> Date? {
        try Date.fetchOne(database.cachedStatement(sql: newestQuery))
    }

    /// When the newest article of each section came out; sections without one are missing.
    static func newestBySection(in database: Database) throws -> [String: Date] {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT section, max(published_at) AS newest FROM news_articles WHERE is_public = 1 GROUP BY section")
        return Dictionary(rows.map { ($0["section"], $0["newest"]) }, uniquingKeysWith: { first, _ in first })
    }

    // MARK: - Around an article

    static let newerQuery = """
        SELECT \(ArticleSummary.columns) FROM news_articles
        WHERE is_public = 1 AND section = ? AND (published_at, id) > (?, ?) ORDER BY published_at, id LIMIT 1
        """

    static let olderQuery = """
        SELECT \(ArticleSummary.columns) FROM news_articles
        WHERE is_public = 1 AND section = ? AND (published_at, id) < (?, ?)
        ORDER BY published_at DESC, id DESC LIMIT 1
        """

    /// The articles of the section right after and right before another.
    static func neighbours(
        section: String, publishedAt: Date, id: Int64, in database: Database
    ) throws -> (newer: ArticleSummary?, older: ArticleSummary?) {
        let arguments: StatementArguments = [section, publishedAt, id]
        return (
            try Row.fetchOne(database.cachedStatement(sql: newerQuery), arguments: arguments).map(
                ArticleSummary.init(row:)),
            try Row.fetchOne(database.cachedStatement(sql: olderQuery), arguments: arguments).map(
                ArticleSummary.init(row:))
        )
    }

    /// Articles on the same subjects: those that share most tags first, then the newest of the section.
    static func related(
        to id: Int64, section: String, tags: [String], limit: Int, in database: Database
    ) throws -> [ArticleSummary] {
        var shared: [Int64: Int] = [:]
        var found: [Int64: ArticleSummary] = [:]
        for tag in tags {
            let rows = try Row.fetchAll(
                database.cachedStatement(sql: tagQuery), arguments: [tag, "9999", "", limit * 3, 0])
            for article in rows.map(ArticleSummary.init(row:)) where article.id != id {
                shared[article.id, default: 0] += 1
                found[article.id] = article
            }
        }
        var related = found.values.sorted { left, right in
            let (leftShared, rightShared) = (shared[left.id] ?? 0, shared[right.id] ?? 0)
            return (leftShared, left.publishedAt, left.id) > (rightShared, right.publishedAt, right.id)
        }
        if related.count < limit {
            let others = try latest(.section(section), limit: limit + 1, in: database)
            related += others.filter { $0.id != id && found[$0.id] == nil }
        }
        return Array(related.prefix(limit))
    }

    static let tagNameQuery = """
        SELECT name FROM news_article_tags WHERE is_public = 1 AND tag = ?
        ORDER BY published_at DESC, article_id DESC LIMIT 1
        """

    /// A tag's name as its newest article writes it; nil when no public article has the tag.
    static func tagName(_ slug: String, in database: Database) throws -> String? {
        try String.fetchOne(database.cachedStatement(sql: tagNameQuery), arguments: [slug])
    }

    // MARK: - Pictures

    private static func withPictures(_ articles: [ArticleSummary], in database: Database) throws -> [ArticleSummary] {
        guard !articles.isEmpty else { return [] }
        let marks = articles.map { _ in "?" }.joined(separator: ", ")
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: "SELECT * FROM news_pictures WHERE article_id IN (\(marks)) AND position = 0"),
            arguments: StatementArguments(articles.map(\.id)))
        let pictures = try Dictionary(
            rows.map { (key: $0["article_id"] as Int64, value: try ArticleRows.picture($0)) },
            uniquingKeysWith: { first, _ in first })
        return articles.map { article in
            var article = article
            article.picture = pictures[article.id]
            return article
        }
    }
}
