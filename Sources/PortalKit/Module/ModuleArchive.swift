public import Foundation
public import GRDB

/// Takes a module's data out of a site, and puts it back.
///
/// An archive is an SQLite file with the module's tables, indexes, triggers and views as they are, and the core's rows
/// that are the module's: search entries, revisions, workflow steps, migrations, settings, jobs, redirects, uses of
/// files. Anybody can
/// open it with the `sqlite3` program. The files themselves are not in it: they stay in the site's file store.
public struct ModuleArchive: Sendable {
    private let database: SiteDatabase
    private let module: String
    private let prefix: String

    private static let format = "1"

    /// Prepares; does nothing yet.
    ///
    /// - Parameter prefix: how the module's tables begin: `news_`.
    public init(module: String, prefix: String, database: SiteDatabase) {
        self.module = module
        self.prefix = prefix
        self.database = database
    }

    /// What would go.
    public func impact() throws -> RemovalImpact {
        try database.readBlocking { try RemovalImpact(module: module, prefix: prefix, in: $0) }
    }

    // MARK: - Out

    /// Writes the archive, as of one moment. The file appears whole or not at all; one that is there is replaced.
    public func export(to path: String, now: Date) throws {
        let part = path + ".part"
        try? FileManager.default.removeItem(atPath: part)
        defer { try? FileManager.default.removeItem(atPath: part) }
        try SiteDatabase.makePrivateFile(part)
        let archive = try DatabaseQueue(path: part, configuration: Self.configuration)
        try database.readBlocking { site in
            try archive.write { archive in
                try archive.execute(
                    sql: "CREATE TABLE archive (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")
                for (key, value) in [
                    "format": Self.format, "module": module, "prefix": prefix, "made_at": now.storedText,
                ] {
                    try archive.execute(sql: "INSERT INTO archive VALUES (?, ?)", arguments: [key, value])
                }
                try copyModule(from: site, to: archive)
                for rows in try CoreRows.all(of: module, in: site) { try copyCore(rows, from: site, to: archive) }
            }
        }
        try archive.close()
        guard rename(part, path) == 0 else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path]) }
    }

    private func copyCore(_ rows: CoreRows, from site: Database, to archive: Database) throws {
        let sql = try String.fetchOne(
            site, sql: "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?", arguments: [rows.table.name])
        if let sql { try archive.execute(sql: sql) }
        try rows.table.copy(where: rows.condition, [module], from: site, to: archive)
    }

    /// Drops the module's tables and the core's rows that are the module's, all or nothing. Export first.
    ///
    /// - Parameter finish: what else belongs to the same transaction, as the note that the module is removed.
    /// - Throws: ``ModuleArchiveError/referenced(by:)`` while another module's tables refer to this module's.
    public func drop(finish: (Database) throws -> Void = { _ in }) throws {
        try database.alterSchema { database in
            let impact = try RemovalImpact(module: module, prefix: prefix, in: database)
            guard impact.references.isEmpty else {
                throw ModuleArchiveError.referenced(by: impact.references.map(\.from))
            }
            let objects = try SchemaObject.all(in: database).filter { $0.belongs(to: prefix) }
            for object in objects where object.type == "trigger" || object.type == "view" {
                try database.execute(sql: "DROP \(object.type) \(object.name.quotedDatabaseIdentifier)")
            }
            // A full-text index goes before the table that it takes its content from.
            let tables = try ModuleTable.all(prefix: prefix, in: database).filter { !$0.isShadow }
            for table in tables.filter(\.isVirtual) + tables.filter({ !$0.isVirtual }) {
                try database.execute(sql: "DROP TABLE \(table.name.quotedDatabaseIdentifier)")
            }
            for rows in try CoreRows.all(of: module, in: database) where !rows.isShared {
                try database.execute(
                    sql: "DELETE FROM \(rows.table.name.quotedDatabaseIdentifier) WHERE \(rows.condition)",
                    arguments: [module])
            }
            try database.execute(sql: "DELETE FROM core_deliveries WHERE module = ?", arguments: [module])
            try finish(database)
        }
    }

    // MARK: - In

    /// Puts everything back as it was when the archive was made, all or nothing.
    ///
    /// - Parameter finish: what else belongs to the same transaction, as the note that the module is back.
    /// - Throws: ``ModuleArchiveError`` when the file is no archive of this module, or the module is there.
    public func restore(from path: String, finish: (Database) throws -> Void = { _ in }) throws {
        guard FileManager.default.fileExists(atPath: path) else { throw ModuleArchiveError.missing(path) }
        let archive = try open(path)
        defer { try? archive.close() }
        // The connection that made a full-text table remembers an empty index, whatever is written into its tables
        // afterwards; so the one used here is used for nothing else.
        try database.alterElsewhere {
            let site = try DatabaseQueue(path: database.path, configuration: Self.configuration)
            try archive.read { archive in
                try site.inTransaction(.immediate) { site in
                    try restore(from: archive, into: site)
                    try finish(site)
                    return .commit
                }
            }
            try site.close()
        }
    }

    private func open(_ path: String) throws -> DatabaseQueue {
        var configuration = Self.configuration
        configuration.readonly = true
        do {
            let archive = try DatabaseQueue(path: path, configuration: configuration)
            try archive.read { try check($0, path: path) }
            return archive
        } catch is DatabaseError {
            throw ModuleArchiveError.notAnArchive(path)
        }
    }

    private func check(_ archive: Database, path: String) throws {
        func value(_ key: String) throws -> String? {
            try String.fetchOne(archive, sql: "SELECT value FROM archive WHERE key = ?", arguments: [key])
        }
        guard try value("format") == Self.format else { throw ModuleArchiveError.notAnArchive(path) }
        guard try value("module") == module, try value("prefix") == prefix else {
            throw ModuleArchiveError.otherModule(path, module: try value("module") ?? "")
        }
    }

    private func restore(from archive: Database, into site: Database) throws {
        let before = try SchemaObject.all(in: site)
        guard !before.contains(where: { $0.belongs(to: prefix) }) else { throw ModuleArchiveError.installed(module) }
        try copyModule(from: archive, to: site)
        let added = try SchemaObject.all(in: site).symmetricDifference(before)
        guard added.allSatisfy({ $0.belongs(to: prefix) }) else { throw ModuleArchiveError.foreignObjects }
        for rows in try CoreRows.all(of: module, in: archive) {
            try rows.table.copy(
                where: rows.condition, [module], skipping: rows.forgotten, orOn: rows.isShared ? "IGNORE" : "REPLACE",
                from: archive, to: site)
        }
        try BrokenReference.check(site)
    }

    // MARK: - Either way

    /// Makes the module's tables in the target and copies their rows, then its indexes, views and triggers.
    private func copyModule(from source: Database, to target: Database) throws {
        let tables = try ModuleTable.all(prefix: prefix, in: source)
        for table in tables where !table.isShadow {
            try target.execute(sql: try Self.sql(of: "table", table.name, in: source))
        }
        for table in tables where !table.isVirtual {
            if table.isShadow { try target.execute(sql: "DELETE FROM \(table.name.quotedDatabaseIdentifier)") }
            try table.copy(from: source, to: target)
        }
        try copySequences(from: source, to: target)
        for type in ["index", "view", "trigger"] {
            let names = try String.fetchAll(
                source,
                sql: """
                    SELECT name FROM sqlite_schema WHERE type = ? AND substr(name, 1, ?) = ? AND sql IS NOT NULL
                    ORDER BY rowid
                    """, arguments: [type, prefix.count, prefix])
            for name in names { try target.execute(sql: try Self.sql(of: type, name, in: source)) }
        }
    }

    /// Numbers once given to rows that were deleted are not given again.
    private func copySequences(from source: Database, to target: Database) throws {
        guard try source.tableExists("sqlite_sequence") else { return }
        let sequences = try Row.fetchAll(
            source, sql: "SELECT name, seq FROM sqlite_sequence WHERE substr(name, 1, ?) = ?",
            arguments: [prefix.count, prefix])
        for sequence in sequences {
            let (name, seq): (String, Int64) = (sequence["name"], sequence["seq"])
            try target.execute(sql: "DELETE FROM sqlite_sequence WHERE name = ?", arguments: [name])
            try target.execute(sql: "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", arguments: [name, seq])
        }
    }

    private static func sql(of type: String, _ name: String, in database: Database) throws -> String {
        try String.fetchOne(
            database, sql: "SELECT sql FROM sqlite_schema WHERE type = ? AND name = ?", arguments: [type, name]) ?? ""
    }

    private static var configuration: Configuration {
        var configuration = SiteDatabase.configuration
        configuration.foreignKeysEnabled = false
        return configuration
    }
}

/// Why a module's data could not be dropped or restored; nothing was changed.
public enum ModuleArchiveError: Error, CustomStringConvertible, Equatable {
    /// There is no such file.
    case missing(String)
    /// The file is no archive.
    case notAnArchive(String)
    /// The archive holds another module.
    case otherModule(String, module: String)
    /// The module has tables in the site.
    case installed(String)
    /// The archive holds tables that are not the module's.
    case foreignObjects
    /// Tables of other modules refer to the module's.
    case referenced(by: [String])

    /// What is wrong and what to do, in one line.
    public var description: String {
        switch self {
        case .missing(let path): "there is no archive \(path)"
        case .notAnArchive(let path): "\(path) is no module archive of this version"
        case .otherModule(let path, let module): "\(path) holds the module '\(module)'; restore that one from it"
        case .installed(let module): "the module '\(module)' has data in this site; remove it before you restore it"
        case .foreignObjects: "the archive holds tables that are not the module's; it was tampered with"
        case .referenced(let tables):
            "the tables \(tables.joined(separator: ", ")) refer to it; remove their modules first"
        }
    }
}
