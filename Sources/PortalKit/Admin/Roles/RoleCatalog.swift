/// All that a role can be granted, in groups as people read it.
struct RoleCatalog: Sendable {
    struct Scopes: Sendable {
        let title: String
        var choices: [PermissionScopes.Choice]
    }

    struct Permission: Sendable {
        let id: String
        let label: String
        var scopes: [Scopes]
    }

    struct Group: Sendable {
        let title: String
        var permissions: [Permission]
    }

    private(set) var groups: [Group]

    /// The permissions of the core and of all modules of the site, also of those that are switched off.
    init(_ request: Request) async throws {
        let texts = request.texts
        groups = [
            Group(
                title: texts("admin.system"),
                permissions: CorePermission.all.map { Permission(id: $0.id, label: texts($0.labelKey), scopes: []) })
        ]
        for record in request.site.modules {
            guard let manifest = record.library?.manifest, !manifest.permissions.isEmpty else { continue }
            let words = request.texts(of: record)
            let scopes = try await Self.scopes(of: record.id, words, request)
            groups.append(
                Group(
                    title: request.moduleName(record.id),
                    permissions: manifest.permissions.map { permission in
                        Permission(
                            id: permission.id, label: words.optional(permission.labelKey) ?? permission.id,
                            scopes: scopes.filter { $0.permissions.contains(permission.id) }.map(\.scopes))
                    }))
        }
    }

    private static func scopes(
        of module: String, _ texts: Texts, _ request: Request
    ) async throws -> [(permissions: [String], scopes: Scopes)] {
        guard let active = request.assembly.module(module) else { return [] }
        var all: [(permissions: [String], scopes: Scopes)] = []
        for scopes in active.contributions.permissionScopes {
            let choices = try await active.use.during { try await scopes.choices(active.context) }
            if !choices.isEmpty {
                all.append((scopes.permissions, Scopes(title: texts(scopes.title), choices: choices)))
            }
        }
        return all
    }

    /// Adds what a role holds and no module declares any more, so that it can be seen and taken away.
    mutating func include(_ grants: some Sequence<RoleGrant>, _ texts: Texts) {
        var lost = Group(title: texts("roles.lost"), permissions: [])
        for grant in grants where grant.permission != "*" {
            guard let (group, index) = place(of: grant.permission) else {
                if !lost.permissions.contains(where: { $0.id == grant.permission }) {
                    lost.permissions.append(
                        Permission(id: grant.permission, label: grant.permission, scopes: []))
                }
                continue
            }
            guard let scope = grant.scope else { continue }
            let known = groups[group].permissions[index].scopes.contains { $0.choices.contains { $0.id == scope } }
            if !known {
                groups[group].permissions[index].scopes.append(
                    Scopes(title: texts("roles.lost"), choices: [.init(id: scope, title: scope)]))
            }
        }
        if !lost.permissions.isEmpty { groups.append(lost) }
    }

    /// Leaves what somebody holds, and so may give.
    mutating func limit(to held: PermissionSet) {
        for group in groups.indices {
            groups[group].permissions = groups[group].permissions.compactMap { permission in
                guard held.allowsSomewhere(permission.id) else { return nil }
                var permission = permission
                for index in permission.scopes.indices {
                    permission.scopes[index].choices.removeAll { !held.allows(permission.id, scope: $0.id) }
                }
                permission.scopes.removeAll(where: \.choices.isEmpty)
                return permission
            }
        }
        groups.removeAll(where: \.permissions.isEmpty)
    }

    /// A grant in words: "Viết tin, bài (Thông báo)".
    func text(of grant: RoleGrant) -> String {
        guard let (group, index) = place(of: grant.permission) else { return grant.permission }
        let permission = groups[group].permissions[index]
        guard let scope = grant.scope else { return permission.label }
        let choice = permission.scopes.lazy.flatMap(\.choices).first { $0.id == scope }
        return "\(permission.label) (\(choice?.title ?? scope))"
    }

    private func place(of permission: String) -> (group: Int, index: Int)? {
        for group in groups.indices {
            if let index = groups[group].permissions.firstIndex(where: { $0.id == permission }) {
                return (group, index)
            }
        }
        return nil
    }
}
