import GRDB

/// What else in the site leads to a module's pages or cannot do without it, to be shown before the module is removed.
enum ModuleLinks {
    /// More rows than these are not counted.
    private static let limit = 1000

    /// - Parameter references: tables of others that refer to the module's: while there are some, it cannot go.
    static func find(
        to record: ModuleRecord, _ references: [RemovalImpact.Reference], _ request: Request
    ) async throws -> [ModuleRemovalModel.Link] {
        let needing = request.site.dependents(of: record.id).map { id in
            ModuleRemovalModel.Link(
                title: request.texts("remove.needed_by", ["name": request.moduleName(id)]),
                url: "\(AdminPath.modules)#\(id)", module: id)
        }
        let referring = references.map { reference in
            let owner = request.site.modules.first { module in
                module.library.map { reference.from.hasPrefix($0.manifest.tablePrefix) } ?? false
            }
            return ModuleRemovalModel.Link(
                title: request.texts("remove.reference", ["from": reference.from, "to": reference.to]), url: nil,
                module: owner.map { request.moduleName($0.id) } ?? reference.from)
        }
        return try await needing + referring + configured(to: record, request) + written(to: record, request)
    }

    /// Links and home-page blocks in `site.yml`.
    private static func configured(to record: ModuleRecord, _ request: Request) -> [ModuleRemovalModel.Link] {
        let configuration = request.site.configuration
        let mount = record.mountPath
        let language = request.client.language
        let links = configuration.footerLinks.filter { $0.url == mount || $0.url.hasPrefix(mount + "/") }.map {
            ModuleRemovalModel.Link(
                title: request.texts("remove.footer_link", ["title": $0.title[language]]), url: $0.url,
                module: "site.yml")
        }
        let blocks = configuration.home.filter { $0.block.hasPrefix(record.id + ".") }.map {
            ModuleRemovalModel.Link(
                title: request.texts("remove.home_block", ["block": $0.block]), url: "/", module: "site.yml")
        }
        return links + blocks
    }

    /// Rows of other modules whose text links to the module's pages, by table.
    private static func written(to record: ModuleRecord, _ request: Request) async throws -> [ModuleRemovalModel.Link] {
        let others = request.site.modules.filter { $0.id != record.id }.compactMap { other in
            other.library.map { (id: other.id, prefix: $0.manifest.tablePrefix) }
        }
        let targets = [record.mountPath, request.site.identity.canonicalURL + record.mountPath]
        let found = try await request.site.database.read { database in
            try others.flatMap { other in
                try textTables(prefix: other.prefix, in: database).compactMap { table in
                    let rows = try count(targets, in: table, database)
                    return rows > 0 ? (module: other.id, table: table.name, rows: rows) : nil
                }
            }
        }
        let language = request.client.language
        return found.map { entry in
            let count = (entry.rows > limit ? "> " : "") + min(entry.rows, limit).grouped(language)
            return ModuleRemovalModel.Link(
                title: request.texts("remove.linking_rows", ["count": count, "table": entry.table]), url: nil,
                module: request.moduleName(entry.module))
        }
    }

    private struct TextTable {
        let name: String
        let columns: [String]
    }

    private static func textTables(prefix: String, in database: Database) throws -> [TextTable] {
        let names = try String.fetchAll(
            database,
            sql: """
                SELECT name FROM pragma_table_list
                WHERE schema = 'main' AND type = 'table' AND substr(name, 1, ?) = ? ORDER BY name
                """, arguments: [prefix.count, prefix])
        return try names.compactMap { name in
            let columns = try String.fetchAll(
                database, sql: "SELECT name FROM pragma_table_info(?) WHERE upper(type) = 'TEXT'", arguments: [name])
            return columns.isEmpty ? nil : TextTable(name: name, columns: columns)
        }
    }

    /// Rows with an address of the module as the value of an attribute or of a Markdown link, so that `/tin-tuc-khac`
    /// does not count for `/tin-tuc`.
    private static func count(_ targets: [String], in table: TextTable, _ database: Database) throws -> Int {
        let marks = targets.flatMap { ["\"\($0)\"", "\"\($0)/", "\"\($0)?", "(\($0))", "(\($0)/", "(\($0)?"] }
        let conditions = table.columns.flatMap { column in
            marks.map { _ in "instr(\(column.quotedDatabaseIdentifier), ?) > 0" }
        }
        let arguments = table.columns.flatMap { _ in marks }
        return try Int.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM (SELECT 1 FROM \(table.name.quotedDatabaseIdentifier)
                WHERE \(conditions.joined(separator: " OR ")) LIMIT \(limit + 1))
                """, arguments: StatementArguments(arguments)) ?? 0
    }
}
