public import Foundation
public import GRDB

/// Somebody stands in for a person who is away: for a period, in all modules or one, in the steps of workflows.
///
/// The deputy may do what the delegator may at that moment, never more, and hands nothing on. It ends by itself.
public struct Delegation: Sendable, Hashable, Identifiable {
    /// The row's id.
    public let id: Int64
    /// The account of who is away.
    public let delegator: Int64
    /// The account of who stands in.
    public let deputy: Int64
    /// The module's id; empty for all.
    public let module: String
    /// The first moment.
    public let from: Date
    /// The last moment.
    public let until: Date
    /// When it was ended before its time.
    public let endedAt: Date?

    init(row: Row) {
        id = row["id"]
        delegator = row["delegator_id"]
        deputy = row["deputy_id"]
        module = row["module"]
        from = row["starts_at"]
        until = row["ends_at"]
        endedAt = row["ended_at"]
    }
}

/// Reads and writes delegations.
public enum Delegations {
    /// Longest period, in days.
    static let maximumDays = 366

    /// Who has made somebody their deputy at this moment.
    public static func active(for deputy: Int64, now: Date, in db: Database) throws -> [Delegation] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM core_delegations
                WHERE deputy_id = ? AND ends_at >= ? AND starts_at <= ? AND ended_at IS NULL ORDER BY id
                """,
            arguments: [deputy, now, now]
        ).map(Delegation.init(row:))
    }

    /// What a person, or everybody when nil, has delegated or is to stand in for, now or later.
    public static func pending(of account: Int64? = nil, now: Date, in db: Database) throws -> [Delegation] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM core_delegations WHERE ends_at >= :now AND ended_at IS NULL
                AND (:account IS NULL OR delegator_id = :account OR deputy_id = :account)
                ORDER BY starts_at, id LIMIT 200
                """,
            arguments: ["now": now, "account": account]
        ).map(Delegation.init(row:))
    }

    /// Names a deputy.
    ///
    /// - Returns: its id.
    @discardableResult
    static func add(
        from delegator: Int64, to deputy: Int64, module: String = "", between period: ClosedRange<Date>,
        in change: Change
    ) throws -> Int64 {
        try change.database.execute(
            sql: """
                INSERT INTO core_delegations (delegator_id, deputy_id, module, starts_at, ends_at, created_at, created_by)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                delegator, deputy, module, period.lowerBound, period.upperBound, change.now, change.actor.personId,
            ])
        let id = change.database.lastInsertedRowID
        try change.audit(
            "delegation.add", on: account(delegator),
            after: [
                "deputy": String(deputy), "module": module, "from": VietnamTime(period.lowerBound).isoDay,
                "until": VietnamTime(period.upperBound).isoDay,
            ])
        return id
    }

    /// Ends a delegation before its time; one that is over already is left as it is.
    static func end(_ delegation: Delegation, in change: Change) throws {
        try change.database.execute(
            sql: "UPDATE core_delegations SET ended_at = ? WHERE id = ? AND ended_at IS NULL",
            arguments: [change.now, delegation.id])
        guard change.database.changesCount == 1 else { return }
        try change.audit(
            "delegation.end", on: account(delegation.delegator), before: ["deputy": String(delegation.deputy)])
    }

    private static func account(_ id: Int64) -> RecordReference { RecordReference(type: "core.account", id: id) }

    static func find(_ id: Int64, in db: Database) throws -> Delegation? {
        try Row.fetchOne(db, sql: "SELECT * FROM core_delegations WHERE id = ?", arguments: [id])
            .map(Delegation.init(row:))
    }
}
