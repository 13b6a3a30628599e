import Foundation
import GRDB
import PortalKit

/// Reads the lists of fees.
enum PriceRows {
    static func fetch(_ id: Int64, in database: Database) throws -> PriceList? {
        try lists("WHERE id = ?", [id], in: database).first
    }

    /// The list in force on a day.
    static func inForce(on day: String, in database: Database) throws -> PriceList? {
        try lists("WHERE valid_from <= ? ORDER BY valid_from DESC LIMIT 1", [day], in: database).first
    }

    /// All lists, the latest first.
    static func all(in database: Database) throws -> [PriceList] {
        try lists("ORDER BY valid_from DESC", [], in: database)
    }

    private static func lists(
        _ clause: String, _ arguments: StatementArguments, in database: Database
    ) throws -> [PriceList] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT *, EXISTS (SELECT 1 FROM ads_orders WHERE price_list_id = ads_price_lists.id) AS is_used
                FROM ads_price_lists \(clause)
                """, arguments: arguments)
        let ids = rows.map { $0["id"] as Int64 }
        let prices = try Row.fetchAll(
            database,
            sql: """
                SELECT list_id, position, months, fee FROM ads_prices
                WHERE list_id IN (SELECT value FROM json_each(?)) ORDER BY list_id, months
                """, arguments: [JSONList.text(ids)])
        var byList: [Int64: [Price]] = [:]
        for row in prices {
            guard let position = AdPosition(rawValue: row["position"]) else { continue }
            byList[row["list_id"], default: []].append(
                Price(position: position, months: row["months"], fee: row["fee"]))
        }
        return rows.map { row in
            PriceList(
                id: row["id"], decision: row["decision"], validFrom: row["valid_from"], note: row["note"],
                prices: byList[row["id"]] ?? [], isUsed: row["is_used"])
        }
    }
}
