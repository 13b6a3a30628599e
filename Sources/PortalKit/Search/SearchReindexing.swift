import GRDB

/// Writes the search entries of all enabled modules anew, a few records at a time: others write in between, and whatever
/// ends it early leaves an index that works.
struct SearchReindexing: Sendable {
    /// Records in one transaction: some hundredths of a second of writing.
    static let batch = 50

    let site: Site
    let actor: Actor
    var report: @Sendable (CommandProgress) -> Void = { _ in }

    /// - Returns: how many entries were written.
    func run() async throws -> Int {
        var written = 0
        for module in site.assembly.modules {
            let sources = module.contributions.searchSources
            let before = written
            written += try await module.use.during {
                var count = 0
                for source in sources {
                    switch source.way {
                    case .atOnce(let reindex): count += try await write(module.id, source.kind, reindex)
                    case .inBatches(let records):
                        count += try await write(module.id, source.kind, records, said: before + count)
                    }
                }
                try await removeOtherKinds(than: sources.map(\.kind), of: module.id)
                return count
            }
        }
        try await merge()
        return written
    }

    /// Each batch has left a part of the index, in each of which a search looks: they are made one, a little at a time.
    private func merge() async throws {
        var step = -Self.mergedPages
        while true {
            try Task.checkCancellation()
            let pages = step
            let isDone = try await site.database.write { try SearchIndex.merge(pages: pages, in: $0) }
            if isDone, step > 0 { return }
            step = Self.mergedPages
            await Task.yield()
        }
    }

    private static let mergedPages = 500

    private func write(
        _ module: String, _ kind: String, _ reindex: @escaping @Sendable (Change) throws -> Void
    ) async throws -> Int {
        report(CommandProgress("\(module): \(kind)"))
        return try await site.storage(for: module).write(as: actor) { change in
            let database = change.database
            try SearchIndex.removeAll(ofModule: module, kind: kind, in: database)
            try reindex(change)
            change.touch(SearchIndex.dependency)
            return try Int.fetchOne(
                database, sql: "SELECT count(*) FROM core_search WHERE module = ? AND kind = ?",
                arguments: [module, kind]) ?? 0
        }
    }

    private func write(
        _ module: String, _ kind: String, _ records: SearchSource.Records, said: Int
    ) async throws -> Int {
        let storage = site.storage(for: module)
        var (last, count): (Int64?, Int) = (Int64.min, 0)
        while let after = last {
            try Task.checkCancellation()
            let (next, written) = try await storage.write(as: actor) { change in
                try Self.writeBatch(kind, records, after: after, change)
            }
            last = next
            count += written
            report(CommandProgress("\(module): \(kind), \(said + count) entries"))
            await Task.yield()
        }
        return count
    }

    /// One transaction: the entries of the next records, and out with those of records between them that are not public
    /// any more.
    ///
    /// - Returns: the last of the records, nil when there are no more; how many entries were written.
    private static func writeBatch(
        _ kind: String, _ records: SearchSource.Records, after: Int64, _ change: Change
    ) throws -> (Int64?, Int) {
        let database = change.database
        let ids = try records.ids(database, after, batch)
        let isEnd = ids.count < batch
        var count = 0
        for id in ids {
            let entries = try records.entries(database, id)
            for entry in entries { try change.index(entry) }
            count += entries.count
        }
        let stale = try Int64.fetchAll(
            database,
            sql: """
                SELECT DISTINCT record_id FROM core_search
                WHERE record_type = ? AND kind = ? AND record_id > ? AND record_id <= ?
                """, arguments: [records.type, kind, after, isEnd ? Int64.max : ids.last])
        for id in Set(stale).subtracting(ids) {
            try change.removeFromIndex(RecordReference(type: records.type, id: id))
        }
        change.touch(SearchIndex.dependency)
        return (isEnd ? nil : ids.last, count)
    }

    /// Kinds that an earlier version of the module had.
    private func removeOtherKinds(than kinds: [String], of module: String) async throws {
        try await site.storage(for: module).write(as: actor) { change in
            let known = try String.fetchAll(
                change.database, sql: "SELECT DISTINCT kind FROM core_search WHERE module = ?", arguments: [module])
            for kind in known where !kinds.contains(kind) {
                try SearchIndex.removeAll(ofModule: module, kind: kind, in: change.database)
                change.touch(SearchIndex.dependency)
            }
        }
    }
}
