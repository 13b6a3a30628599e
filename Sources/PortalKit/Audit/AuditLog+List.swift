public import Foundation
public import GRDB

/// Which entries of the audit log to list; nil takes all.
public struct AuditFilter: Sendable, Hashable {
    /// The account's id of the person who acted.
    public var person: Int64?
    /// What was done: `news.publish`.
    public var action: String?
    /// The record that it was done to.
    public var subject: RecordReference?
    /// Words that the state before or after, the note or the name of who acted holds, as they are written.
    public var words: String?
    /// From this moment, inclusive.
    public var from: Date?
    /// To this moment, exclusive.
    public var to: Date?

    /// Makes a filter.
    public init(
        person: Int64? = nil, action: String? = nil, subject: RecordReference? = nil, words: String? = nil,
        from: Date? = nil, to: Date? = nil
    ) {
        self.person = person
        self.action = action
        self.subject = subject
        self.words = words
        self.from = from
        self.to = to
    }

    /// The condition in SQL, with its arguments.
    var condition: (sql: String, arguments: StatementArguments) {
        var parts: [String] = []
        var arguments = StatementArguments()
        func add(_ sql: String, _ values: StatementArguments) {
            parts.append(sql)
            arguments += values
        }
        if let person { add("actor_id = ?", [person]) }
        if let action { add("action = ?", [action]) }
        if let subject { add("subject_type = ? AND subject_id = ?", [subject.type, subject.id]) }
        if let words {
            // JSON escapes the quotation marks and backslashes of a text.
            let escaped = words.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            add(
                "(instr(before, ?) OR instr(after, ?) OR instr(note, ?) OR instr(actor_name, ?))",
                [escaped, escaped, words, words])
        }
        if let from { add("at >= ?", [from]) }
        if let to { add("at < ?", [to]) }
        return (parts.isEmpty ? "TRUE" : parts.joined(separator: " AND "), arguments)
    }
}

/// A place in the list of entries, to go on from.
public struct AuditCursor: Sendable, Hashable {
    /// The last entry's moment.
    public let at: Date
    /// The last entry's number.
    public let id: Int64

    /// The place after an entry.
    public init(after entry: AuditEntry) {
        at = entry.at
        id = entry.id
    }

    /// The place after an entry, from an address's query.
    public init(at: Date, id: Int64) {
        self.at = at
        self.id = id
    }
}

/// A part of the list of entries.
public struct AuditPage: Sendable {
    /// The entries, newest first.
    public let entries: [AuditEntry]
    /// Where the next page begins, nil on the last.
    public let next: AuditCursor?
}

extension AuditLog {
    /// The entries, newest first.
    ///
    /// - Parameter limit: 1 to 200.
    public static func page(
        _ filter: AuditFilter = AuditFilter(), after cursor: AuditCursor? = nil, limit: Int = 50, in database: Database
    ) throws -> AuditPage {
        let limit = min(max(limit, 1), 200)
        let (sql, arguments) = listing(filter, after: cursor, limit: limit + 1)
        let found = try AuditEntry.fetchAll(database, sql: sql, arguments: arguments)
        let entries = Array(found.prefix(limit))
        return AuditPage(entries: entries, next: found.count > limit ? entries.last.map(AuditCursor.init(after:)) : nil)
    }

    /// Hands out all entries of the filter one by one, newest first, for export: memory does not grow with the log.
    public static func forEach(
        _ filter: AuditFilter, in database: Database, _ body: (AuditEntry) throws -> Void
    ) throws {
        let (sql, arguments) = listing(filter, after: nil, limit: -1)
        let entries = try AuditEntry.fetchCursor(database, sql: sql, arguments: arguments)
        while let entry = try entries.next() { try body(entry) }
    }

    /// The actions that occur, for the filter's list of choices.
    public static func actions(_ database: Database) throws -> [String] {
        // A loose index scan: one step of the index for each action, however many entries there are.
        try String.fetchAll(
            database,
            sql: """
                WITH RECURSIVE found (action) AS (
                    SELECT min(action) FROM core_audit
                    UNION ALL
                    SELECT (SELECT min(action) FROM core_audit WHERE action > found.action) FROM found
                    WHERE found.action IS NOT NULL
                ) SELECT action FROM found WHERE action IS NOT NULL
                """)
    }

    static func listing(
        _ filter: AuditFilter, after cursor: AuditCursor?, limit: Int
    ) -> (sql: String, arguments: StatementArguments) {
        var (condition, arguments) = filter.condition
        if let cursor {
            condition += " AND (at, id) < (?, ?)"
            arguments += [cursor.at, cursor.id]
        }
        arguments += [limit]
        return ("SELECT * FROM core_audit WHERE \(condition) ORDER BY at DESC, id DESC LIMIT ?", arguments)
    }
}
