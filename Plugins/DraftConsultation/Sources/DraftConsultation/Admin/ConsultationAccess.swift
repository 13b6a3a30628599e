import PortalKit

/// Who may do what with a draft and its comments. Where a permission holds goes by the body in charge.
struct ConsultationAccess: Sendable {
    let actor: Actor

    init(_ actor: Actor) { self.actor = actor }

    /// Whether the actor holds a permission for a draft.
    func may(_ permission: String, _ draft: Draft) -> Bool { actor.may(permission, scope: draft.scope) }

    /// Whether the actor may change the draft in the step that it is in.
    func mayEdit(_ draft: Draft) -> Bool {
        let permission =
            switch draft.step {
            case DraftWorkflow.type.initial: ConsultationPermission.write
            case "approved", DraftWorkflow.publishedStep: ConsultationPermission.publish
            default: ConsultationPermission.moderate
            }
        return may(permission, draft)
    }

    /// Whether the draft may be deleted: only what the public has never seen.
    func mayDelete(_ draft: Draft) -> Bool {
        !draft.wasPublic && draft.step == DraftWorkflow.type.initial && may(ConsultationPermission.write, draft)
    }

    func maySee(_ draft: Draft) -> Bool { ConsultationPermission.all.contains { may($0, draft) } }

    /// Whether the actor works on the comments on a draft.
    func mayTreat(_ draft: Draft) -> Bool { may(ConsultationPermission.comments, draft) }

    /// Whether the actor has to do with the report: works on the comments, or publishes it.
    func mayReport(_ draft: Draft) -> Bool { mayTreat(draft) || may(ConsultationPermission.publish, draft) }

    /// Whether the actor may see who wrote the comments on a draft.
    func maySeeSenders(_ draft: Draft) -> Bool { may(ConsultationPermission.personal, draft) }

    /// Whether the actor may enter drafts for a body.
    func mayWrite(for body: Int64?) -> Bool {
        actor.may(ConsultationPermission.write, scope: body.map { BodySummary.scope(of: $0) })
    }

    /// Whether the actor may enter drafts at all.
    var writes: Bool { actor.permissions.allowsSomewhere(ConsultationPermission.write) }

    /// The bodies for whose drafts the actor holds one of the permissions; nil for all.
    func bodies(_ permissions: [String]) -> [Int64]? {
        var found: Set<Int64> = []
        for permission in permissions {
            guard let scopes = actor.permissions.scopes(of: permission) else { return nil }
            found.formUnion(scopes.compactMap { Int64($0.trimmingPrefix("body:")) })
        }
        return found.sorted()
    }
}

extension Request {
    var consultation: ConsultationAccess { ConsultationAccess(actor) }

    /// The draft that the path names, if the actor may see it.
    func consultedDraft() async throws -> Draft {
        let id = try id()
        let found = try await module.storage.read { try DraftRows.fetch(id, in: $0) }
        guard let draft = found, consultation.maySee(draft) else { throw PortalError.notFound }
        return draft
    }

    /// The draft that the path names, if the actor works on its comments.
    func treatedDraft() async throws -> Draft {
        let draft = try await consultedDraft()
        guard consultation.mayTreat(draft) else { throw PortalError.forbidden }
        return draft
    }

    /// The draft that the path names, if the actor has to do with its report.
    func reportedDraft() async throws -> Draft {
        let draft = try await consultedDraft()
        guard consultation.mayReport(draft) else { throw PortalError.forbidden }
        return draft
    }

    /// The comment that the path names, with its draft, if the actor works on it.
    func treatedComment() async throws -> (Comment, Draft) {
        let id = try id()
        let found = try await module.storage.read { database -> (Comment, Draft)? in
            guard let comment = try CommentRows.fetch(id, in: database),
                let draft = try DraftRows.fetch(comment.draft, in: database)
            else { return nil }
            return (comment, draft)
        }
        guard let (comment, draft) = found, consultation.mayTreat(draft) else { throw PortalError.notFound }
        return (comment, draft)
    }

    /// The bodies of the authority; none when no module keeps them.
    func bodies() async throws -> [BodySummary] {
        try await module.service((any BodyDirectory).self)?.bodies() ?? []
    }
}
