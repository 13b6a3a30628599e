import Foundation
import GRDB
import PortalKit

/// The officers' list of comments: on one draft, or on all of which the officer has the care.
struct CommentSearch: Sendable {
    /// Only on this draft.
    var draft: Int64?
    /// Only on drafts of these bodies; nil for all.
    var bodies: [Int64]?
    var state: Comment.State?
    /// A treatment, `none` for those without.
    var treatment = ""
    var article = ""
    var tag = ""
    var group: Int64?
    var sender: Comment.Sender?
    var version: Int?
    /// Whether those are left out that another stands for.
    var isFirstOnly = false
    /// Words of text or body, or a code.
    var text = ""

    func count(in database: Database) throws -> Int {
        let condition = condition
        return try Int.fetchOne(
            database, sql: "SELECT count(*) FROM consultation_comments WHERE \(condition.sql)",
            arguments: condition.arguments) ?? 0
    }

    /// On one draft as their places stand in the text; on all the newest first.
    func rows(limit: Int, offset: Int, in database: Database) throws -> [Comment] {
        let condition = condition
        let order = draft == nil ? "received_at DESC, id DESC" : "place_order, id"
        return try Row.fetchAll(
            database,
            sql: "SELECT * FROM consultation_comments WHERE \(condition.sql) ORDER BY \(order) LIMIT ? OFFSET ?",
            arguments: condition.arguments + [limit, offset]
        ).map(Comment.init(row:))
    }

    private var condition: (sql: String, arguments: StatementArguments) {
        var parts: [String] = []
        var arguments = StatementArguments()
        func add(_ sql: String, _ values: StatementArguments = []) {
            parts.append(sql)
            arguments += values
        }
        if let draft { add("draft_id = ?", [draft]) }
        if let bodies {
            add(
                """
                draft_id IN (SELECT id FROM consultation_drafts WHERE body_id IN (\
                \(bodies.map { _ in "?" }.joined(separator: ", "))))
                """, StatementArguments(bodies))
        }
        if let state {
            add("state = ?", [state.rawValue])
        } else {
            add("state NOT IN ('unconfirmed', 'spam')")
        }
        if treatment == "none" { add("treatment = '' AND state IN ('waiting', 'published', 'hidden')") }
        if let known = Comment.Treatment(rawValue: treatment) { add("treatment = ?", [known.rawValue]) }
        if !article.isEmpty { add("article = ?", [article == "toan-van" ? "" : article]) }
        if !tag.isEmpty {
            add("id IN (SELECT comment_id FROM consultation_tags WHERE tag = ?)", [tag])
        }
        if let group { add("group_id = ?", [group]) }
        if let sender { add("sender = ?", [sender.rawValue]) }
        if let version { add("version = ?", [version]) }
        if isFirstOnly { add("duplicate_of IS NULL") }
        for word in text.folded.split(separator: " ").prefix(8) {
            add("(instr(search_key, ?) > 0 OR code = ?)", [String(word), word.uppercased()])
        }
        return (parts.joined(separator: " AND "), arguments)
    }

    // MARK: - Counts

    /// How many comments on a draft count in its report.
    static func total(of draft: Int64, in database: Database) throws -> Int {
        try Int.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM consultation_comments
                WHERE draft_id = ? AND state IN ('waiting', 'published', 'hidden')
                """, arguments: [draft]) ?? 0
    }

    /// How many wait to be looked at, on each of some drafts.
    static func waiting(of drafts: [Int64], in database: Database) throws -> [Int64: Int] {
        guard !drafts.isEmpty else { return [:] }
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT draft_id, count(*) AS count FROM consultation_comments
                WHERE state = 'waiting' AND draft_id IN (\(drafts.map { _ in "?" }.joined(separator: ", ")))
                GROUP BY draft_id
                """, arguments: StatementArguments(drafts))
        return Dictionary(rows.map { ($0["draft_id"], $0["count"]) }, uniquingKeysWith: +)
    }

    /// How many wait to be looked at, on drafts of some bodies; nil for all.
    static func waiting(bodies: [Int64]?, in database: Database) throws -> Int {
        var search = CommentSearch()
        (search.state, search.bodies) = (.waiting, bodies)
        return try search.count(in: database)
    }

    /// How many comments on drafts whose period is over nobody has said of how they were taken up.
    static func untreated(bodies: [Int64]?, now: Date, in database: Database) throws -> Int {
        let own = bodies.map { "AND body_id IN (\($0.map { _ in "?" }.joined(separator: ", ")))" } ?? ""
        return try Int.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM consultation_drafts
                JOIN consultation_comments ON consultation_comments.draft_id = consultation_drafts.id
                WHERE is_public = 1 AND result_at IS NULL AND ends_at <= ? \(own)
                    AND treatment = '' AND duplicate_of IS NULL AND state IN ('waiting', 'published', 'hidden')
                """, arguments: [now] + StatementArguments(bodies ?? [])) ?? 0
    }
}
