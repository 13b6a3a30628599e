import Foundation
import GRDB
import PortalKit

/// All that is done to dossiers, whoever does it. Each method is part of one transaction and leaves an event, an entry in
/// the audit log without personal data, and a mail to the citizen where it concerns them.
struct DossierDesk: Sendable {
    let context: ModuleContext
    let settings: EServicesSettings
    let seal: DossierSeal
    let term: DossierTerm
    /// Writes to nobody: for content that is brought in.
    let isSilent: Bool

    init(_ context: ModuleContext, isSilent: Bool = false) {
        self.context = context
        self.isSilent = isSilent
        settings = EServicesSettings(context.settings)
        seal = DossierSeal(context)
        term = DossierTerm(calendar: context.workingDays)
    }

    // MARK: - Steps

    /// Takes a dossier one step further.
    ///
    /// - Parameters:
    ///   - columns: what else changes with it, as SQL assignments.
    ///   - text: what is said with it; the citizen reads it.
    /// - Throws: ``DossierChanged`` when its state does not allow the step.
    @discardableResult
    func advance(
        _ id: Int64, by move: DossierMove, _ kind: DossierEvent.Kind, _ columns: String = "",
        _ values: [(any DatabaseValueConvertible)?] = [], text: String = "", by actor: String? = nil,
        in change: Change
    ) throws -> Dossier {
        let dossier = try require(id, in: change.database)
        guard let end = move.end(from: dossier.state, before: dossier.stateBefore) else { throw DossierChanged() }
        let event = try note(kind, id, text, from: dossier.state, to: end, by: actor, in: change)
        var sets = ["state = ?", "state_before = ?", "last_event = ?"]
        var arguments: [(any DatabaseValueConvertible)?] = [
            end.rawValue, end == .supplement ? dossier.state.rawValue : nil, event,
        ]
        if !end.isOpen, end != .archived {
            sets += ["outcome = ?", "closed_at = ?", "finished_at = coalesce(finished_at, ?)", "stopped_at = NULL"]
            arguments += [end.rawValue, change.now, change.now]
        }
        if !columns.isEmpty { sets.append(columns) }
        try change.database.execute(
            sql: "UPDATE eservices_dossiers SET \(sets.joined(separator: ", ")) WHERE id = ?",
            arguments: StatementArguments(arguments + values + [id]))
        try change.audit(
            "e-services.dossier-\(kind.rawValue)", on: dossier.reference, before: ["state": dossier.state.rawValue],
            after: ["state": end.rawValue, "code": dossier.code])
        try change.emit(Event(EServicesNames.movedEvent, record: dossier.reference))
        return try require(id, in: change.database)
    }

    func accept(_ id: Int64, days: Int?, in change: Change) throws {
        let before = try require(id, in: change.database)
        let due = term.due(after: change.now, days: days ?? before.termDays)
        let dossier = try advance(
            id, by: .accept, .accepted, "accepted_at = ?, due_at = ?, term_days = ?",
            [change.now, due, days ?? before.termDays], in: change)
        try DossierFigures.count("accepted", dossier, in: change)
        try tell(.accepted, dossier, ["day": VietnamTime(due).dayText], in: change)
    }

    /// Asks the citizen for more; the clock stands still until they answer.
    func ask(_ id: Int64, _ request: String, in change: Change) throws {
        let before = try require(id, in: change.database)
        let left = before.dueAt.map { term.left(until: $0, at: change.now) } ?? 0
        let dossier = try advance(id, by: .ask, .asked, "stopped_at = ?", [change.now], text: request, in: change)
        try change.database.execute(
            sql: """
                INSERT INTO eservices_supplements (dossier_id, request, days_left, asked_at, asked_by)
                VALUES (?, ?, ?, ?, ?)
                """, arguments: [id, request, left, change.now, change.actor.signature])
        try tell(.asked, dossier, ["request": request], in: change)
    }

    /// Takes in what the citizen adds, by themselves or at the counter.
    func supply(_ id: Int64, _ answer: String, _ files: [KeptUpload], byCitizen: Bool, in change: Change) throws {
        let before = try require(id, in: change.database)
        guard let asked = try DossierRows.supplements(of: id, in: change.database).first, asked.answeredAt == nil else {
            throw DossierChanged()
        }
        // What was not received yet is looked at anew; the term of the rest goes on where it stopped.
        let due =
            before.stateBefore == .submitted
            ? context.workingDays.due(after: change.now, days: settings.checkDays)
            : before.dueAt.map { term.due(resumedAt: change.now, left: asked.daysLeft, before: $0) }
        let dossier = try advance(
            id, by: .supply, .supplied, "stopped_at = NULL, due_at = ?", [due], text: answer,
            by: byCitizen ? before.applicantLabel : nil, in: change)
        try change.database.execute(
            sql: "UPDATE eservices_supplements SET answered_at = ?, answer = ? WHERE id = ?",
            arguments: [change.now, answer, asked.id])
        try add(files, labelled: context.texts("file.supplement"), as: .supplement, to: dossier, in: change)
        try tellDesk(.deskSupplied, dossier, in: change)
    }

