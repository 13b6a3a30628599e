import GRDB
import PortalKit

/// All that is done to contributions; each method is part of one transaction and leaves its traces. What stands on a sheet
/// that was handed in is never changed: it is corrected by a further entry.
enum ContributionDesk {
    /// Enters work that the portal did not record by itself.
    static func create(_ content: ContributionContent, in change: Change) throws -> Int64 {
        _ = try PayeeRows.require(content.payee, in: change.database)
        let id = try ContributionRows.insert(content, in: change)
        try trace(id, "royalties.create", in: change)
        return id
    }

    /// - Throws: ``Refusal/changedMeanwhile``, ``Refusal/locked``, ``Refusal/recordedByItself``.
    static func save(_ id: Int64, _ content: ContributionContent, from revision: Int, in change: Change) throws {
        let before = try unlocked(id, in: change.database)
        guard before.revision == revision else { throw Refusal.changedMeanwhile }
        guard content != before.content else { return }
        if before.record != nil, content.kind != before.kind { throw Refusal.recordedByItself }
        _ = try PayeeRows.require(content.payee, in: change.database)
        try ContributionRows.update(id, content, in: change.database)
        if before.state == .graded, before.corrects == nil { try evaluate(id, grade: before.grade, in: change) }
        try settle(before, "royalties.save", in: change)
    }

    /// Gives work its grade, and with it the amount by the rates in force on its day.
    ///
    /// - Throws: ``Refusal/locked``, ``Refusal/noRate``, ``Refusal/ownWork``, ``Refusal/notCorrectable`` for a correction.
    static func grade(_ id: Int64, _ grade: String, in change: Change) throws {
        let before = try unlocked(id, in: change.database)
        guard before.corrects == nil else { throw Refusal.notCorrectable }
        if let account = before.payeeAccount, account == change.actor.personId { throw Refusal.ownWork }
        guard before.grade != grade || before.state != .graded else { return }
        try evaluate(id, grade: grade, in: change)
        try settle(before, "royalties.grade", in: change)
    }

    private static func evaluate(_ id: Int64, grade: String, in change: Change) throws {
        let work = try ContributionRows.require(id, in: change.database)
        guard let rates = try RateRows.inForce(on: work.doneOn, in: change.database),
            let unit = rates.amount(work.kind, grade: grade)
        else { throw Refusal.noRate }
        try change.database.execute(
            sql: """
                UPDATE royalties_contributions SET state = 'graded', grade = ?, rate_version = ?, amount = ? WHERE id = ?
                """, arguments: [grade, rates.id, unit * work.quantity, id])
    }

    /// Leaves work unpaid, for a reason; what the portal recorded stays known, so that it is not recorded again.
    static func exclude(_ id: Int64, reason: String, in change: Change) throws {
        let before = try unlocked(id, in: change.database)
        guard before.state != .excluded else { return }
        try change.database.execute(
            sql: """
                UPDATE royalties_contributions SET state = 'excluded', grade = '', rate_version = NULL, amount = 0,
                    sheet_id = NULL, note = ? WHERE id = ?
                """, arguments: [reason, id])
        try settle(before, "royalties.exclude", in: change)
    }

    /// Takes excluded work up again; it waits for its grade.
    static func include(_ id: Int64, in change: Change) throws {
        let before = try unlocked(id, in: change.database)
        guard before.state == .excluded else { return }
        guard before.corrects == nil else { throw Refusal.notCorrectable }
        try change.database.execute(
            sql: "UPDATE royalties_contributions SET state = 'open' WHERE id = ?", arguments: [id])
        try settle(before, "royalties.include", in: change)
    }

    /// Corrects work on a sheet that was approved, by an entry of its own for a later sheet.
    ///
    /// - Parameter amount: what is granted besides, or taken back.
    /// - Throws: ``Refusal/notCorrectable``, ``Refusal/beyondZero``.
    static func correct(
        _ id: Int64, by amount: Int, reason: String, doneOn: String, in change: Change
    ) throws -> Int64 {
        let work = try ContributionRows.require(id, in: change.database)
        let sheet = try work.sheet.flatMap { try SheetRows.fetch($0, in: change.database) }
        guard sheet?.isApproved == true, work.corrects == nil, amount != 0 else { throw Refusal.notCorrectable }
        let corrected = try ContributionRows.corrections(of: id, in: change.database).reduce(0) { $0 + $1.amount }
        guard work.amount + corrected + amount >= 0 else { throw Refusal.beyondZero }
        var content = work.content
        (content.doneOn, content.note) = (doneOn, reason)
        let made = try ContributionRows.insert(content, in: change)
        try change.database.execute(
            sql: """
                UPDATE royalties_contributions SET state = 'graded', grade = ?, corrects = ?, amount = ? WHERE id = ?
                """, arguments: [work.grade, id, amount, made])
        try trace(made, "royalties.correct", in: change)
        return made
    }

    /// Records work from a publication, once.
    ///
    /// - Returns: false when it was known.
    static func credit(
        _ content: ContributionContent, for record: RecordReference, path: String, in change: Change
    ) throws -> Bool {
        let isKnown = try Bool.fetchOne(
            change.database,
            sql: """
                SELECT EXISTS (SELECT 1 FROM royalties_contributions
                    WHERE record_type = ? AND record_id = ? AND kind = ? AND payee_id = ?)
                """, arguments: [record.type, record.id, content.kind.rawValue, content.payee])
        if isKnown == true { return false }
        let id = try ContributionRows.insert(content, record: record, path: path, in: change)
        try trace(id, "royalties.record", in: change)
        return true
    }

    // MARK: - Parts

    private static func unlocked(_ id: Int64, in database: Database) throws -> Contribution {
        let work = try ContributionRows.require(id, in: database)
        if work.isLocked { throw Refusal.locked }
        return work
    }

    /// After a change: the draft that it stands on follows, and there is a trace.
    private static func settle(_ before: Contribution, _ action: String, in change: Change) throws {
        try change.database.execute(
            sql: "UPDATE royalties_contributions SET revision = revision + 1 WHERE id = ?", arguments: [before.id])
        if let sheet = before.sheet { try SheetDesk.restate(sheet, in: change.database) }
        try trace(before.id, action, before: before, in: change)
    }

    private static func trace(
        _ id: Int64, _ action: String, before: Contribution? = nil, in change: Change
    ) throws {
        let after = Kept(try ContributionRows.require(id, in: change.database))
        try change.saveRevision(of: RoyaltyNames.contribution(id), content: after, title: after.title)
        try change.audit(
            action, on: RoyaltyNames.contribution(id), before: before.map { Kept($0) }, after: after)
    }

    /// A contribution as revision and audit log keep it: whose it is by number, since it may be a citizen's.
    private struct Kept: Encodable {
        let title: String
        let payee: Int64
        let kind: WorkKind
        let quantity: Int
        let doneOn: String
        let state: String
        let grade: String
        let amount: Int
        let corrects: Int64?

        init(_ work: Contribution) {
            title = work.title
            payee = work.payee
            kind = work.kind
            quantity = work.quantity
            doneOn = work.doneOn
            state = work.state.rawValue
            grade = work.grade
            amount = work.amount
            corrects = work.corrects
        }
    }
}
