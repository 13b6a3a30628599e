import PortalKit

/// What somebody may do with the authority's bodies: look after all of them and arrange them, or after some only.
struct BodyAccess: Sendable {
    let actor: Actor

    /// Whether the actor may add, move and delete bodies, change what belongs to what, and write the introduction.
    var isWhole: Bool { actor.may(OrganizationNames.permission) }

    /// Whether the actor may change what is known of a body and of its people.
    func mayEdit(_ body: Int64) -> Bool {
        actor.may(OrganizationNames.permission, scope: BodySummary.scope(of: body))
    }
}

extension Request {
    var access: BodyAccess { BodyAccess(actor: actor) }

    /// Ends the handler unless the person looks after the authority as a whole.
    func requireWhole() throws { try require(OrganizationNames.permission) }
}
