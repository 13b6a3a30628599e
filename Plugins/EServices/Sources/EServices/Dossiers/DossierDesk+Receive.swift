import Foundation
import GRDB
import PortalKit

/// What is handed in, online or at the counter.
struct DossierDraft: Sendable {
    let procedure: Procedure
    let content: ProcedureContent
    let procedureVersion: Int
    let formVersion: Int?
    let definition: FormDefinition
    let answers: Answers
    let channel: Dossier.Channel
    var isSuspicious = false
}

extension DossierDesk {
    /// Takes a dossier in: acknowledged only once it is stored with its files. At the counter it is received at once.
    @discardableResult
    func receive(_ draft: DossierDraft, in change: Change) throws -> Dossier {
        let (database, content) = (change.database, draft.content)
        let answers = draft.answers.pruned(by: draft.definition)
        let applicant = Applicant(answers)
        let received = change.now
        let code = try nextCode(on: VietnamTime(received), in: database)
        let isCounter = draft.channel == .counter
        let due =
            isCounter
            ? term.due(after: received, days: content.termDays)
            : context.workingDays.due(after: received, days: settings.checkDays)
        let confirmedBy = isCounter ? "" : answers.confirmation ?? ""
        let applicantNames = Set(answers.values.keys.filter { $0.hasPrefix("a_") || $0.hasPrefix("c_") })
        var asked = answers
        for name in applicantNames { asked.values[name] = nil }
        let parts = asked.divided(by: draft.definition)
        try database.execute(
            sql: """
                INSERT INTO eservices_dossiers
                    (code, procedure_id, procedure_version, form_version, procedure_name, field, channel, state,
                     body_id, body, applicant_label, applicant, personal, answers, phone_mark, identity_mark,
                     suffix_mark, mail_mark, delivery, confirmed_by, consented_at, is_suspicious, term_days, received_at, accepted_at,
                     due_at, fee, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                code, draft.procedure.id, draft.procedureVersion, draft.formVersion, content.name, content.field,
                draft.channel.rawValue, (isCounter ? DossierState.processing : .submitted).rawValue, content.bodyID,
                content.body, applicant.label, try seal.seal(applicant, "applicant/\(code)"),
                try seal.seal(parts.personal, "personal/\(code)"), try JSON.encode(parts.other),
                seal.phoneMark(applicant.phone), seal.identityMark(applicant.identity),
                seal.suffixMark(applicant.identity), seal.mailMark(applicant.mail),
                answers[FillingPlan.Name.delivery], confirmedBy,
                answers[FillingPlan.Name.consent].isEmpty ? nil : change.now,
                draft.isSuspicious, content.termDays, received, isCounter ? received : nil, due, content.fee,
                change.now,
            ])
        let id = database.lastInsertedRowID
        let state: DossierState = isCounter ? .processing : .submitted
        let event = try note(
            isCounter ? .registered : .received, id,
            confirmedBy.isEmpty ? "" : context.texts("dossier.confirmed_event", ["provider": confirmedBy]), from: nil,
            to: state,
            by: isCounter ? nil : applicant.label, in: change)
        try database.execute(
            sql: "UPDATE eservices_dossiers SET last_event = ? WHERE id = ?", arguments: [event, id])
        let dossier = try require(id, in: database)
        for field in FillingPlan(content, draft.definition, for: .citizen, context.texts).pages.flatMap(\.page.fields) {
            try add(answers.files[field.id] ?? [], labelled: field.label, as: .sent, to: dossier, in: change)
        }
        try DossierWords.index(dossier, parts.other, in: change)
        try DossierFigures.count("received", dossier, in: change)
        if isCounter { try DossierFigures.count("accepted", dossier, in: change) }
        try change.audit(
            "e-services.dossier-\(isCounter ? "registered" : "received")", on: dossier.reference,
            after: ["code": code, "procedure": content.code])
        try change.emit(Event(EServicesNames.movedEvent, record: dossier.reference))
        try tell(
            isCounter ? .registered : .received, dossier, ["day": VietnamTime(due).dayText], in: change)
        if !isCounter { try tellDesk(.deskReceived, dossier, in: change) }
        return dossier
    }

    private func nextCode(on day: VietnamTime, in database: Database) throws -> String {
        let pattern = DossierCodePattern(settings.codePattern) ?? DossierCodePattern.usual
        guard let scheme: any DossierCodeScheme = pattern else { throw DossierChanged() }
        let scope = scheme.scope(unit: settings.unitCode, on: day)
        return scheme.code(
            unit: settings.unitCode, on: day, number: try DossierCounter.next(scope, in: database))
    }
}
