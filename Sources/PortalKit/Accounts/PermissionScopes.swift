/// Where permissions of a module can be granted instead of everywhere: in one section, for one body.
///
/// ```swift
/// registration.permissionScopes(
///     PermissionScopes("scope.section", permissions: ["news.write"]) { context in
///         sections.map { PermissionScopes.Choice(id: $0.slug, title: $0.title) }
///     })
/// ```
///
/// The module asks with the scope of the record: `actor.may("news.write", scope: article.section)`.
public struct PermissionScopes: Sendable {
    /// One place in which a permission can hold.
    public struct Choice: Sendable, Hashable {
        /// What is stored with the grant, and asked for with ``Actor/may(_:scope:)``.
        public let id: String
        /// The words for people.
        public let title: String

        /// A place.
        public init(id: String, title: String) {
            self.id = id
            self.title = title
        }
    }

    /// The key of what these places are called, among the module's texts: "Chuyên mục".
    let title: String
    let permissions: [String]
    let choices: @Sendable (ModuleContext) async throws -> [Choice]

    /// - Parameters:
    ///   - title: the text key of what the places are called.
    ///   - permissions: those that can be granted in one of them; all from the module's manifest.
    ///   - choices: the places that there are now.
    public init(
        _ title: String, permissions: [String],
        choices: @escaping @Sendable (ModuleContext) async throws -> [Choice]
    ) {
        self.title = title
        self.permissions = permissions
        self.choices = choices
    }

    /// The bodies of the authority, as whichever module keeps them knows them; none while no module does.
    ///
    /// A record that belongs to a body asks with ``BodySummary/scope(of:)``.
    public static func bodies(permissions: [String]) -> PermissionScopes {
        PermissionScopes("scope.body", permissions: permissions) { context in
            let directory: (any BodyDirectory)? = context.service((any BodyDirectory).self)
            return try await directory?.bodies().map { Choice(id: $0.scope, title: $0.name) } ?? []
        }
    }
}

extension BodySummary {
    /// The scope of permissions that are limited to this body.
    public var scope: String { Self.scope(of: id) }

    /// The scope of permissions that are limited to the body of this id.
    public static func scope(of body: Int64) -> String { "body:\(body)" }
}