    func refuse(_ id: Int64, reason: String, in change: Change) throws {
        let dossier = try advance(id, by: .refuse, .refused, text: reason, in: change)
        try endHandovers(of: id, in: change)
        try DossierFigures.count("refused", dossier, in: change)
        try DossierFigures.countEnd(dossier, in: change)
        try tell(.refused, dossier, ["reason": reason], in: change)
    }

    /// Takes a refusal back.
    func reopen(_ id: Int64, reason: String, in change: Change) throws {
        let before = try require(id, in: change.database)
        let due = term.due(after: change.now, days: before.termDays)
        let dossier = try advance(
            id, by: .reopen, .reopened,
            "outcome = NULL, closed_at = NULL, finished_at = NULL, accepted_at = coalesce(accepted_at, ?), due_at = ?",
            [change.now, due], text: reason, in: change)
        try DossierFigures.count("refused", before, -1, in: change)
        try DossierFigures.countEnd(before, -1, in: change)
        try tell(.accepted, dossier, ["day": VietnamTime(due).dayText], in: change)
    }

    // MARK: - Bodies

    /// Hands a dossier over to a body, with a part of the term.
    func handOver(_ id: Int64, to body: BodySummary, days: Int, note: String, in change: Change) throws -> Int64 {
        let before = try require(id, in: change.database)
        var due = term.due(after: change.now, days: days)
        if let end = before.dueAt, end > change.now { due = min(due, end) }
        try endHandovers(of: id, in: change)
        let knownBody = body.id > 0 ? body.id : nil
        try advance(
            id, by: .handOver, .handedOver, "body_id = ?, body = ?, stage_due_at = ?", [knownBody, body.name, due],
            text: body.name, in: change)
        try change.database.execute(
            sql: """
                INSERT INTO eservices_handovers
                    (dossier_id, body_id, body, state, note, due_at, handed_at, handed_by)
                VALUES (?, ?, ?, 'waiting', ?, ?, ?, ?)
                """, arguments: [id, knownBody, body.name, note, due, change.now, change.actor.signature])
        return change.database.lastInsertedRowID
    }

    func acknowledge(_ id: Int64, in change: Change) throws {
        try advance(id, by: .acknowledge, .acknowledged, in: change)
        try answerHandover(of: id, "taken", "", in: change)
    }

    /// The body sends a dossier back to the office.
    func decline(_ id: Int64, reason: String, in change: Change) throws {
        try advance(id, by: .decline, .declined, "stage_due_at = NULL", text: reason, in: change)
        try answerHandover(of: id, "declined", reason, in: change)
    }

    private func answerHandover(of id: Int64, _ state: String, _ reason: String, in change: Change) throws {
        try change.database.execute(
            sql: """
                UPDATE eservices_handovers SET state = ?, reason = ?, answered_at = ?, answered_by = ?
                WHERE dossier_id = ? AND state IN ('waiting', 'taken')
                """, arguments: [state, reason, change.now, change.actor.signature, id])
    }

    private func endHandovers(of id: Int64, in change: Change) throws {
        try change.database.execute(
            sql:
                "UPDATE eservices_handovers SET state = 'ended' WHERE dossier_id = ? AND state IN ('waiting', 'taken')",
            arguments: [id])
    }

    // MARK: - The end

    /// Lays the result ready; with it the term ends.
    func issue(_ id: Int64, result: String, files: [KeptUpload], in change: Change) throws {
        let dossier = try advance(
            id, by: .issue, .issued, "result_text = ?, finished_at = ?", [result, change.now], text: result, in: change)
        try add(files, labelled: context.texts("file.result"), as: .result, to: dossier, in: change)
        try endHandovers(of: id, in: change)
        try DossierFigures.countEnd(dossier, in: change)
        try tell(.ready, dossier, ["delivery": dossier.deliveryText(context.texts)], in: change)
    }

    func deliver(_ id: Int64, note: String, in change: Change) throws {
        let dossier = try advance(id, by: .deliver, .delivered, text: note, in: change)
        try DossierFigures.count("returned", dossier, in: change)
        try tell(.delivered, dossier, [:], in: change)
    }

