import Foundation
import PortalKit

/// What can be done with a dossier on its screen.
enum DossierAction: String, RecordAction {
    case accept = "tiep-nhan"
    case ask = "yeu-cau-bo-sung"
    case supply = "nhan-bo-sung"
    case refuse = "tu-choi"
    case handOver = "ban-giao"
    case acknowledge = "nhan-ban-giao"
    case decline = "tra-lai"
    case issue = "ket-qua"
    case deliver = "tra-ket-qua"
    case withdraw = "rut"
    case reopen = "mo-lai"
    case fee = "thu-phi"
    case postpone = "hen-lai"
    case assign = "giao"
    case claim = "nhan-viec"
    case note = "ghi-chu"
    case erase = "xoa-thong-tin"

    static let texts = "action"

    /// What the offer of an action depends on.
    struct Place: Sendable {
        let dossier: Dossier
        let access: DossierAccess
        let bodies: [BodySummary]
        let officers: [Account]
    }

    /// The step that it takes; nil when the state stays.
    var move: DossierMove? {
        switch self {
        case .accept: .accept
        case .ask: .ask
        case .supply: .supply
        case .refuse: .refuse
        case .handOver: .handOver
        case .acknowledge: .acknowledge
        case .decline: .decline
        case .issue: .issue
        case .deliver: .deliver
        case .withdraw: .withdraw
        case .reopen: .reopen
        default: nil
        }
    }

    func isOffered(_ place: Place) -> Bool {
        let (dossier, access) = (place.dossier, place.access)
        if let move, move.end(from: dossier.state, before: dossier.stateBefore) == nil { return false }
        let isBody = access.isBody(of: dossier) && [.handedOver, .withBody].contains(dossier.state)
        switch self {
        // The office is the single entry and the single exit.
        case .accept, .supply, .deliver, .withdraw, .reopen: return access.isDesk
        case .handOver: return access.isDesk && !place.bodies.isEmpty
        case .acknowledge, .decline: return isBody || access.isDesk
        // While a body has it, what is to be said of it is the body's.
        case .ask, .refuse, .issue: return dossier.state == .withBody ? isBody || access.isDesk : access.isDesk
        case .fee: return access.isDesk && dossier.state != .archived && dossier.erasedAt == nil
        case .postpone:
            return (access.isDesk || isBody) && dossier.state.isCounted && dossier.acceptedAt != nil
        case .assign: return access.isDesk && dossier.state.isOpen && !place.officers.isEmpty
        case .claim:
            return dossier.state.isOpen && access.actor.personId != nil && dossier.assignee != access.actor.personId
        case .note: return true
        case .erase: return access.isDesk && !dossier.state.isOpen && dossier.erasedAt == nil
        }
    }

    var isPlain: Bool { [.acknowledge, .claim].contains(self) }

    /// What comes next, most of the time.
    static func next(_ state: DossierState) -> DossierAction? {
        switch state {
        case .submitted: .accept
        case .processing: .handOver
        case .handedOver: .acknowledge
        case .withBody: .issue
        case .ready: .deliver
        default: nil
        }
    }

