public import Foundation
import GRDB

/// Brings the schema of the core and of each module up to date.
public struct Migrator: Sendable {
    private let database: SiteDatabase
    private let now: @Sendable () -> Date

    /// Makes a migrator of one site's database.
    public init(database: SiteDatabase, now: @escaping @Sendable () -> Date = { Date() }) {
        self.database = database
        self.now = now
    }

    /// Runs the steps that have not run yet, all of them in one transaction, and returns their names.
    ///
    /// Blocks the thread: it runs before the site is served, or while a module is being enabled.
    ///
    /// - Throws: ``MigrationError``; the database is then as it was.
    @discardableResult
    public func migrate(_ history: MigrationHistory) throws -> [String] {
        if try database.readBlocking({ try pending(of: history, in: $0).isEmpty }) { return [] }
        return try database.alterSchema { database in
            try database.execute(sql: Self.table)
            let pending = try pending(of: history, in: database)
            let before = try SchemaObject.all(in: database)
            for migration in pending {
                try apply(migration, owner: history.owner, in: database)
            }
            try checkPrefix(of: history, before: before, in: database)
            try checkReferences(of: history, in: database)
            return pending.map(\.id)
        }
    }

    /// The steps that would run.
    public func pending(_ history: MigrationHistory) throws -> [String] {
        try database.readBlocking { try pending(of: history, in: $0).map(\.id) }
    }

    private static let table = """
        CREATE TABLE IF NOT EXISTS core_migrations (
            owner TEXT NOT NULL,
            id TEXT NOT NULL,
            applied_at TEXT NOT NULL,
            PRIMARY KEY (owner, id)
        ) WITHOUT ROWID
        """

    private func pending(of history: MigrationHistory, in database: Database) throws -> [Migration] {
        let ids = history.migrations.map(\.id)
        if let twice = ids.enumerated().first(where: { ids.prefix($0.offset).contains($0.element) }) {
            throw MigrationError.duplicate(owner: history.owner, migration: twice.element)
        }
        guard try database.tableExists("core_migrations") else { return history.migrations }
        let applied = try Set(
            String.fetchAll(
                database, sql: "SELECT id FROM core_migrations WHERE owner = ?", arguments: [history.owner]))
        let unknown = applied.subtracting(ids)
        if !unknown.isEmpty {
            throw MigrationError.newerDatabase(owner: history.owner, migrations: unknown.sorted())
        }
        let pending = history.migrations.drop { applied.contains($0.id) }
        if pending.contains(where: { applied.contains($0.id) }), let first = pending.first {
            throw MigrationError.insertedStep(owner: history.owner, migration: first.id)
        }
        return Array(pending)
    }

    private func apply(_ migration: Migration, owner: String, in database: Database) throws {
        do {
            try migration.apply(database)
            guard database.isInsideTransaction else {
                throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "it ended the transaction")
            }
        } catch {
            throw MigrationError.failed(owner: owner, migration: migration.id, reason: "\(error)")
        }
        try database.execute(
            sql: "INSERT INTO core_migrations (owner, id, applied_at) VALUES (?, ?, ?)",
            arguments: [owner, migration.id, now()])
    }

    private func checkPrefix(
        of history: MigrationHistory, before: Set<SchemaObject>, in database: Database
    ) throws {
        let changed = try SchemaObject.all(in: database).symmetricDifference(before)
        let foreign = changed.filter { !$0.belongs(to: history.prefix) }
        if let object = foreign.min(by: { $0.name < $1.name }) {
            throw MigrationError.foreignObject(
                owner: history.owner, prefix: history.prefix, object: "\(object.type) '\(object.name)'")
        }
    }
}

extension Migrator {
    private func checkReferences(of history: MigrationHistory, in database: Database) throws {
        do {
            try BrokenReference.check(database)
        } catch let error as BrokenReference {
            throw MigrationError.brokenReference(owner: history.owner, reason: error.description)
        }
    }
}

/// A table, index, trigger or view as the schema holds it.
struct SchemaObject: Hashable, Sendable {
    let type: String
    let name: String
    let table: String
    let sql: String?

    /// Whether the object carries a prefix, and is on a table that does: a trigger on a foreign table is foreign.
    func belongs(to prefix: String) -> Bool {
        table.hasPrefix(prefix) && (name.hasPrefix(prefix) || name.hasPrefix("sqlite_autoindex_"))
    }

    /// All objects but SQLite's own bookkeeping (`sqlite_sequence`, `sqlite_stat1`).
    static func all(in database: Database) throws -> Set<SchemaObject> {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE tbl_name NOT GLOB 'sqlite_*'")
        return Set(rows.map { SchemaObject(type: $0["type"], name: $0["name"], table: $0["tbl_name"], sql: $0["sql"]) })
    }
}
