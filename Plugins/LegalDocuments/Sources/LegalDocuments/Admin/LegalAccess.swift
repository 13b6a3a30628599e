import PortalKit

/// Who may do what with a document in the administration. Where a permission holds goes by the issuing body.
struct LegalAccess: Sendable {
    let actor: Actor

    /// Whether the actor may change the document in the step that it is in: writers their drafts, moderators what they
    /// are to check, and what is approved or public only who may publish.
    func mayEdit(_ document: LegalDocument) -> Bool {
        let permission =
            switch document.step {
            case LegalWorkflow.type.initial: LegalPermission.write
            case "approved", LegalWorkflow.publishedStep: LegalPermission.publish
            default: LegalPermission.moderate
            }
        return actor.may(permission, scope: document.content.scope)
    }

    /// Whether the document may be deleted: only what the public has never seen.
    func mayDelete(_ document: LegalDocument) -> Bool {
        !document.wasPublic && document.step == LegalWorkflow.type.initial
            && actor.may(LegalPermission.write, scope: document.content.scope)
    }

    /// Whether the actor may see the document at all.
    func maySee(_ document: LegalDocument) -> Bool {
        LegalPermission.all.contains { actor.may($0, scope: document.content.scope) }
    }

    /// Whether the actor may enter documents of a body.
    func mayWrite(for body: String) -> Bool { actor.may(LegalPermission.write, scope: Slug.make(from: body)) }

    /// Whether the actor may enter documents of some body.
    var writes: Bool { actor.permissions.allowsSomewhere(LegalPermission.write) }

    /// The bodies whose documents the actor may see, as slugs; nil for all.
    var scopes: Set<String>? {
        let scopes = LegalPermission.all.map { actor.permissions.scopes(of: $0) }
        if scopes.contains(nil) { return nil }
        return scopes.compactMap { $0 }.reduce(into: []) { $0.formUnion($1) }
    }
}

extension LegalContent {
    /// Where permissions for it hold: its issuing body.
    var scope: String { Slug.make(from: issuingBody) }
}

extension Request {
    /// The document that the path names, if the actor may see it.
    func legalDocument() async throws -> LegalDocument {
        let id = try id()
        let found = try await module.storage.read { try DocumentRows.fetch(id, in: $0) }
        guard let document = found, LegalAccess(actor: actor).maySee(document) else { throw PortalError.notFound }
        return document
    }

    /// The document that the path names, if the actor may change it now.
    func editableDocument() async throws -> LegalDocument {
        let document = try await legalDocument()
        guard LegalAccess(actor: actor).mayEdit(document) else { throw PortalError.forbidden }
        return document
    }
}
