import PortalKit

/// Who may do what with a business in the administration.
enum AdsAccess {
    /// Whether the actor may change a business in the step that it is in: who enters them the new ones, who checks them
    /// what is being checked, and what is approved or public only who may publish.
    static func mayEdit(_ business: Business, _ actor: Actor) -> Bool {
        if business.isClosed { return false }
        let permission =
            switch business.step {
            case BusinessWorkflow.type.initial: AdsPermission.write
            case "approved", BusinessWorkflow.publishedStep: AdsPermission.publish
            default: AdsPermission.moderate
            }
        return actor.may(permission)
    }

    /// Whether the actor may record the competent authority's confirmation. It belongs to the check of a dossier: whoever
    /// saves one in its first step has written it, and so could not approve it.
    static func mayConfirm(_ business: Business, _ actor: Actor) -> Bool {
        !business.isClosed && business.step != BusinessWorkflow.type.initial && actor.may(AdsPermission.moderate)
    }

    /// Whether the actor may see the dossiers of businesses, with their files.
    static func maySee(_ actor: Actor) -> Bool { AdsPermission.dossiers.contains { actor.may($0) } }
}

extension Request {
    /// The business that the path names.
    func business() async throws -> Business {
        let id = try id()
        return try await module.storage.read { try BusinessRows.require(id, in: $0) }
    }

    /// The business that the path names, if the actor may change it now.
    func editableBusiness() async throws -> Business {
        let business = try await business()
        guard AdsAccess.mayEdit(business, actor) else { throw PortalError.forbidden }
        return business
    }

    /// The order that the path names, with its business.
    func order() async throws -> (AdOrder, Business) {
        let id = try id()
        return try await module.storage.read { database in
            let order = try OrderRows.require(id, in: database)
            return (order, try BusinessRows.require(order.business, in: database))
        }
    }

    var businessesStep: PageInfo.Breadcrumb {
        PageInfo.Breadcrumb(texts("admin.businesses"), url: module.adminURL())
    }

    func step(_ business: Business) -> PageInfo.Breadcrumb {
        PageInfo.Breadcrumb(business.name, url: module.adminURL(AdsScreen.business(business.id)))
    }
}
