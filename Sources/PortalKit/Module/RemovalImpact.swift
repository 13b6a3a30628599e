import GRDB

/// What goes when a module is removed, to be shown before it is.
public struct RemovalImpact: Sendable, Hashable, Codable {
    /// Rows of one table.
    public struct TableRows: Sendable, Hashable, Codable {
        /// The table.
        public let table: String
        /// How many of its rows.
        public let rows: Int
    }

    /// A table of another module that refers to one of this module's; while there is one, the module cannot go.
    public struct Reference: Sendable, Hashable, Codable {
        /// The other module's table.
        public let from: String
        /// This module's table.
        public let to: String
    }

    /// The module's own tables.
    public let tables: [TableRows]
    /// The core's tables, with the rows in them that are the module's.
    public let coreTables: [TableRows]
    /// What refers to the module's tables.
    public let references: [Reference]
    /// The hashes of the files that no other module uses.
    public let files: [String]

    /// The module's entries in the search index.
    public var searchEntries: Int { coreTables.first { $0.table == "core_search" }?.rows ?? 0 }
}

extension RemovalImpact {
    init(module: String, prefix: String, in database: Database) throws {
        tables = try ModuleTable.all(prefix: prefix, in: database).filter { !$0.isShadow }
            .map { TableRows(table: $0.name, rows: try $0.count(in: database)) }
        coreTables = try CoreRows.all(of: module, in: database).filter { !$0.isShared }.map {
            TableRows(table: $0.table.name, rows: try $0.table.count(where: $0.condition, [module], in: database))
        }
        references = try Row.fetchAll(
            database,
            sql: """
                SELECT DISTINCT tables.name AS origin, keys."table" AS target
                FROM sqlite_schema AS tables JOIN pragma_foreign_key_list(tables.name) AS keys
                WHERE tables.type = 'table' AND substr(tables.name, 1, ?1) <> ?2 AND substr(keys."table", 1, ?1) = ?2
                ORDER BY 1, 2
                """, arguments: [prefix.count, prefix]
        ).map { Reference(from: $0["origin"], to: $0["target"]) }
        files = try String.fetchAll(
            database,
            sql: """
                SELECT DISTINCT hash FROM core_file_uses AS used WHERE module = ?1
                AND NOT EXISTS (SELECT 1 FROM core_file_uses WHERE hash = used.hash AND module <> ?1)
                AND NOT EXISTS (SELECT 1 FROM core_library_files WHERE hash = used.hash)
                """, arguments: [module])
    }
}

/// The rows in one of the core's tables that are a module's.
///
/// They are found by the table's shape: whatever core table names the module in a column `module` belongs to its
/// modules row by row. What is history stays when a module goes: the audit log, events, mails, the workflow's log.
struct CoreRows: Sendable {
    let table: ModuleTable
    /// Which rows, with the module's id as the only argument.
    let condition: String

    private static let history: Set<String> = [
        "core_audit", "core_outbox", "core_deliveries", "core_mail", "core_delegations",
    ]
    private static let conditions = [
        "core_modules": "id = ?1",
        "core_migrations": "owner = ?1",
        "core_files": "hash IN (SELECT hash FROM core_file_uses WHERE module = ?1)",
        "core_workflow_types": "substr(id, 1, length(?1) + 1) = ?1 || '.'",
        "core_workflow_items": "substr(type, 1, length(?1) + 1) = ?1 || '.'",
        "core_workflow_writers": "substr(record_type, 1, length(?1) + 1) = ?1 || '.'",
        "core_workflow_documents": "substr(record_type, 1, length(?1) + 1) = ?1 || '.'",
    ]

    static func all(of module: String, in database: Database) throws -> [CoreRows] {
        try ModuleTable.all(prefix: CoreSchema.prefix, in: database).compactMap { table in
            guard !table.isShadow, !table.isVirtual, !history.contains(table.name) else { return nil }
            let condition = conditions[table.name] ?? (table.columns.contains("module") ? "module = ?1" : nil)
            return condition.map { CoreRows(table: table, condition: $0) }
        }
    }

    /// Rows that are archived, but stay in the site: other rows may refer to them.
    var isShared: Bool { ["core_files", "core_workflow_types"].contains(table.name) }

    /// Columns that are not restored: numbers that mean nothing to others and may have been given to other modules'
    /// rows meanwhile, and claims of persons who may have gone.
    var forgotten: Set<String> {
        switch table.name {
        case "core_search", "core_revisions": ["_rowid_", "id"]
        case "core_workflow_items": ["claimed_by"]
        default: ["_rowid_"]
        }
    }
}
