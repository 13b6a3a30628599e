import Foundation
public import GRDB

/// The one SQLite database of a site: a single writer, a few readers.
///
/// A write is on the disk when it returns (`synchronous=FULL`), and what was deleted is overwritten. The write-ahead log
/// stays on and SQLite's own checkpoints are left alone, so that Litestream can replicate the file while it is served.
public final class SiteDatabase: Sendable {
    /// The file, for messages and for the backup commands.
    public let path: String

    private let pool: DatabasePool

    /// Opens the database, or makes it in a folder that only this user can enter.
    ///
    /// - Throws: `DatabaseError` or `CocoaError` when the file cannot be made or opened.
    public init(path: String) throws {
        self.path = path
        try Self.makePrivateFile(path)
        pool = try DatabasePool(path: path, configuration: Self.configuration)
        // GRDB sets NORMAL when it turns the write-ahead log on; a receipt given to a person must survive a power cut.
        try pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON")
        }
    }

    /// Settings of every connection. A reader keeps the schema and a page cache of at most 512 KiB in memory; reads wait
    /// for the processor and not for the disk, so more readers than cores would only hold memory.
    static var configuration: Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = min(3, max(2, ProcessInfo.processInfo.activeProcessorCount))
        configuration.label = "site"
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -512")
            database.add(tokenizer: SearchTokenizer.self)
        }
        return configuration
    }

    // MARK: - Access

    /// Reads from a snapshot: what others write meanwhile does not show.
    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        try await repeating { try await self.pool.read(body) }
    }

    /// Writes in one transaction; an error that is thrown undoes all of it. The closure may be run more than once.
    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        try await repeating { try await self.pool.write(body) }
    }

    /// ``read(_:)`` for the command line: blocks the thread.
    public func readBlocking<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try repeatingBlocking { try pool.read(body) }
    }

    /// ``write(_:)`` for the command line: blocks the thread.
    public func writeBlocking<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try repeatingBlocking { try pool.write(body) }
    }

    private func repeating<Value: Sendable>(_ attempt: @Sendable () async throws -> Value) async throws -> Value {
        for _ in 0..<PendingWork.maximumRepetitions {
            do {
                return try await attempt()
            } catch let work as PendingWork {
                try await BlockingWork.run(work.perform)
            }
        }
        return try await attempt()
    }

    private func repeatingBlocking<Value>(_ attempt: () throws -> Value) throws -> Value {
        for _ in 0..<PendingWork.maximumRepetitions {
            do {
                return try attempt()
            } catch let work as PendingWork {
                try work.perform()
            }
        }
        return try attempt()
    }

    /// One transaction that may rebuild or drop tables: foreign keys are checked once, at its end.
    ///
    /// - Throws: ``BrokenReference`` when a row would be left that refers to nothing; then nothing has changed.
    func alterSchema<Value>(_ body: (Database) throws -> Value) throws -> Value {
        let value = try pool.barrierWriteWithoutTransaction { database in
            try database.execute(sql: "PRAGMA foreign_keys = OFF")
            defer { try? database.execute(sql: "PRAGMA foreign_keys = ON") }
            var result: Value?
            try database.inTransaction(.immediate) {
                result = try body(database)
                try BrokenReference.check(database)
                return .commit
            }
            return result
        }
        pool.invalidateReadOnlyConnections()
        guard let value else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
        return value
    }

    /// Runs something that changes the schema through a connection of its own: other writers wait for its end, and all
    /// connections look at the schema anew after it.
    func alterElsewhere<Value>(_ body: () throws -> Value) throws -> Value {
        let value = try pool.barrierWriteWithoutTransaction { database in
            defer { database.clearSchemaCache() }
            return try body()
        }
        pool.invalidateReadOnlyConnections()
        return value
    }

    /// Writes a copy as of one moment into a new file, while others go on reading and writing. The copy needs no log
    /// beside it.
    func copy(to path: String) throws {
        try Self.makePrivateFile(path)
        let copy = try DatabaseQueue(path: path, configuration: Self.configuration)
        try pool.backup(to: copy)
        try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        try copy.close()
    }

    /// Opens a copy that ``copy(to:)`` made, for reading.
    static func openCopy(_ path: String) throws -> DatabaseQueue {
        var configuration = Self.configuration
        configuration.readonly = true
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Closes all connections; the database cannot be used any more.
    public func close() throws {
        try pool.close()
    }

    // MARK: - The file

    /// Makes folder and file before SQLite does, so that there is no moment in which others may read them. SQLite gives
    /// the log beside the file the same rights.
    static func makePrivateFile(_ path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        if !FileManager.default.fileExists(atPath: folder) {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        if FileManager.default.fileExists(atPath: path) { return }
        let isMade = FileManager.default.createFile(
            atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        guard isMade else { throw DatabaseError(resultCode: .SQLITE_CANTOPEN, message: "\(path) cannot be made") }
    }
}

/// A row that refers to a row that is not there.
public struct BrokenReference: Error, CustomStringConvertible, Equatable {
    /// The table of the row.
    public let table: String
    /// The table that it refers to.
    public let target: String

    /// What is wrong, in one line.
    public var description: String {
        "rows of '\(table)' would refer to rows of '\(target)' that do not exist"
    }

    static func check(_ database: Database) throws {
        if let row = try Row.fetchOne(database, sql: "PRAGMA foreign_key_check") {
            throw BrokenReference(table: row["table"], target: row["parent"])
        }
    }
}
