import GRDB

/// The entries that a search finds.
///
/// What SQLite's full-text index does fast decides how they are asked for: it goes to any word's entries in the order of
/// their numbers at once, but backwards it passes entries that do not match one by one, and never stops at a bound before
/// it has found one. To look an entry up in another table costs ten times as much as to find it, so that is done only
/// where something narrows the entries.
struct SearchMatches {
    let expression: String
    let writtenExpression: String?
    /// How far they are counted, and how many of the newest are looked at.
    let limit: Int
    private var condition = ""
    private var filter = StatementArguments()

    init(expression: String, writtenExpression: String?, limit: Int = SearchIndex.countLimit) {
        self.expression = expression
        self.writtenExpression = writtenExpression
        self.limit = limit
    }

    /// Leaves out the entries whose column has none of these values.
    mutating func require(_ column: String, in values: Set<String>) {
        require(
            "\(column) IN (\(repeatElement("?", count: values.count).joined(separator: ", ")))",
            StatementArguments(values.sorted()))
    }

    /// Leaves out the entries that do not fulfil a condition on `module`, `kind`, `language` or `record_id`.
    mutating func require(_ sql: String, _ arguments: StatementArguments) {
        condition += " AND \(sql)"
        filter += arguments
    }

    private var isNarrowed: Bool { !condition.isEmpty }

    // CROSS JOIN fixes the order: SQLite would otherwise ask the index anew for each record of the modules.
    private static let facts = """
        core_search_text CROSS JOIN core_search INDEXED BY core_search_facts ON core_search.id = core_search_text.rowid
        """

    private var source: String {
        "\(isNarrowed ? Self.facts : "core_search_text") WHERE core_search_text MATCH ?\(condition)"
    }

    /// Whether the words occur in no more entries than are counted, whoever they belong to: then all of them are looked
    /// at, from the first to the last.
    func areFew(in database: Database) throws -> Bool {
        let count = try Int.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT count(*) FROM (
                        SELECT 1 FROM core_search_text WHERE core_search_text MATCH ?
                        ORDER BY rowid LIMIT \(limit + 1)
                    )
                    """), arguments: [expression])
        return count ?? 0 <= limit
    }

    /// How many there are of each kind, where they are few.
    func kinds(in database: Database) throws -> [SearchResults.KindCount] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT module, kind, count(*) AS count FROM \(Self.facts) WHERE core_search_text MATCH ?\(condition)
                GROUP BY module, kind
                """, arguments: [expression] + filter
        ).map { SearchResults.KindCount(module: $0["module"], kind: $0["kind"], count: $0["count"]) }
    }

    /// How many of the newest there are, up to one more than is counted, and the oldest of them.
    func newest(areFew: Bool, in database: Database) throws -> (count: Int, oldest: Int64) {
        let order = areFew ? "" : "ORDER BY core_search_text.rowid DESC LIMIT \(limit + 1)"
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT count(*), min(entry) FROM (SELECT core_search_text.rowid AS entry FROM \(source) \(order))
                """, arguments: [expression] + filter)
        return (row?[0] ?? 0, row?[1] ?? 0)
    }

    /// The entries' numbers. Those with the words in their title come first, and of these and of the others those that are
    /// spelt as the person spelt them; else the newest first. All words occur in each, so that how rare a word is says
    /// little; to know it SQLite would have to look at every entry with the word.
    ///
    /// - Parameters:
    ///   - count: how many at most.
    ///   - oldest: older entries are not looked at.
    func best(_ count: Int, from oldest: Int64, areFew: Bool, in database: Database) throws -> [Int64] {
        let spellings = [writtenExpression, expression].compactMap { $0 }
        var found: [Int64] = []
        var known: Set<Int64> = []
        for rank in spellings.map({ "title : (\($0))" }) + spellings where found.count < count {
            // The words themselves occur in each of the newest, so that going backwards passes nothing by.
            let isBackwards = !areFew && rank == expression
            let order = isBackwards ? "DESC LIMIT \(count)" : ""
            let matches = try Int64.fetchAll(
                database,
                sql: """
                    SELECT core_search_text.rowid FROM \(source) AND core_search_text.rowid >= ?
                    ORDER BY core_search_text.rowid \(order)
                    """, arguments: [rank] + filter + [oldest])
            found += (isBackwards ? matches : matches.reversed()).filter { known.insert($0).inserted }
        }
        return Array(found.prefix(count))
    }
}
