import PortalKit

/// The roles that a site begins with, one for each editorial level (Art. 5.4), and where they can be limited to.
extension NewsModule {
    func registerRoles(_ settings: NewsSettings, in registration: inout ModuleRegistration) {
        registration.starterRole(StarterRole("writer", permissions: [NewsPermission.write]))
        registration.starterRole(
            StarterRole("moderator", permissions: [NewsPermission.write, NewsPermission.moderate]))
        registration.starterRole(StarterRole("publisher", permissions: [NewsPermission.publish]))
        let sections = settings.sections.all.map { PermissionScopes.Choice(id: $0.slug, title: $0.title) }
        registration.permissionScopes(
            PermissionScopes("scope.section", permissions: NewsPermission.all) { _ in sections })
    }
}
