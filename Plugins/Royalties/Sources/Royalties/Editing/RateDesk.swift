import GRDB
import PortalKit

/// What is entered of a version of the rates.
struct RateContent: Sendable, Hashable {
    var effectiveFrom = ""
    var decision = ""
    var baseSalary = 0
    var rates: [RateKey: RateValue] = [:]

    enum Limit {
        static let decision = 300
    }
}

/// All that is done to the rates.
enum RateDesk {
    /// - Throws: ``Refusal/dayTaken``.
    static func create(_ content: RateContent, in change: Change) throws -> Int64 {
        try refuseTaken(content.effectiveFrom, by: nil, in: change.database)
        let id = try RateRows.insert(content, in: change.database)
        try keep(id, content, "royalties.create-rates", in: change)
        return id
    }

    /// Corrects rates by which nothing was graded yet.
    ///
    /// - Throws: ``Refusal/ratesInUse``, ``Refusal/dayTaken``.
    static func save(_ id: Int64, _ content: RateContent, in change: Change) throws {
        guard try RateRows.fetch(id, in: change.database) != nil else { throw PortalError.notFound }
        try refuseUsed(id, in: change.database)
        try refuseTaken(content.effectiveFrom, by: id, in: change.database)
        try RateRows.update(id, content, in: change.database)
        try keep(id, content, "royalties.save-rates", in: change)
    }

    static func delete(_ id: Int64, in change: Change) throws {
        guard let version = try RateRows.fetch(id, in: change.database) else { throw PortalError.notFound }
        try refuseUsed(id, in: change.database)
        try change.database.execute(sql: "DELETE FROM royalties_rate_versions WHERE id = ?", arguments: [id])
        try change.audit(
            "royalties.delete-rates", on: version.reference, before: ["effective_from": version.effectiveFrom])
    }

    private static func keep(_ id: Int64, _ content: RateContent, _ action: String, in change: Change) throws {
        let kept = Kept(content)
        try change.saveRevision(of: RoyaltyNames.rates(id), content: kept, title: content.decision)
        try change.audit(action, on: RoyaltyNames.rates(id), after: kept)
    }

    private static func refuseUsed(_ id: Int64, in database: Database) throws {
        if try RateRows.used(in: database).contains(id) { throw Refusal.ratesInUse }
    }

    private static func refuseTaken(_ day: String, by id: Int64?, in database: Database) throws {
        let owner = try Int64.fetchOne(
            database, sql: "SELECT id FROM royalties_rate_versions WHERE effective_from = ?", arguments: [day])
        if let owner, owner != id { throw Refusal.dayTaken }
    }

    /// Rates as revision and audit log keep them.
    private struct Kept: Encodable {
        let effectiveFrom: String
        let decision: String
        let baseSalary: Int
        let rates: [String: String]

        init(_ content: RateContent) {
            effectiveFrom = content.effectiveFrom
            decision = content.decision
            baseSalary = content.baseSalary
            rates = Dictionary(
                content.rates.map { ("\($0.key.kind.rawValue)/\($0.key.grade)", $0.value.text) }
            ) { first, _ in first }
        }
    }
}
