public import Foundation
public import GRDB

/// The site's database for one module: readers, and writers that carry actor, audit and outbox with them.
public struct ModuleStorage: Sendable {
    /// The module's id.
    public let module: String

    private let database: SiteDatabase
    private let now: @Sendable () -> Date
    private let committed: @Sendable (CommittedChange) -> Void
    private let refused: @Sendable (WorkflowError, Actor) -> Void

    /// Makes the storage of one module.
    ///
    /// - Parameters:
    ///   - now: the clock.
    ///   - committed: called after each commit, before the writer goes on: drops cached pages, wakes the dispatchers.
    ///   - refused: called when a workflow has refused a change and all of it is undone, so that what must be known of
    ///     it is kept all the same. May block the thread.
    public init(
        module: String, database: SiteDatabase, now: @escaping @Sendable () -> Date = { Date() },
        committed: @escaping @Sendable (CommittedChange) -> Void = { _ in },
        refused: @escaping @Sendable (WorkflowError, Actor) -> Void = { _, _ in }
    ) {
        self.module = module
        self.database = database
        self.now = now
        self.committed = committed
        self.refused = refused
    }

    /// Reads from a snapshot: what others write meanwhile does not show.
    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        try await database.read(body)
    }

    /// Writes in one transaction; an error that is thrown undoes all of it. The closure may be run more than once.
    public func write<Value: Sendable>(
        as actor: Actor, _ body: @escaping @Sendable (Change) throws -> Value
    ) async throws -> Value {
        do {
            let (value, summary) = try await database.write { try perform(body, as: actor, in: $0) }
            committed(summary)
            return value
        } catch let error as WorkflowError {
            try await BlockingWork.run { [refused] in refused(error, actor) }
            throw error
        }
    }

    /// ``read(_:)`` for the command line: blocks the thread.
    public func readBlocking<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try database.readBlocking(body)
    }

    /// ``write(as:_:)`` for the command line: blocks the thread.
    public func writeBlocking<Value>(as actor: Actor, _ body: (Change) throws -> Value) throws -> Value {
        do {
            let (value, summary) = try database.writeBlocking { try perform(body, as: actor, in: $0) }
            committed(summary)
            return value
        } catch let error as WorkflowError {
            refused(error, actor)
            throw error
        }
    }

    /// Writes in a transaction that somebody else has begun, and tells of it once that one is committed.
    ///
    /// - Parameter transaction: begins one, calls what it is given, and commits.
    func writeBlocking(
        as actor: Actor, within transaction: ((Database) throws -> Void) throws -> Void,
        _ body: @escaping (Change) throws -> Void
    ) throws {
        var summary: CommittedChange?
        try transaction { summary = try perform(body, as: actor, in: $0).1 }
        if let summary { committed(summary) }
    }

    private func perform<Value>(
        _ body: (Change) throws -> Value, as actor: Actor, in database: Database
    ) throws -> (Value, CommittedChange) {
        let effects = Change.Effects()
        let change = Change(database: database, actor: actor, now: now(), module: module, effects: effects)
        let value = try body(change)
        return (value, effects.summary)
    }
}
