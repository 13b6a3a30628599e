import Foundation
import GRDB
import PortalKit

extension DossierSamples.Entry {
    /// How far apart steps of the same day are.
    private static let pause: TimeInterval = 25 * 60
    /// When the first step of a day is taken.
    private static let morning: TimeInterval = 8 * 3600

    func make(
        _ procedure: Procedure, _ context: ModuleContext, _ bodies: [BodySummary], in change: Change
    ) throws -> Int64 {
        var given = Answers()
        for (name, value) in answers { given.set(name, value) }
        given.set("\(FillingPlan.Name.address).commune", context.site.name)
        given.set("\(FillingPlan.Name.address).province", context.site.superiors.last ?? "")
        given.set(FillingPlan.Name.delivery, Dossier.Delivery.counter.rawValue)
        given.set(FillingPlan.Name.consent, "1")
        let desk = DossierDesk(context, isSilent: true)
        let received = arrival(before: change.now, context.workingDays)
        let dossier = try desk.receive(
            DossierDraft(
                procedure: procedure, content: procedure.content, procedureVersion: procedure.version,
                formVersion: procedure.formVersion,
                definition: try FormRows.definition(procedure.formVersion, of: procedure.id, in: change.database),
                answers: given, channel: channel), in: change.told(asOf: received))
        if !receipt.isEmpty {
            let paid = change.told(asOf: received.addingTimeInterval(Self.pause / 2))
            try desk.recordFee(
                dossier.id, amount: procedure.content.fee, receipt: receipt,
                method: channel == .counter ? "cash" : "transfer", in: paid)
        }
        var moment = received
        for step in steps {
            moment = next(step, after: moment, received, context.workingDays)
            try take(step, dossier, desk, procedure, bodies, in: change.told(asOf: moment))
        }
        try sign(dossier.id, as: desk.settings.office, in: change)
        return dossier.id
    }

    /// When it came: the counter is open on working days only.
    private func arrival(before now: Date, _ calendar: WorkingDays) -> Date {
        var day = VietnamTime(now).adding(days: -daysAgo)
        while channel == .counter, !calendar.contains(day) { day = day.adding(days: -1) }
        return min(VietnamTime(parsing: "\(day.isoDay) \(time)")?.date ?? day.date, now)
    }

    private func next(
        _ step: DossierSamples.Step, after moment: Date, _ received: Date, _ calendar: WorkingDays
    ) -> Date {
        let soon = moment.addingTimeInterval(Self.pause)
        guard let day = step.day, day > 0 else { return soon }
        let end = VietnamTime(calendar.due(after: received, days: day))
        return max(soon, end.startOfDay.date.addingTimeInterval(Self.morning))
    }

    private func take(
        _ step: DossierSamples.Step, _ dossier: Dossier, _ desk: DossierDesk, _ procedure: Procedure,
        _ bodies: [BodySummary], in change: Change
    ) throws {
        let (id, text, content) = (dossier.id, step.text, procedure.content)
        switch step.move {
        case .accept: try desk.accept(id, days: nil, in: change)
        case .ask: try desk.ask(id, text, in: change)
        case .supply: try desk.supply(id, text, [], byCitizen: true, in: change)
        case .refuse: try desk.refuse(id, reason: text, in: change)
        case .handOver:
            let body = bodies.first { $0.name == content.body } ?? BodySummary(id: 0, name: content.body)
            _ = try desk.handOver(id, to: body, days: max(1, dossier.termDays - 1), note: text, in: change)
        case .acknowledge: try desk.acknowledge(id, in: change)
        case .decline: try desk.decline(id, reason: text, in: change)
        case .issue: try desk.issue(id, result: text.isEmpty ? content.result : text, files: [], in: change)
        case .deliver: try desk.deliver(id, note: text, in: change)
        case .withdraw: try desk.withdraw(id, reason: text, byCitizen: true, in: change)
        case .reopen: try desk.reopen(id, reason: text, in: change)
        case .archive: try desk.archive(id, in: change)
        }
    }

    /// Nobody in person has done it: the office stands for its officers.
    private func sign(_ id: Int64, as office: String, in change: Change) throws {
        for (table, column) in [
            ("events", "actor"), ("handovers", "handed_by"), ("handovers", "answered_by"), ("supplements", "asked_by"),
        ] {
            try change.database.execute(
                sql: "UPDATE eservices_\(table) SET \(column) = ? WHERE dossier_id = ? AND \(column) = ?",
                arguments: [office, id, change.actor.name])
        }
    }
}
