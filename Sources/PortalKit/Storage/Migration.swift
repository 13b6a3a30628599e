public import GRDB

/// One step of a schema's history.
///
/// A step runs once in the life of a site's database, inside a transaction and with foreign keys checked at the end of
/// it. Never change a step that was released: add another one.
public struct Migration: Sendable {
    /// Names the step among the steps of its module, for good.
    public let id: String
    /// What the step does.
    public let apply: @Sendable (Database) throws -> Void

    /// Makes a step.
    public init(id: String, apply: @escaping @Sendable (Database) throws -> Void) {
        self.id = id
        self.apply = apply
    }

    /// A step that is plain SQL, one or more statements.
    public init(id: String, sql: String) {
        self.init(id: id) { try $0.execute(sql: sql) }
    }
}

/// The whole history of one owner's schema, oldest step first.
public struct MigrationHistory: Sendable {
    /// The module's id, or `core`.
    public let owner: String
    /// How each table, index, trigger and view of the owner begins, with the underscore: `news_`.
    public let prefix: String
    /// The steps.
    public let migrations: [Migration]

    /// Makes a history.
    public init(owner: String, prefix: String, migrations: [Migration]) {
        self.owner = owner
        self.prefix = prefix
        self.migrations = migrations
    }
}

/// Why a schema could not be brought up to date. Nothing of the owner's pending steps has happened.
public enum MigrationError: Error, CustomStringConvertible, Equatable {
    /// A step threw.
    case failed(owner: String, migration: String, reason: String)
    /// The database has had steps that this version of the module does not know.
    case newerDatabase(owner: String, migrations: [String])
    /// A pending step stands before one that has run.
    case insertedStep(owner: String, migration: String)
    /// Two steps have one name.
    case duplicate(owner: String, migration: String)
    /// A step touched something that does not carry the owner's prefix.
    case foreignObject(owner: String, prefix: String, object: String)
    /// The steps leave a row that refers to nothing.
    case brokenReference(owner: String, reason: String)

    /// What happened and what to do, in one line.
    public var description: String {
        switch self {
        case .failed(let owner, let migration, let reason):
            "migration '\(migration)' of '\(owner)' failed: \(reason); nothing was changed"
        case .newerDatabase(let owner, let migrations):
            "the database was used with a newer version of '\(owner)' (it has had \(migrations.joined(separator: ", ")));"
                + " install that version again or restore a backup"
        case .insertedStep(let owner, let migration):
            "migration '\(migration)' of '\(owner)' stands before one that has run already; put new migrations at the end"
        case .duplicate(let owner, let migration):
            "'\(owner)' has two migrations named '\(migration)'; give each its own name"
        case .foreignObject(let owner, let prefix, let object):
            "the migrations of '\(owner)' touch \(object), which does not begin with '\(prefix)'; nothing was changed"
        case .brokenReference(let owner, let reason):
            "after the migrations of '\(owner)' \(reason); nothing was changed"
        }
    }
}
