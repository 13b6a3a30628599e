import Foundation
import GRDB
import PortalKit

/// Reads and writes the rows of single articles.
enum ArticleRows {
    // MARK: - Reading

    /// An article by its id, nil when there is none.
    static func fetch(_ id: Int64, in database: Database) throws -> Article? {
        try Row.fetchOne(database.cachedStatement(sql: "SELECT * FROM news_articles WHERE id = ?"), arguments: [id])
            .map { try article($0, in: database) }
    }

    static let bySlugQuery = "SELECT * FROM news_articles WHERE slug = ?"

    /// An article by its slug, nil when there is none.
    static func fetch(slug: String, in database: Database) throws -> Article? {
        try Row.fetchOne(database.cachedStatement(sql: bySlugQuery), arguments: [slug]).map {
            try article($0, in: database)
        }
    }

    /// Which article has a slug.
    static func id(withSlug slug: String, in database: Database) throws -> Int64? {
        try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT id FROM news_articles WHERE slug = ?"), arguments: [slug])
    }

    /// What articles are called, by their ids.
    static func titles(_ ids: [Int64], in database: Database) throws -> [Int64: String] {
        let marks = ids.map { _ in "?" }.joined(separator: ", ")
        let rows = try Row.fetchAll(
            database, sql: "SELECT id, title FROM news_articles WHERE id IN (\(marks))",
            arguments: StatementArguments(ids))
        return Dictionary(rows.map { ($0["id"], $0["title"]) }, uniquingKeysWith: { first, _ in first })
    }

    private static func article(_ row: Row, in database: Database) throws -> Article {
        let id: Int64 = row["id"]
        let pictures = try Row.fetchAll(
            database.cachedStatement(sql: "SELECT * FROM news_pictures WHERE article_id = ? ORDER BY position"),
            arguments: [id])
        var content = ArticleContent(
            title: row["title"], slug: row["slug"], section: row["section"], lead: row["lead"], body: row["body"],
            source: row["source"], author: row["author"], isReference: row["is_reference"],
            isFeatured: row["is_featured"], publishedAt: row["published_at"],
            expiresAt: row["expires_at"])
        content.tags = try String.fetchAll(
            database.cachedStatement(
                sql: "SELECT name FROM news_article_tags WHERE article_id = ? ORDER BY position, tag"),
            arguments: [id])
        content.picture = try pictures.first { $0["position"] == 0 }.map(picture)
        content.gallery = try pictures.filter { $0["position"] != 0 }.map(picture)
        content.attachments = try Row.fetchAll(
            database.cachedStatement(sql: "SELECT * FROM news_attachments WHERE article_id = ? ORDER BY position"),
            arguments: [id]
        ).compactMap(attachment)
        return Article(
            id: id, content: content, bodyHTML: SafeHTML(stored: row["body_html"]), step: row["step"],
            isPublic: row["is_public"], isScheduled: row["is_scheduled"], revision: row["revision"],
            createdBy: row["created_by"], createdAt: row["created_at"], changedAt: row["changed_at"],
            wasPublic: row["was_public"])
    }

    static func picture(_ row: Row) throws -> ArticlePicture {
        let variants: String = row["variants"]
        return ArticlePicture(
            name: row["name"],
            variants: try JSONDecoder().decode([ArticlePicture.Variant].self, from: Data(variants.utf8)),
            alt: row["alt"], caption: row["caption"], address: row["address"])
    }

    private static func attachment(_ row: Row) -> Attachment? {
        ContentHash(rawValue: row["hash"]).map { hash in
            Attachment(
                hash: hash, name: row["name"], title: row["title"], mediaType: MediaType(rawValue: row["media_type"]),
                bytes: row["bytes"])
        }
    }

    // MARK: - Writing

    /// Makes the row of a new article and returns its id.
    static func insert(
        _ content: ArticleContent, html: SafeHTML, step: String, changedAt: Date, in change: Change
    ) throws -> Int64 {
        try change.database.execute(
            sql: """
                INSERT INTO news_articles
                    (slug, section, title, title_folded, lead, body, body_html, source, author, is_reference,
                     is_featured, expires_at, step, published_at, changed_at, created_at, created_by)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: columns(content, html) + [
                step, content.publishedAt, changedAt, change.now, change.actor.personId,
            ])
        let id = change.database.lastInsertedRowID
        try writeParts(of: id, content, in: change.database)
        return id
    }

    /// Replaces the content of an article.
    static func update(
        _ id: Int64, _ content: ArticleContent, html: SafeHTML, changedAt: Date, in database: Database
    ) throws {
        try database.execute(
            sql: """
                UPDATE news_articles SET slug = ?, section = ?, title = ?, title_folded = ?, lead = ?, body = ?,
                    body_html = ?, source = ?, author = ?, is_reference = ?, is_featured = ?, expires_at = ?, published_at = ?,
                    changed_at = ?
                WHERE id = ?
                """,
            arguments: columns(content, html) + [content.publishedAt, changedAt, id])
        try writeParts(of: id, content, in: database)
    }

    private static func columns(_ content: ArticleContent, _ html: SafeHTML) -> StatementArguments {
        [
            content.slug, content.section, content.title, content.title.folded, content.lead, content.body, html.html,
            content.source, content.author, content.isReference, content.isFeatured,
            content.expiresAt,
        ]
    }

    private static func writeParts(of id: Int64, _ content: ArticleContent, in database: Database) throws {
        for table in ["news_pictures", "news_attachments", "news_article_tags"] {
            try database.execute(sql: "DELETE FROM \(table) WHERE article_id = ?", arguments: [id])
        }
        let gallery = content.gallery.enumerated().map { ($0 + 1, $1) }
        for (position, picture) in (content.picture.map { [(0, $0)] } ?? []) + gallery {
            let variants = String(decoding: try JSONEncoder().encode(picture.variants), as: UTF8.self)
            try database.execute(
                sql: """
                    INSERT INTO news_pictures (article_id, position, name, alt, caption, variants, address)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [id, position, picture.name, picture.alt, picture.caption, variants, picture.address])
        }
        for (position, attachment) in content.attachments.enumerated() {
            try database.execute(
                sql: """
                    INSERT INTO news_attachments (article_id, position, hash, name, title, media_type, bytes)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, position, attachment.hash.rawValue, attachment.name, attachment.title,
                    attachment.mediaType.rawValue, attachment.bytes,
                ])
        }
        for (position, name) in content.tags.enumerated() {
            try database.execute(
                sql: "INSERT OR IGNORE INTO news_article_tags (article_id, tag, name, position) VALUES (?, ?, ?, ?)",
                arguments: [id, Slug.make(from: name), name, position])
        }
    }
}
