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

    /// What hits are counted and chosen by, apart from their texts: a thousand of them lie on a few pages of the file.
    static let factsMigration = Migration(
        id: "search-facts", sql: "CREATE INDEX core_search_facts ON core_search (id, module, kind, language)")

    /// The same with the record, by which a module's own list narrows the hits.
    static let recordFactsMigration = Migration(
        id: "search-record-facts",
        sql: """
            DROP INDEX core_search_facts;
            CREATE INDEX core_search_facts ON core_search (id, module, kind, language, record_id);
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

    /// Removes all entries of one kind of a module.
    static func removeAll(ofModule module: String, kind: String, in database: Database) throws {
        try database.execute(
            sql: "DELETE FROM core_search WHERE module = ? AND kind = ?", arguments: [module, kind])
    }

    /// Puts parts of the index together.
    ///
    /// - Parameter pages: about how many are written; negative to begin with all parts, whatever their size.
    /// - Returns: whether nothing was left to do.
    static func merge(pages: Int, in database: Database) throws -> Bool {
        let before = database.totalChangesCount
        try database.execute(
            sql: "INSERT INTO core_search_text (core_search_text, rank) VALUES ('merge', ?)", arguments: [pages])
        // As SQLite's documentation says: one change is the statement itself.
        return database.totalChangesCount - before < 2
    }

    // MARK: - Searching

    /// Finds the records that hold all the words typed; whatever is typed, it is never an error.
    ///
    /// - Parameters:
    ///   - typed: as the person typed it: words; `"…"` for words in a row; the last may be incomplete where the whole
    ///     words are found nowhere.
    ///   - kinds: only these kinds; nil for all.
    ///   - enabledModules: records of other modules are not found.
    ///   - language: only entries of this language; nil for all.
    ///   - limit: 1 to 50.
    public static func search(
        _ typed: String, kinds: Set<String>? = nil, enabledModules: Set<String>, language: String? = nil,
        limit: Int = 20, offset: Int = 0, in database: Database
    ) throws -> SearchResults {
        let query = SearchQuery(typed)
        guard let expression = query.expression, !enabledModules.isEmpty, kinds?.isEmpty != true else { return .none }
        func results(_ expression: String, written: String?) throws -> SearchResults {
            try search(
                SearchMatches(expression: expression, writtenExpression: written), kinds: kinds,
                enabledModules: enabledModules, language: language,
                limit: min(max(limit, 1), 50),
                offset: min(max(offset, 0), countLimit), in: database)
        }
        let exact = try results(expression, written: query.writtenExpression)
        guard exact.kinds?.isEmpty == true, let open = query.openExpression else { return exact }
        return try results(open, written: nil)
    }

    private static func search(
        _ matches: SearchMatches, kinds: Set<String>?, enabledModules: Set<String>, language: String?, limit: Int,
        offset: Int, in database: Database
    ) throws -> SearchResults {
        var all = matches
        if try hasOtherModules(than: enabledModules, in: database) { all.require("module", in: enabledModules) }
        if let language { all.require("language", in: [language]) }
        let areFew = try all.areFew(in: database)
        // How many of each kind there are is known only while not all of them were too many to count.
        let counts = areFew ? try all.kinds(in: database) : nil
        var wanted = all
        if let kinds { wanted.require("kind", in: kinds) }
        let found = counts?.filter { kinds?.contains($0.kind) ?? true }.map(\.count).reduce(0, +)
        let (count, oldest) = try found.map { ($0, Int64.min) } ?? wanted.newest(areFew: false, in: database)
        let end = min(offset + limit, countLimit)
        let ids = try wanted.best(end, from: oldest, areFew: areFew, in: database).dropFirst(offset)
        return SearchResults(
            hits: try hits(Array(ids), expression: matches.expression, in: database),
            total: min(count, countLimit), isTotalBounded: count > countLimit, kinds: counts)
    }

    /// Whether entries of modules that are not served are in the index: else nothing need be left out. It goes from one
    /// module to the next in the index, not through the entries.
    private static func hasOtherModules(than enabled: Set<String>, in database: Database) throws -> Bool {
        try !String.fetchSet(
            database,
            sql: """
                WITH RECURSIVE present (module) AS (
                    SELECT min(module) FROM core_search
                    UNION ALL
                    SELECT (SELECT min(module) FROM core_search WHERE module > present.module) FROM present
                    WHERE present.module IS NOT NULL
                )
                SELECT module FROM present WHERE module IS NOT NULL
                """
        ).isSubset(of: enabled)
    }

    /// All hits of a page in one pass over the matches from the oldest of them to the newest: asked for one by one, each
    /// would have every word looked up anew, in every part of the index.
    private static func hits(_ ids: [Int64], expression: String, in database: Database) throws -> [SearchHit] {
        guard let oldest = ids.min(), let newest = ids.max() else { return [] }
        let marks = [SearchSegment.openingMark, SearchSegment.closingMark].map { String($0) }
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT core_search.id, module, record_type, record_id, kind, path, date, language,
                        highlight(core_search_text, 0, ?1, ?2) AS title,
                        snippet(core_search_text, 1, ?1, ?2, '…', 32) AS excerpt
                    FROM core_search_text CROSS JOIN core_search ON core_search.id = core_search_text.rowid
                    WHERE core_search_text MATCH ?3 AND core_search_text.rowid BETWEEN ?4 AND ?5
                        AND +core_search_text.rowid IN (SELECT value FROM json_each(?6))
                    """),
            arguments: [
                marks[0], marks[1], expression, oldest, newest,
                "[" + ids.map { String($0) }.joined(separator: ",") + "]",
            ])
        let hits = Dictionary(rows.map { ($0["id"] as Int64, hit($0)) }, uniquingKeysWith: { first, _ in first })
        return ids.compactMap { hits[$0] }
    }

    private static func hit(_ row: Row) -> SearchHit {
        SearchHit(
            module: row["module"], record: RecordReference(type: row["record_type"], id: row["record_id"]),
            kind: row["kind"], title: SearchSegment.split(row["title"]), excerpt: SearchSegment.split(row["excerpt"]),
            path: row["path"], date: row["date"], language: row["language"])
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
