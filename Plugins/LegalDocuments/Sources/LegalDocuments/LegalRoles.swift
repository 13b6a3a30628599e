import PortalKit

/// The roles that a site begins with, and the bodies that they can be limited to.
extension LegalDocumentsModule {
    func registerRoles(_ settings: LegalSettings, in registration: inout ModuleRegistration) {
        registration.starterRole(StarterRole("document-writer", permissions: [LegalPermission.write]))
        registration.starterRole(
            StarterRole("document-moderator", permissions: [LegalPermission.write, LegalPermission.moderate]))
        registration.starterRole(StarterRole("document-publisher", permissions: [LegalPermission.publish]))
        let bodies = settings.bodies(of: registration.site).map {
            PermissionScopes.Choice(id: Slug.make(from: $0), title: $0)
        }
        registration.permissionScopes(
            PermissionScopes("scope.body", permissions: LegalPermission.all) { _ in bodies })
    }
}
