import PortalKit

/// The roles that a site begins with, and where they can be limited to: one for each editorial level (Art. 5.4), and
/// those of the board (Art. 3, 4): its head and deputies, the standing office, contributors.
extension NewsModule {
    func registerRoles(_ settings: NewsSettings, in registration: inout ModuleRegistration) {
        registration.starterRole(StarterRole("writer", permissions: [NewsPermission.write]))
        registration.starterRole(
            StarterRole("moderator", permissions: [NewsPermission.write, NewsPermission.moderate]))
        registration.starterRole(StarterRole("publisher", permissions: [NewsPermission.publish]))
        registration.starterRole(
            StarterRole(
                "head",
                permissions: NewsPermission.all + [
                    NewsPermission.submissions, "core.incidents", "core.secrecy-override", "core.reports", "core.audit",
                ]))
        registration.starterRole(
            StarterRole("office", permissions: [NewsPermission.write, NewsPermission.submissions, "core.reports"]))
        registration.starterRole(StarterRole("contributor", permissions: [NewsPermission.submit]))
        let sections = settings.sections.all.map { PermissionScopes.Choice(id: $0.slug, title: $0.title) }
        registration.permissionScopes(
            PermissionScopes("scope.section", permissions: NewsPermission.all) { _ in sections })
    }
}
