import PortalKit

/// Who may see and do what with a case. The office sees all; a body's officers what was given to it; everybody what was given
/// to them.
struct CaseAccess: Sendable {
    let actor: Actor

    /// Whether the actor receives, classifies and hands on.
    var isDesk: Bool { actor.may(FeedbackPermission.receive) }

    func maySee(_ item: FeedbackCase) -> Bool {
        isDesk || mayHandle(item) || actor.may(FeedbackPermission.approve, inAnyOf: item.scopes)
    }

    /// Whether the actor may work on the case and draft its answer.
    func mayHandle(_ item: FeedbackCase) -> Bool {
        isDesk || actor.may(FeedbackPermission.handle, inAnyOf: item.scopes)
            || item.assignee != nil && item.assignee == actor.personId
    }

    /// Whether the actor may see who sent it: of whoever wished not to be named only the office.
    func seesSender(of item: FeedbackCase) -> Bool { isDesk || !item.sender.isAnonymous && maySee(item) }

    /// The bodies whose cases the actor may see, nil for all.
    var bodies: [Int64]? {
        if isDesk { return nil }
        let scopes = [FeedbackPermission.handle, FeedbackPermission.approve].map { actor.permissions.scopes(of: $0) }
        if scopes.contains(nil) { return nil }
        return scopes.compactMap { $0 }.joined().compactMap { $0.hasPrefix("body:") ? Int64($0.dropFirst(5)) : nil }
    }
}

extension Request {
    /// The case that the path names, if the actor may see it.
    func feedbackCase() async throws -> FeedbackCase {
        let id = try id()
        let found = try await module.storage.read { try CaseRows.fetch(id, in: $0) }
        guard let item = found, CaseAccess(actor: actor).maySee(item) else { throw PortalError.notFound }
        return item
    }
}
