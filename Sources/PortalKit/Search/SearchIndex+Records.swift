public import GRDB

/// A page of the records of one kind that a search found.
public struct FoundRecords: Sendable, Hashable {
    /// The records' numbers, best first.
    public let ids: [Int64]
    /// How many there are in all, as far as they were counted.
    public let total: Int
}

extension SearchIndex {
    /// What a module's own tables say of a record: a condition in SQL, in which `record_id` is the record's number.
    public struct RecordCondition: Sendable {
        let sql: String
        let arguments: StatementArguments

        /// - Parameter sql: as `EXISTS (SELECT 1 FROM events_entries WHERE id = record_id AND hall = ?)`, by an index.
        public init(_ sql: String, _ arguments: StatementArguments = []) {
            self.sql = sql
            self.arguments = arguments
        }
    }

    /// The records of one kind that hold all the words typed, in the order of the portal's search: for a module's own
    /// list, which narrows them further. What is typed is never an error.
    ///
    /// - Parameters:
    ///   - condition: leaves out the records that do not fulfil it; each match is asked, the newest first, until enough
    ///     are found.
    ///   - most: how far they are counted, and how many of the newest are looked at, up to ``countLimit``: what words cost
    ///     that many records hold.
    ///   - limit: how many are given at most.
    public static func records(
        _ typed: String, kind: String, module: String, where condition: RecordCondition? = nil,
        countedTo most: Int = countLimit, limit: Int, offset: Int = 0, in database: Database
    ) throws -> FoundRecords {
        let query = SearchQuery(typed)
        guard let expression = query.expression else { return FoundRecords(ids: [], total: 0) }
        let most = min(most, countLimit)
        var matches = SearchMatches(
            expression: expression, writtenExpression: query.writtenExpression, limit: most)
        matches.require("module", in: [module])
        matches.require("kind", in: [kind])
        if let condition { matches.require(condition.sql, condition.arguments) }
        let areFew = try matches.areFew(in: database)
        let (count, oldest) = try matches.newest(areFew: areFew, in: database)
        let entries = try matches.best(min(offset + limit, most), from: oldest, areFew: areFew, in: database)
            .dropFirst(offset)
        return FoundRecords(
            ids: try records(of: Array(entries), in: database), total: min(count, most))
    }

    private static func records(of entries: [Int64], in database: Database) throws -> [Int64] {
        try Int64.fetchAll(
            database,
            sql: """
                SELECT record_id FROM json_each(?) AS entry CROSS JOIN core_search ON core_search.id = entry.value
                ORDER BY entry.key
                """, arguments: ["[" + entries.map { String($0) }.joined(separator: ",") + "]"])
    }
}
