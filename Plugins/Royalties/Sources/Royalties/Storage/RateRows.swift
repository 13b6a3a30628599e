import GRDB
import PortalKit

/// Reading and writing versions of the rates.
enum RateRows {
    /// All, the latest first; there are a few.
    static func all(in database: Database) throws -> [RateVersion] {
        try versions(
            Row.fetchAll(database, sql: "SELECT * FROM royalties_rate_versions ORDER BY effective_from DESC LIMIT 200"),
            in: database)
    }

    static func fetch(_ id: Int64, in database: Database) throws -> RateVersion? {
        try versions(
            Row.fetchAll(database, sql: "SELECT * FROM royalties_rate_versions WHERE id = ?", arguments: [id]),
            in: database
        ).first
    }

    /// The version in force on a day: `2026-11-24`.
    static func inForce(on day: String, in database: Database) throws -> RateVersion? {
        try versions(
            Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM royalties_rate_versions WHERE effective_from <= ? ORDER BY effective_from DESC LIMIT 1
                    """, arguments: [day]), in: database
        ).first
    }

    private static func versions(_ rows: [Row], in database: Database) throws -> [RateVersion] {
        let ids = rows.map { $0["id"] as Int64 }
        let rates = try Row.fetchAll(
            database,
            sql: """
                SELECT * FROM royalties_rates
                WHERE version_id IN (\(ids.map { _ in "?" }.joined(separator: ", ")))
                """, arguments: StatementArguments(ids))
        let byVersion = Dictionary(grouping: rates) { $0["version_id"] as Int64 }
        return rows.map { row in
            let pairs = (byVersion[row["id"]] ?? []).compactMap { rate -> (RateKey, RateValue)? in
                guard let kind = WorkKind(rawValue: rate["kind"]) else { return nil }
                let coefficient: Int? = rate["coefficient"]
                let amount: Int? = rate["amount"]
                let value =
                    coefficient.map { RateValue.coefficient(Coefficient(tenThousandths: $0)) }
                    ?? RateValue.amount(amount ?? 0)
                return (RateKey(kind: kind, grade: rate["grade"]), value)
            }
            return RateVersion(
                id: row["id"], effectiveFrom: row["effective_from"], decision: row["decision"],
                baseSalary: row["base_salary"], rates: Dictionary(pairs) { first, _ in first })
        }
    }

    static func insert(_ content: RateContent, in database: Database) throws -> Int64 {
        try database.execute(
            sql: "INSERT INTO royalties_rate_versions (effective_from, decision, base_salary) VALUES (?, ?, ?)",
            arguments: [content.effectiveFrom, content.decision, content.baseSalary])
        let id = database.lastInsertedRowID
        try write(content, of: id, in: database)
        return id
    }

    static func update(_ id: Int64, _ content: RateContent, in database: Database) throws {
        try database.execute(
            sql: "UPDATE royalties_rate_versions SET effective_from = ?, decision = ?, base_salary = ? WHERE id = ?",
            arguments: [content.effectiveFrom, content.decision, content.baseSalary, id])
        try database.execute(sql: "DELETE FROM royalties_rates WHERE version_id = ?", arguments: [id])
        try write(content, of: id, in: database)
    }

    private static func write(_ content: RateContent, of id: Int64, in database: Database) throws {
        for (key, value) in content.rates {
            let (amount, coefficient): (Int?, Int?) =
                switch value {
                case .amount(let amount): (amount, nil)
                case .coefficient(let coefficient): (nil, coefficient.tenThousandths)
                }
            try database.execute(
                sql: """
                    INSERT INTO royalties_rates (version_id, kind, grade, amount, coefficient) VALUES (?, ?, ?, ?, ?)
                    """, arguments: [id, key.kind.rawValue, key.grade, amount, coefficient])
        }
    }

    /// The versions that something was graded by.
    static func used(in database: Database) throws -> Set<Int64> {
        try Int64.fetchSet(
            database,
            sql: """
                SELECT id FROM royalties_rate_versions version
                WHERE EXISTS (SELECT 1 FROM royalties_contributions WHERE rate_version = version.id)
                """)
    }
}
