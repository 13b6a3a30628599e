import Foundation
import PortalKit

/// What the desk can do with a submission.
enum SubmissionAction: String, RecordAction {
    case claim = "nhan"
    case release = "bo-nhan"
    case decline = "khong-dung"
    case ask = "hoi-them"
    case assign = "giao"
    case note = "ghi-chu"
    case reopen = "mo-lai"
    case spam = "rac"
    case unspam = "khong-rac"
    case erase = "xoa-thong-tin"

    static let texts = "submission.action"

    /// What the offer of an action depends on.
    struct Place: Sendable {
        let submission: Submission
        let actor: Actor
        /// The sections in which the actor may write.
        let sections: [NewsSection]
        /// Who can be given a submission.
        let officers: [Account]
    }

    func isOffered(_ place: Place) -> Bool {
        let submission = place.submission
        let isOwn = submission.assignee != nil && submission.assignee == place.actor.personId
        switch self {
        case .claim: return submission.state.isOpen && !isOwn
        case .release: return submission.state.isOpen && isOwn
        case .decline, .spam: return submission.state.isOpen
        case .ask: return submission.state.isOpen && submission.mailAddress != nil
        case .assign: return submission.state.isOpen && place.officers.contains { $0.id != place.actor.personId }
        case .note: return true
        case .reopen: return submission.state == .used || submission.state == .declined
        case .unspam: return submission.state == .spam
        case .erase: return submission.erasedAt == nil
        }
    }

    var isPlain: Bool { [.claim, .release, .spam, .unspam].contains(self) }

    func form(_ place: Place, _ texts: Texts) -> Form {
        func text(_ name: String, _ key: String, help: Bool = true) -> FormField {
            FormField(
                name, .textarea(rows: 4), label: texts("submission.action.\(key)"),
                help: help ? texts("submission.action.\(key)_help") : nil, isRequired: true,
                maximumLength: SubmissionLimit.note)
        }
        switch self {
        case .claim, .release, .spam, .unspam: return Form(fields: [])
        case .decline:
            let reason = text("reason", "reason")
            guard place.submission.mailAddress == nil else { return Form(fields: [reason]) }
            let way = FormField(
                "way", label: texts("submission.action.way"), help: texts("submission.action.way_help"),
                isRequired: true, maximumLength: 300)
            return Form(fields: [reason, way])
        case .ask: return Form(fields: [text("question", "question")])
        case .assign:
            return Form(fields: [
                FormField(
                    "officer", .select, label: texts("submission.action.officer"), isRequired: true,
                    options: place.officers.filter { $0.id != place.actor.personId }.map {
                        FormField.Option(
                            String($0.id), $0.office.isEmpty ? $0.fullName : "\($0.fullName), \($0.office)")
                    })
            ])
        case .note: return Form(fields: [text("note", "note")])
        case .reopen: return Form(fields: [text("reason", "reopen_reason", help: false)])
        case .erase:
            return Form(fields: [
                FormField(
                    "sure", .checkbox, label: texts("submission.action.erase_sure"),
                    help: texts("submission.action.erase_help"), isRequired: true)
            ])
        }
    }

    /// Does it, within a transaction.
    ///
    /// - Throws: ``SubmissionChanged`` when the submission's state does not allow it any more.
    func perform(_ form: Form, _ place: Place, _ desk: SubmissionDesk, in change: Change) throws {
        let id = place.submission.id
        switch self {
        case .claim: try desk.assign(id, to: change.actor.personId, named: change.actor.name, in: change)
        case .release: try desk.assign(id, to: nil, named: "", in: change)
        case .assign:
            guard let officer = place.officers.first(where: { String($0.id) == form["officer"] }) else { return }
            try desk.assign(id, to: officer.id, named: officer.fullName, in: change)
        case .decline: try desk.decline(id, reason: form["reason"], way: form["way"], in: change)
        case .ask: try desk.ask(id, form["question"], in: change)
        case .note: try desk.addNote(id, form["note"], in: change)
        case .reopen: try desk.reopen(id, reason: form["reason"], in: change)
        case .spam: try desk.markSpam(id, in: change)
        case .unspam: try desk.unmarkSpam(id, in: change)
        case .erase: try desk.erase(id, in: change)
        }
    }
}