    func form(_ place: Place, _ request: Request) -> (Form, KeptUploads?) {
        let texts = request.texts
        let dossier = place.dossier
        func text(_ name: String, _ key: String, isRequired: Bool = true, value: String = "") -> FormField {
            FormField(
                name, .textarea(rows: 4), label: texts("action.\(key)"), help: texts.optional("action.\(key)_help"),
                isRequired: isRequired, maximumLength: FormDefinition.Limit.text, value: value)
        }
        func number(_ name: String, _ key: String, _ bounds: ClosedRange<Int>, _ value: Int) -> FormField {
            FormField(
                name, .input(type: "number"), label: texts("action.\(key)"), help: texts.optional("action.\(key)_help"),
                isRequired: true, bounds: bounds, value: String(value))
        }
        switch self {
        case .acknowledge, .claim: return (Form(fields: []), nil)
        case .accept:
            return (Form(fields: [number("days", "term", 0...365, dossier.termDays)]), nil)
        case .ask: return (Form(fields: [text("text", "request")]), nil)
        case .supply, .issue:
            let files = KeptUploads(request, types: DossierFile.types, maximum: 10)
            let label = self == .issue ? "result" : "supplement"
            return (
                Form(
                    fields: [text("text", label, isRequired: self == .issue)]
                        + files.fields(
                            label: texts("action.\(label)_files"), help: texts("field.file_help"),
                            accept: DossierFile.accept)), files
            )
        case .refuse: return (Form(fields: [text("text", "reason")]), nil)
        case .decline, .reopen, .withdraw: return (Form(fields: [text("text", "reason_plain")]), nil)
        case .deliver: return (Form(fields: [text("text", "delivered", isRequired: false)]), nil)
        case .note: return (Form(fields: [text("text", "note")]), nil)
        case .handOver:
            let body = FormField(
                "body", .select, label: texts("action.body"), isRequired: true,
                options: place.bodies.map { FormField.Option(String($0.id), $0.name) },
                value: place.bodies.first { $0.name == dossier.bodyName }.map { String($0.id) } ?? "")
            return (
                Form(fields: [
                    body, number("days", "stage", 0...365, max(1, dossier.termDays - 1)),
                    text("text", "handover_note", isRequired: false),
                ]), nil
            )
        case .postpone:
            return (Form(fields: [number("days", "postpone", 1...180, 3), text("text", "postpone_reason")]), nil)
        case .fee:
            return (
                Form(fields: [
                    number("amount", "amount", 0...1_000_000_000, dossier.fee),
                    FormField(
                        "receipt", label: texts("action.receipt"), isRequired: true, maximumLength: 60,
                        value: dossier.feeReceipt),
                    FormField(
                        "method", .radio, label: texts("action.method"), isRequired: true,
                        options: ["cash", "transfer"].map { FormField.Option($0, texts("action.method.\($0)")) },
                        value: dossier.feeMethod.isEmpty ? "cash" : dossier.feeMethod),
                ]), nil
            )
        case .assign:
            return (
                Form(fields: [
                    FormField(
                        "officer", .select, label: texts("action.officer"), isRequired: true,
                        options: place.officers.map {
                            FormField.Option(
                                String($0.id), $0.office.isEmpty ? $0.fullName : "\($0.fullName), \($0.office)")
                        }, value: dossier.assignee.map { String($0) } ?? "")
                ]), nil
            )
        case .erase:
            return (
                Form(fields: [
                    FormField(
                        "sure", .checkbox, label: texts("action.erase_sure"), help: texts("action.erase_help"),
                        isRequired: true)
                ]), nil
            )
        }
    }

    /// Does it, within a transaction.
    ///
    /// - Throws: ``DossierChanged`` when the dossier's state does not allow it any more.
    func perform(
        _ form: Form, _ files: [KeptUpload], _ place: Place, _ desk: DossierDesk, in change: Change
    ) throws {
        let id = place.dossier.id
        let (text, days) = (form["text"], Int(form["days"]) ?? 0)
        switch self {
        case .accept: try desk.accept(id, days: days, in: change)
        case .ask: try desk.ask(id, text, in: change)
        case .supply: try desk.supply(id, text, files, byCitizen: false, in: change)
        case .refuse: try desk.refuse(id, reason: text, in: change)
        case .handOver:
            guard let body = place.bodies.first(where: { String($0.id) == form["body"] }) else { return }
            _ = try desk.handOver(id, to: body, days: days, note: text, in: change)
        case .acknowledge: try desk.acknowledge(id, in: change)
        case .decline: try desk.decline(id, reason: text, in: change)
        case .issue: try desk.issue(id, result: text, files: files, in: change)
        case .deliver: try desk.deliver(id, note: text, in: change)
        case .withdraw: try desk.withdraw(id, reason: text, byCitizen: false, in: change)
        case .reopen: try desk.reopen(id, reason: text, in: change)
        case .fee:
            try desk.recordFee(
                id, amount: Int(form["amount"]) ?? 0, receipt: form["receipt"], method: form["method"], in: change)
        case .postpone: try desk.postpone(id, days: days, reason: text, in: change)
        case .assign:
            guard let officer = place.officers.first(where: { String($0.id) == form["officer"] }) else { return }
            try desk.assign(id, to: officer.id, named: officer.fullName, in: change)
        case .claim: try desk.assign(id, to: change.actor.personId, named: change.actor.name, in: change)
        case .note: try desk.addNote(id, text, in: change)
        case .erase: try desk.erase(id, in: change)
        }
    }
}
