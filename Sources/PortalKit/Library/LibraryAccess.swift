import GRDB

/// Who may do what with the library: whoever may write somewhere sees it and adds to it, and may change and remove what
/// they added themselves; whoever may manage files may do so with all of it.
struct LibraryAccess: Sendable {
    let actor: Actor
    let mayManage: Bool

    /// - Throws: ``PortalError/forbidden`` for whoever may not use the library.
    init(_ request: Request) throws {
        guard Self.mayUse(request) else { throw PortalError.forbidden }
        actor = request.actor
        mayManage = request.actor.may(CorePermission.files)
    }

    static func mayUse(_ request: Request) -> Bool {
        let permissions = request.actor.permissions
        return permissions.allows(CorePermission.files)
            || request.assembly.modules.contains { module in
                module.manifest.permissions.contains { $0.usesLibrary && permissions.allowsSomewhere($0.id) }
            }
    }

    /// Whether the actor may change what is said about an item, or remove it.
    func mayEdit(_ item: LibraryItem) -> Bool {
        mayManage || (item.createdBy != nil && item.createdBy == actor.personId)
    }

    /// Whether the actor may give the item another content. While the public sees it, that changes what was approved,
    /// so it takes somebody who may manage files.
    func mayReplace(_ item: LibraryItem, isPublic: Bool) -> Bool {
        mayManage || (mayEdit(item) && !isPublic)
    }
}
