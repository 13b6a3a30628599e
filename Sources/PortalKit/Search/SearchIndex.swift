public import GRDB

/// The full-text index over the public records of all modules.
///
/// SQLite's FTS5 with external content: the text is stored once, in `core_search`, and triggers keep the index.
public enum SearchIndex {
    /// Hits are counted up to here.
    public static let countLimit = 1000

    /// What pages with search results depend on; every change of the index touches it.
    public static let dependency = Dependency.list("core.search")

    static let migration = Migration(
        id: "search",
        sql: """
            CREATE TABLE core_search (
                id INTEGER PRIMARY KEY,
                module TEXT NOT NULL,
                record_type TEXT NOT NULL,
                record_id INTEGER NOT NULL,
                language TEXT NOT NULL,
                kind TEXT NOT NULL,
                title TEXT NOT NULL,
                text TEXT NOT NULL,
                path TEXT NOT NULL,
                date TEXT,
                UNIQUE (record_type, record_id, language)
            );
            CREATE INDEX core_search_module ON core_search (module, kind);
            CREATE VIRTUAL TABLE core_search_text USING fts5 (
                title, text, content = 'core_search', content_rowid = 'id', tokenize = 'vietnamese'
            );
            CREATE TRIGGER core_search_inserted AFTER INSERT ON core_search BEGIN
                INSERT INTO core_search_text (rowid, title, text) VALUES (NEW.id, NEW.title, NEW.text);
            END;
            CREATE TRIGGER core_search_deleted AFTER DELETE ON core_search BEGIN
                INSERT INTO core_search_text (core_search_text, rowid, title, text)
                VALUES ('delete', OLD.id, OLD.title, OLD.text);
            END;
            CREATE TRIGGER core_search_updated AFTER UPDATE OF title, text ON core_search BEGIN
                INSERT INTO core_search_text (core_search_text, rowid, title, text)
                VALUES ('delete', OLD.id, OLD.title, OLD.text);
                INSERT INTO core_search_text (rowid, title, text) VALUES (NEW.id, NEW.title, NEW.text);
            END;
            """)

    // MARK: - Writing

    /// Adds an entry, or replaces the one of the same record and language.
    static func write(_ entry: SearchEntry, module: String, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO core_search (module, record_type, record_id, language, kind, title, text, path, date)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (record_type, record_id, language) DO UPDATE SET
                    module = excluded.module, kind = excluded.kind, title = excluded.title, text = excluded.text,
                    path = excluded.path, date = excluded.date
                """,
            arguments: [
                module, entry.record.type, entry.record.id, entry.language, entry.kind,
                entry.title.withoutSegmentMarks, entry.text.withoutSegmentMarks, entry.path, entry.date,
            ])
    }

    /// Removes a record's entries in all languages.
    static func remove(_ record: RecordReference, in database: Database) throws {
        try database.execute(
            sql: "DELETE FROM core_search WHERE record_type = ? AND record_id = ?",
            arguments: [record.type, record.id])
    }

    /// Removes all entries of a module, before it indexes its records anew or when it goes.
    static func removeAll(ofModule module: String, in database: Database) throws {
        try database.execute(sql: "DELETE FROM core_search WHERE module = ?", arguments: [module])
    }

    // MARK: - Searching

    /// Finds the records that hold all the words typed; whatever is typed, it is never an error.
    ///
    /// - Parameters:
    ///   - typed: as the person typed it: words; the last may be incomplete; `"…"` for words in a row.
    ///   - kinds: only these kinds; nil for all.
    ///   - enabledModules: records of other modules are not found.
    ///   - language: only entries of this language; nil for all.
    ///   - limit: 1 to 50.
    public static func search(
        _ typed: String, kinds: Set<String>? = nil, enabledModules: Set<String>, language: String? = nil,
        limit: Int = 20, offset: Int = 0, in database: Database
    ) throws -> SearchResults {
        guard let expression = SearchQuery(typed).expression, !enabledModules.isEmpty, kinds?.isEmpty != true else {
            return .none
        }
        var all = Matches(expression: expression)
        all.require("module", in: enabledModules)
        if let language { all.require("language", in: [language]) }
        let counts = try all.counts(in: database)
        var (wanted, count) = (all, counts.reduce(0) { $0 + $1.count })
        // How many of each kind there are is known only while not all of them were too many to count.
        let areCounted = count <= countLimit
        if let kinds {
            wanted.require("kind", in: kinds)
            count =
                areCounted
                ? counts.filter { kinds.contains($0.kind) }.reduce(0) { $0 + $1.count }
                : try wanted.counts(in: database).reduce(0) { $0 + $1.count }
        }
        let (limit, offset) = (min(max(limit, 1), 50), min(max(offset, 0), countLimit))
        let ids =
            count > countLimit
            ? try wanted.newest(limit: limit, offset: offset, in: database)
            : try wanted.best(limit: limit, offset: offset, in: database)
        return SearchResults(
            hits: try ids.compactMap { try hit($0, expression: expression, in: database) },
            total: min(count, countLimit), isTotalBounded: count > countLimit, kinds: areCounted ? counts : nil)
    }

    private static func hit(_ id: Int64, expression: String, in database: Database) throws -> SearchHit? {
        let marks = [SearchSegment.openingMark, SearchSegment.closingMark].map { String($0) }
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT module, record_type, record_id, kind, path, date, language,
                        highlight(core_search_text, 0, ?1, ?2) AS title,
                        snippet(core_search_text, 1, ?1, ?2, '…', 32) AS excerpt
                    FROM core_search_text JOIN core_search ON core_search.id = core_search_text.rowid
                    WHERE core_search_text MATCH ?3 AND core_search_text.rowid = ?4
                    """),
            arguments: [marks[0], marks[1], expression, id])
        return row.map { row in
            SearchHit(
                module: row["module"], record: RecordReference(type: row["record_type"], id: row["record_id"]),
                kind: row["kind"], title: SearchSegment.split(row["title"]),
                excerpt: SearchSegment.split(row["excerpt"]), path: row["path"], date: row["date"],
                language: row["language"])
        }
    }
}

