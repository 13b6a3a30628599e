import GRDB

/// A table as the database describes it, and the copying of its rows into the same table of another database.
struct ModuleTable: Sendable {
    let name: String
    /// A virtual table's own tables, such as those of a full-text index, come and go with it.
    let isShadow: Bool
    let isVirtual: Bool
    /// The columns that hold values of their own, and the row id where rows have one: full-text indexes refer to it.
    let columns: [String]

    /// The tables with a prefix, in the order in which they were made.
    static func all(prefix: String, in database: Database) throws -> [ModuleTable] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT list.name, list.type, list.wr FROM pragma_table_list AS list
                JOIN sqlite_schema AS made ON made.type = 'table' AND made.name = list.name
                WHERE list.schema = 'main' AND substr(list.name, 1, ?) = ? ORDER BY made.rowid
                """, arguments: [prefix.count, prefix]
        ).map { try ModuleTable(row: $0, in: database) }
    }

    private init(row: Row, in database: Database) throws {
        let name: String = row["name"]
        let type: String = row["type"]
        self.name = name
        isShadow = type == "shadow"
        isVirtual = type == "virtual"
        let own = try String.fetchAll(
            database, sql: "SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0 ORDER BY cid", arguments: [name])
        columns = (row["wr"] ? [] : ["_rowid_"]) + own
    }

    func count(where condition: String = "TRUE", _ arguments: StatementArguments = [], in database: Database) throws
        -> Int
    {
        try Int.fetchOne(
            database, sql: "SELECT count(*) FROM \(name.quotedDatabaseIdentifier) WHERE \(condition)",
            arguments: arguments) ?? 0
    }

    /// Copies rows, one at a time.
    ///
    /// - Parameters:
    ///   - condition: which rows.
    ///   - skipping: columns that get new values.
    ///   - conflict: what to do with a row that is there already.
    func copy(
        where condition: String = "TRUE", _ arguments: StatementArguments = [], skipping: Set<String> = [],
        orOn conflict: String = "ABORT", from source: Database, to target: Database
    ) throws {
        let columns = self.columns.filter { !skipping.contains($0) }
        let list = columns.map(\.quotedDatabaseIdentifier).joined(separator: ", ")
        let places = columns.map { _ in "?" }.joined(separator: ", ")
        let table = name.quotedDatabaseIdentifier
        let insert = try target.makeStatement(
            sql: "INSERT OR \(conflict) INTO \(table) (\(list)) VALUES (\(places))")
        let rows = try Row.fetchCursor(
            source, sql: "SELECT \(list) FROM \(table) WHERE \(condition)", arguments: arguments)
        while let row = try rows.next() {
            try insert.execute(arguments: StatementArguments(row.databaseValues))
        }
    }
}