    /// The citizen takes it back, by themselves or at the counter.
    func withdraw(_ id: Int64, reason: String, byCitizen: Bool, in change: Change) throws {
        let before = try require(id, in: change.database)
        let dossier = try advance(
            id, by: .withdraw, .withdrawn, text: reason, by: byCitizen ? before.applicantLabel : nil, in: change)
        try endHandovers(of: id, in: change)
        try DossierFigures.count("withdrawn", dossier, in: change)
        try tell(.withdrawn, dossier, [:], in: change)
        if byCitizen { try tellDesk(.deskWithdrawn, dossier, in: change) }
    }

    func archive(_ id: Int64, in change: Change) throws {
        try advance(id, by: .archive, .archived, "archived_at = ?", [change.now], in: change)
    }

    // MARK: - Besides

    func assign(_ id: Int64, to account: Int64?, named name: String, in change: Change) throws {
        let dossier = try require(id, in: change.database)
        guard dossier.state.isOpen else { throw DossierChanged() }
        try change.database.execute(
            sql: "UPDATE eservices_dossiers SET assignee = ?, assignee_name = ? WHERE id = ?",
            arguments: [account, name, id])
        try note(.assigned, id, name, in: change)
        try change.audit("e-services.dossier-assigned", on: dossier.reference, after: ["assignee": name])
    }

    func addNote(_ id: Int64, _ text: String, in change: Change) throws {
        let dossier = try require(id, in: change.database)
        try note(.note, id, text, in: change)
        try change.audit("e-services.dossier-note", on: dossier.reference)
    }

    /// Moves the day of the appointment, with an apology to the citizen (decree 61/2018/NĐ-CP, Art. 19).
    func postpone(_ id: Int64, days: Int, reason: String, in change: Change) throws {
        let dossier = try require(id, in: change.database)
        guard dossier.state.isCounted, dossier.acceptedAt != nil else { throw DossierChanged() }
        let due = term.due(after: max(dossier.dueAt ?? change.now, change.now), days: days)
        try change.database.execute(
            sql: "UPDATE eservices_dossiers SET due_at = ? WHERE id = ?", arguments: [due, id])
        let day = VietnamTime(due).dayText
        try note(.postponed, id, "\(day). \(reason)", in: change)
        try change.audit("e-services.dossier-postponed", on: dossier.reference, after: ["due": day])
        try DossierFigures.count("postponed", dossier, in: change)
        try tell(.postponed, dossier, ["day": day, "reason": reason], in: change)
    }

    func recordFee(_ id: Int64, amount: Int, receipt: String, method: String, in change: Change) throws {
        let dossier = try require(id, in: change.database)
        guard dossier.state != .archived else { throw DossierChanged() }
        try change.database.execute(
            sql: """
                UPDATE eservices_dossiers SET fee = ?, fee_paid_at = ?, fee_receipt = ?, fee_method = ? WHERE id = ?
                """, arguments: [amount, change.now, receipt, method, id])
        try note(.fee, id, "\(amount.dong), \(receipt)", in: change)
        try change.audit(
            "e-services.dossier-fee", on: dossier.reference, before: ["amount": dossier.fee],
            after: ["amount": String(amount), "receipt": receipt])
        try tell(.feePaid, dossier, ["amount": amount.dong, "receipt": receipt], in: change)
    }

    // MARK: - Parts

    func add(
        _ files: [KeptUpload], labelled label: String, as role: DossierFile.Role, to dossier: Dossier, in change: Change
    ) throws {
        guard !files.isEmpty else { return }
        let scan: DossierFile.Scan = settings.scanner.isEmpty ? .unscanned : .waiting
        for file in files {
            try change.register(file)
            try change.database.execute(
                sql: """
                    INSERT INTO eservices_files
                        (dossier_id, role, label, hash, name, media_type, bytes, added_at, scan)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    dossier.id, role.rawValue, label, file.hash.rawValue, file.name, file.mediaType.rawValue,
                    file.bytes, change.now, scan.rawValue,
                ])
        }
        let all = try DossierRows.files(of: dossier.id, in: change.database)
        try change.setFiles(all.map(\.file.hash), of: dossier.reference, isPublic: false)
    }

    @discardableResult
    func note(
        _ kind: DossierEvent.Kind, _ id: Int64, _ text: String = "", from: DossierState? = nil,
        to: DossierState? = nil, by actor: String? = nil, in change: Change
    ) throws -> Int64 {
        try change.database.execute(
            sql: """
                INSERT INTO eservices_events (dossier_id, kind, from_state, to_state, at, actor, text)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id, kind.rawValue, from?.rawValue, to?.rawValue, change.now, actor ?? change.actor.signature, text,
            ])
        return change.database.lastInsertedRowID
    }

    func require(_ id: Int64, in database: Database) throws -> Dossier {
        guard let dossier = try DossierRows.fetch(id, in: database) else { throw PortalError.notFound }
        return dossier
    }
}
