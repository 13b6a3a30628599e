import Foundation
import GRDB
import PortalKit

/// Reads comments.
enum CommentRows {
    static func fetch(_ id: Int64, in database: Database) throws -> Comment? {
        try Row.fetchOne(database, sql: "SELECT * FROM consultation_comments WHERE id = ?", arguments: [id])
            .map(Comment.init(row:))
    }

    static func fetch(code: String, in database: Database) throws -> Comment? {
        try Row.fetchOne(database, sql: "SELECT * FROM consultation_comments WHERE code = ?", arguments: [code])
            .map(Comment.init(row:))
    }

    // MARK: - For the public

    /// The places of a version's text that somebody has commented on, in the order of the text.
    static func anchors(of draft: Int64, version: Int, in database: Database) throws -> [String] {
        try String.fetchAll(
            database,
            sql: """
                SELECT anchor FROM consultation_comments WHERE draft_id = ? AND version = ? AND anchor <> ''
                GROUP BY place_order, anchor
                """, arguments: [draft, version])
    }

    /// How many comments the public sees on each place of a version.
    static func counts(of draft: Int64, version: Int, in database: Database) throws -> PlaceCounts {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT anchor, article, count(*) AS count FROM consultation_comments
                WHERE draft_id = ? AND version = ? AND state = 'published' GROUP BY place_order, anchor, article
                """, arguments: [draft, version])
        return PlaceCounts(rows.map { ($0["anchor"], $0["article"], $0["count"]) })
    }

    /// How many comments the public sees of one version, and of one place in it.
    static func publicCount(
        of draft: Int64, version: Int, article: String?, in database: Database
    ) throws -> Int {
        try Int.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM consultation_comments
                WHERE draft_id = ? AND version = ? AND state = 'published' AND (? IS NULL OR article = ?)
                """, arguments: [draft, version, article, article]) ?? 0
    }

    /// How many comments the public sees on each version.
    static func publicCounts(of draft: Int64, in database: Database) throws -> [Int: Int] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT version, count(*) AS count FROM consultation_comments
                WHERE draft_id = ? AND state = 'published' GROUP BY version
                """, arguments: [draft])
        return Dictionary(uniqueKeysWithValues: rows.map { ($0["version"], $0["count"]) })
    }

    /// The comments that the public sees, in the order of the text.
    static func published(
        of draft: Int64, version: Int, article: String?, limit: Int, offset: Int, in database: Database
    ) throws -> [Comment] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT * FROM consultation_comments
                WHERE draft_id = ? AND version = ? AND state = 'published' AND (? IS NULL OR article = ?)
                ORDER BY place_order, id LIMIT ? OFFSET ?
                """, arguments: [draft, version, article, article, limit, offset]
        ).map(Comment.init(row:))
    }

    // MARK: - For officers

    /// How many comments of a version there are on each place that count in the report.
    static func allCounts(of draft: Int64, version: Int, in database: Database) throws -> PlaceCounts {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT anchor, article, count(*) AS count FROM consultation_comments
                WHERE draft_id = ? AND version = ? AND state IN ('waiting', 'published', 'hidden')
                GROUP BY place_order, anchor, article
                """, arguments: [draft, version])
        return PlaceCounts(rows.map { ($0["anchor"], $0["article"], $0["count"]) })
    }

    /// All that count in the report, in the order of the text.
    static func counted(of draft: Int64, in database: Database) throws -> [Comment] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT * FROM consultation_comments
                WHERE draft_id = ? AND state IN ('waiting', 'published', 'hidden') ORDER BY place_order, id
                """, arguments: [draft]
        ).map(Comment.init(row:))
    }

    static func tags(of comments: [Int64], in database: Database) throws -> [Int64: [String]] {
        let list = "[" + comments.map { String($0) }.joined(separator: ",") + "]"
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT comment_id, tag FROM json_each(?) AS wanted
                JOIN consultation_tags ON consultation_tags.comment_id = wanted.value ORDER BY comment_id, tag
                """, arguments: [list])
        return rows.reduce(into: [:]) { $0[$1["comment_id"], default: []].append($1["tag"]) }
    }

    /// The tags that a draft's comments have.
    static func tags(ofDraft draft: Int64, in database: Database) throws -> [String] {
        try String.fetchAll(
            database, sql: "SELECT DISTINCT tag FROM consultation_tags WHERE draft_id = ? ORDER BY tag LIMIT 200",
            arguments: [draft])
    }

    static func groups(of draft: Int64, in database: Database) throws -> [(id: Int64, title: String)] {
        try Row.fetchAll(
            database, sql: "SELECT id, title FROM consultation_groups WHERE draft_id = ? ORDER BY title",
            arguments: [draft]
        ).map { ($0["id"], $0["title"]) }
    }

    /// The comments that say the same as one, and are counted with it.
    static func duplicates(of id: Int64, in database: Database) throws -> [Comment] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM consultation_comments WHERE duplicate_of = ? ORDER BY id LIMIT 500",
            arguments: [id]
        ).map(Comment.init(row:))
    }

    /// What happened to a comment, the latest first.
    static func events(of id: Int64, in database: Database) throws -> [CommentEvent] {
        try Row.fetchAll(
            database,
            sql: "SELECT * FROM consultation_comment_events WHERE comment_id = ? ORDER BY id DESC LIMIT 300",
            arguments: [id]
        ).map { CommentEvent(kind: $0["kind"], at: $0["at"], actor: $0["actor"], text: $0["text"]) }
    }
}

/// One thing that happened to a comment.
struct CommentEvent: Sendable {
    let kind: String
    let at: Date
    let actor: String
    let text: String
}

/// How many comments there are on each place of a text.
struct PlaceCounts: Sendable {
    /// By anchor; the whole draft's is empty.
    private(set) var byAnchor: [String: Int] = [:]
    /// By article, with all that stands below it.
    private(set) var byArticle: [String: Int] = [:]
    private(set) var total = 0
    private let most: Int

    init(_ rows: [(anchor: String, article: String, count: Int)]) {
        var byAnchor: [String: Int] = [:]
        for row in rows {
            // An answer to a question is on no place of the text.
            if !row.article.hasPrefix("cau-hoi-") { byAnchor[row.anchor, default: 0] += row.count }
            byArticle[row.article, default: 0] += row.count
            total += row.count
        }
        self.byAnchor = byAnchor
        most = max(4, byAnchor.filter { !$0.key.isEmpty }.values.max() ?? 0)
    }

    /// 0 to 4: how many comments a place has beside the one that has the most, which is a hot one from four on.
    func heat(_ anchor: String) -> Int {
        guard let own = byAnchor[anchor], own > 0, !anchor.isEmpty else { return 0 }
        return max(1, (own * 4 + most - 1) / most)
    }
}

extension Comment {
    init(row: Row) {
        id = row["id"]
        code = row["code"]
        draft = row["draft_id"]
        version = row["version"]
        place = DraftPlace(
            anchor: row["anchor"], question: row["question"], label: row["place"], article: row["article"],
            articleLabel: row["article_place"], order: row["place_order"])
        text = row["text"]
        sender = Sender(rawValue: row["sender"]) ?? .person
        channel = Channel(rawValue: row["channel"]) ?? .web
        state = State(rawValue: row["state"]) ?? .hidden
        name = row["name"]
        body = row["body"]
        mail = row["mail"]
        phone = row["phone"]
        files = (try? JSONDecoder().decode([KeptUpload].self, from: Data((row["files"] as String).utf8))) ?? []
        receivedAt = row["received_at"]
        group = row["group_id"]
        duplicateOf = row["duplicate_of"]
        treatment = Treatment(rawValue: row["treatment"])
        reason = row["reason"]
        treatedAt = row["treated_at"]
        treatedBy = row["treated_by"]
        hiddenReason = row["hidden_reason"]
        erasedAt = row["erased_at"]
    }
}
