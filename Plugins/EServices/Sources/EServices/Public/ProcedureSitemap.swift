import Foundation
import GRDB
import PortalKit

/// Procedures in force for `/sitemap.xml`.
enum ProcedureSitemap {
    private static let shown = "is_public = 1 AND is_in_force = 1"

    static let source = SitemapSource(
        count: { context in
            try await context.storage.read {
                try Int.fetchOne($0, sql: "SELECT count(*) FROM eservices_procedures WHERE \(shown)") ?? 0
            }
        },
        entries: { context, range in
            try await context.storage.read { database in
                try Row.fetchAll(
                    database,
                    sql: """
                        SELECT slug, changed_at FROM eservices_procedures WHERE \(shown) ORDER BY id LIMIT ? OFFSET ?
                        """, arguments: [range.count, range.lowerBound]
                ).map { SitemapEntry(path: EServicesPath.procedure($0["slug"]), changed: $0["changed_at"]) }
            }
        })
}

extension ProcedureRows {
    /// Those that the public sees, by number.
    static func shown(after id: Int64, limit: Int, in database: Database) throws -> [Int64] {
        try Int64.fetchAll(
            database,
            sql: """
                SELECT id FROM eservices_procedures WHERE is_public = 1 AND is_in_force = 1 AND id > ?
                ORDER BY id LIMIT ?
                """, arguments: [id, limit])
    }
}
