import Foundation
import PortalKit

extension CaseAction {
    /// What only the database knows of what was typed.
    struct Target: Sendable {
        var merged: FeedbackCase?
    }

    /// Looks up what a form names; what is not there is said at its field.
    func target(_ form: inout Form, _ place: Place, _ request: Request) async throws -> Target {
        guard self == .merge, form.isValid else { return Target() }
        let typed = form["code"].isEmpty ? form["similar"] : form["code"]
        let found = try await request.module.storage.read { database in
            try TrackingCode(typed: typed).flatMap { try CaseRows.fetch($0, in: database) }
        }
        if found == nil || found?.id == place.item.id { form.fail("code", request.texts("action.merge_unknown")) }
        return Target(merged: found)
    }

    /// Does it, within a transaction.
    ///
    /// - Throws: ``CaseChanged`` when the case's state does not allow it any more.
    func perform(_ form: Form, _ place: Place, _ target: Target, _ desk: CaseDesk, in change: Change) throws {
        let id = place.item.id
        switch self {
        case .claim:
            guard let me = change.actor.personId else { return }
            try desk.assign(id, to: try AccountStore.find(me, in: change.database), in: change)
        case .release: try desk.assign(id, to: nil, in: change)
        case .assign:
            guard let officer = place.officers.first(where: { String($0.id) == form["officer"] }) else { return }
            try desk.assign(id, to: officer, in: change)
        case .told: try desk.noteTold(id, form["way"], in: change)
        case .classify:
            try desk.classify(
                id,
                CaseDesk.Classification(
                    kind: FeedbackCase.Kind(rawValue: form["kind"]) ?? place.item.kind, topic: form["topic"],
                    aim: form["aim"], demand: form["demand"]), in: change)
        case .forward:
            let body = place.bodies.first { String($0.id) == form["body"] }
            try desk.forward(id, to: body, message: form["message"], in: change)
        case .opinion:
            try desk.askOpinion(
                id, of: .init(name: form["name"], office: form["office"], mail: form["mail"]),
                message: form["message"], in: change)
        case .ask: try desk.ask(id, form["question"], in: change)
        case .goOn: try desk.goOn(id, form["text"], in: change)
        case .supplement: try desk.supplement(id, text: form["text"], files: .none, in: change)
        case .note: try desk.addNote(id, form["note"], in: change)
        case .extend:
            guard let day = VietnamTime(parsing: form["day"]) else { return }
            try desk.extend(id, to: day, reason: form["reason"], in: change)
        case .merge:
            guard let other = target.merged else { return }
            try desk.merge(id, into: other.id, in: change)
        case .split: try desk.split(id, in: change)
        case .hide: try desk.hide(id, reason: form["reason"], in: change)
        case .show: try desk.show(id, in: change)
        case .spam: try desk.markSpam(id, in: change)
        case .unspam: try desk.unmarkSpam(id, in: change)
        case .erase: try desk.erase(id, in: change)
        }
    }
}
