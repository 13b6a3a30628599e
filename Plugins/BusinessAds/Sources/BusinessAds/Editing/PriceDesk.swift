import Foundation
import GRDB
import PortalKit

/// Another list begins on the same day.
struct DayTaken: Error {}

/// Sets the fees: a list that is in force, or by which an order was made, stays as it is, and the next one follows it.
enum PriceDesk {
    struct Draft: Codable, Sendable {
        var decision = ""
        var validFrom = ""
        var note = ""
        var prices: [Price] = []
    }

    @discardableResult
    static func create(_ draft: Draft, in change: Change) throws -> Int64 {
        try requireFree(draft.validFrom, besides: nil, in: change.database)
        try change.database.execute(
            sql: "INSERT INTO ads_price_lists (decision, valid_from, note, created_at) VALUES (?, ?, ?, ?)",
            arguments: [draft.decision, draft.validFrom, draft.note, change.now])
        let id = change.database.lastInsertedRowID
        try setPrices(draft.prices, of: id, in: change.database)
        try note("business-ads.price-list-create", draft, of: id, in: change)
        return id
    }

    static func save(_ id: Int64, _ draft: Draft, in change: Change) throws {
        try requireOpen(id, in: change)
        try requireFree(draft.validFrom, besides: id, in: change.database)
        try change.database.execute(
            sql: "UPDATE ads_price_lists SET decision = ?, valid_from = ?, note = ? WHERE id = ?",
            arguments: [draft.decision, draft.validFrom, draft.note, id])
        try setPrices(draft.prices, of: id, in: change.database)
        try note("business-ads.price-list-save", draft, of: id, in: change)
    }

    static func delete(_ id: Int64, in change: Change) throws {
        try requireOpen(id, in: change)
        try change.database.execute(sql: "DELETE FROM ads_price_lists WHERE id = ?", arguments: [id])
        try change.audit("business-ads.price-list-delete", on: AdsNames.priceList(id))
        change.touch(.prices)
    }

    private static func note(_ action: String, _ draft: Draft, of id: Int64, in change: Change) throws {
        let reference = AdsNames.priceList(id)
        try change.saveRevision(of: reference, content: draft, title: draft.decision)
        try change.audit(action, on: reference, after: draft)
        change.touch(.prices)
    }

    private static func setPrices(_ prices: [Price], of id: Int64, in database: Database) throws {
        try database.execute(sql: "DELETE FROM ads_prices WHERE list_id = ?", arguments: [id])
        for price in prices {
            try database.execute(
                sql: "INSERT INTO ads_prices (list_id, position, months, fee) VALUES (?, ?, ?, ?)",
                arguments: [id, price.position.rawValue, price.months, price.fee])
        }
    }

    private static func requireOpen(_ id: Int64, in change: Change) throws {
        guard let list = try PriceRows.fetch(id, in: change.database) else { throw PortalError.notFound }
        guard list.isOpen(on: VietnamTime(change.now).isoDay) else { throw StateChanged() }
    }

    private static func requireFree(_ day: String, besides id: Int64?, in database: Database) throws {
        let isTaken = try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM ads_price_lists WHERE valid_from = ? AND id IS NOT ?)",
            arguments: [day, id])
        if isTaken == true { throw DayTaken() }
    }
}