/// The entries that a search finds.
private struct Matches {
    let expression: String
    private var condition = "core_search_text MATCH ?"
    private var filter = StatementArguments()

    init(expression: String) {
        self.expression = expression
    }

    /// Leaves out the entries whose column has none of these values.
    mutating func require(_ column: String, in values: Set<String>) {
        condition += " AND \(column) IN (\(repeatElement("?", count: values.count).joined(separator: ", ")))"
        filter += StatementArguments(values.sorted())
    }

    // CROSS JOIN fixes the order: SQLite would otherwise ask the index anew for each record of the modules.
    private var source: String {
        "core_search_text CROSS JOIN core_search ON core_search.id = core_search_text.rowid WHERE \(condition)"
    }

    /// How many there are of each kind, all together up to one more than is counted.
    func counts(in database: Database) throws -> [SearchResults.KindCount] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT module, kind, count(*) AS count
                FROM (SELECT module, kind FROM \(source) LIMIT \(SearchIndex.countLimit + 1)) GROUP BY module, kind
                """, arguments: [expression] + filter
        ).map { SearchResults.KindCount(module: $0["module"], kind: $0["kind"], count: $0["count"]) }
    }

    /// The best first. Only ids are sorted: excerpts are made for the hits of one page alone.
    func best(limit: Int, offset: Int, in database: Database) throws -> [Int64] {
        try Int64.fetchAll(
            database,
            sql: """
                SELECT core_search.id FROM \(source)
                ORDER BY bm25(core_search_text, 8.0, 1.0), core_search.id DESC LIMIT ? OFFSET ?
                """, arguments: [expression] + filter + [limit, offset])
    }

    /// Those with the words in their title, then the others, the newest first: what is found everywhere has no best,
    /// and ranking would look at all of it.
    func newest(limit: Int, offset: Int, in database: Database) throws -> [Int64] {
        let sql = "SELECT core_search.id FROM \(source) ORDER BY core_search_text.rowid DESC LIMIT ?"
        let end = min(offset + limit, SearchIndex.countLimit)
        let titled = try Int64.fetchAll(
            database, sql: sql, arguments: ["title : (\(expression))"] + filter + [end])
        guard titled.count < end else { return Array(titled.dropFirst(offset)) }
        let known = Set(titled)
        let others = try Int64.fetchAll(database, sql: sql, arguments: [expression] + filter + [end])
        return Array((titled + others.filter { !known.contains($0) }).prefix(end).dropFirst(offset))
    }
}

extension SearchSegment {
    /// Control characters that stand around matches in what SQLite returns; they are kept out of what is indexed.
    fileprivate static let openingMark: Character = "\u{2}"
    fileprivate static let closingMark: Character = "\u{3}"

    fileprivate static func split(_ text: String) -> [SearchSegment] {
        var segments: [SearchSegment] = []
        var isMatch = false
        for piece in text.split(
            omittingEmptySubsequences: false, whereSeparator: { $0 == openingMark || $0 == closingMark })
        {
            if !piece.isEmpty { segments.append(SearchSegment(text: String(piece), isMatch: isMatch)) }
            isMatch.toggle()
        }
        return segments
    }
}

extension String {
    fileprivate var withoutSegmentMarks: String {
        contains { $0 < " " } ? String(map { $0 < " " ? " " : $0 }) : self
    }
}
