/// The boxes of a role's form: one for each permission, and below it one for each place that it can be limited to.
struct RoleFields: Sendable {
    struct Box: Sendable {
        let id: String
        let value: String
        let label: String
        let checked: Bool
    }

    struct Scopes: Sendable {
        let title: String
        let boxes: [Box]
    }

    struct Permission: Sendable {
        let box: Box
        let hasScopes: Bool
        /// Whether the places are in sight: when the permission is limited to some.
        let open: Bool
        let hint: String
        let scopes: [Scopes]
    }

    struct Group: Sendable {
        let title: String
        let permissions: [Permission]

        static let example = Group(
            title: "Tin tức",
            permissions: [
                Permission(
                    box: Box(id: "quyen-0-0", value: "news.write", label: "Viết tin, bài", checked: true),
                    hasScopes: true, open: true, hint: "Chỉ trong một số phạm vi",
                    scopes: [
                        Scopes(
                            title: "Chuyên mục",
                            boxes: [
                                Box(id: "quyen-0-0-0-0", value: "news.write|tin", label: "Thông báo", checked: true)
                            ])
                    ])
            ])
    }

    /// The boxes' name.
    static let name = "quyen"

    /// A box's value; no permission's id has a bar in it.
    static func value(_ permission: String, _ scope: String? = nil) -> String {
        scope.map { "\(permission)|\($0)" } ?? permission
    }

    let groups: [Group]

    init(_ catalog: RoleCatalog, _ grants: Set<RoleGrant>, _ texts: Texts) {
        groups = catalog.groups.enumerated().map { groupIndex, group in
            Group(
                title: group.title,
                permissions: group.permissions.enumerated().map { index, permission in
                    Self.permission(permission, grants, "\(Self.name)-\(groupIndex)-\(index)", texts)
                })
        }
    }

    private static func permission(
        _ permission: RoleCatalog.Permission, _ grants: Set<RoleGrant>, _ id: String, _ texts: Texts
    ) -> Permission {
        let scopes = permission.scopes.enumerated().map { scopesIndex, scopes in
            Scopes(
                title: scopes.title,
                boxes: scopes.choices.enumerated().map { index, choice in
                    Box(
                        id: "\(id)-\(scopesIndex)-\(index)", value: value(permission.id, choice.id),
                        label: choice.title, checked: grants.contains(RoleGrant(permission.id, scope: choice.id)))
                })
        }
        let count = scopes.flatMap(\.boxes).filter(\.checked).count
        return Permission(
            box: Box(
                id: id, value: value(permission.id), label: permission.label,
                checked: grants.contains(RoleGrant(permission.id))),
            hasScopes: !scopes.isEmpty, open: count > 0,
            hint: count > 0 ? texts("roles.limited", ["count": String(count)]) : texts("roles.limit"), scopes: scopes)
    }
}
