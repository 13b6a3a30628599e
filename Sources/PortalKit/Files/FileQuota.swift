import GRDB

/// How much room a site's files take, beside what `site.yml` allows.
enum FileQuota {
    /// Bytes of all files that are known to the site.
    static func used(in database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT coalesce(sum(bytes), 0) FROM core_files") ?? 0
    }

    /// Whether so many bytes more have room.
    static func hasRoom(for bytes: Int, _ site: Site) async throws -> Bool {
        let limit = site.configuration.limits.filesTotalBytes
        return try await site.database.read { try used(in: $0) + bytes <= limit }
    }
}
