import GRDB

/// Old addresses that lead to new ones, after a slug changed or communes were merged.
public enum Redirects {
    /// Where the old address leads, while the module that owns it is enabled.
    static func target(of path: String, site: Site) async throws -> String? {
        let enabled = site.assembly.moduleIds
        return try await site.database.read { database in
            let row = try Row.fetchOne(
                database, sql: "SELECT target, module FROM core_redirects WHERE path = ?", arguments: [path])
            guard let row else { return nil }
            let module: String = row["module"]
            return module == "core" || enabled.contains(module) ? row["target"] : nil
        }
    }
}

extension Change {
    /// Leads an old address of this module to a new one; chains are shortened, circles cannot arise.
    ///
    /// - Parameters:
    ///   - path: the old address, from the site's root.
    ///   - target: the new address.
    public func redirect(_ path: String, to target: String) throws {
        try database.execute(sql: "DELETE FROM core_redirects WHERE path = ?", arguments: [target])
        try database.execute(
            sql: "UPDATE core_redirects SET target = ? WHERE target = ?", arguments: [target, path])
        try database.execute(
            sql: """
                INSERT INTO core_redirects (path, target, module) VALUES (?, ?, ?)
                ON CONFLICT (path) DO UPDATE SET target = excluded.target, module = excluded.module
                """,
            arguments: [path, target, module])
    }
}
