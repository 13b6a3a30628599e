/// An entry in the public main menu.
public struct MenuEntry: Sendable {
    let title: String
    let path: String
    let order: Int
    let children: [MenuEntry]

    /// - Parameters:
    ///   - title: shown as it is; take it from the module's texts or settings.
    ///   - path: below the module's mount path, `/` for the mount path itself.
    ///   - order: smaller comes first among the module's own entries; whose entries come first is for `site.yml` to say.
    public init(title: String, path: String = "/", order: Int, children: [MenuEntry] = []) {
        self.title = title
        self.path = path
        self.order = order
        self.children = children
    }
}

/// An entry in the administration's menu.
public struct AdminMenuEntry: Sendable {
    let title: String
    let path: String
    let permissions: [String]
    let needsWhole: Bool
    let order: Int

    /// - Parameters:
    ///   - title: the key of its text among the module's translations.
    ///   - path: below `/quan-tri/<module id>`.
    ///   - permission: who sees it.
    ///   - needsWhole: whether it is shown only to those who hold the permission everywhere, not just in some scope.
    public init(
        title: String, path: String = "/", permission: String, needsWhole: Bool = false, order: Int = 100
    ) {
        self.init(title: title, path: path, anyOf: [permission], needsWhole: needsWhole, order: order)
    }

    /// An entry that each of several permissions shows.
    public init(
        title: String, path: String = "/", anyOf permissions: [String], needsWhole: Bool = false, order: Int = 100
    ) {
        self.title = title
        self.path = path
        self.permissions = permissions
        self.needsWhole = needsWhole
        self.order = order
    }

    func isShown(to actor: Actor) -> Bool {
        permissions.contains { needsWhole ? actor.may($0) : actor.permissions.allowsSomewhere($0) }
    }
}
