import PortalKit

/// The bodies as other modules may ask for them.
struct OrganizationBodies: BodyDirectory {
    let context: ModuleContext

    func bodies() async throws -> [BodySummary] {
        let moment = context.now()
        return try await context.storage.read { database in
            try Authority.fetch(at: moment, in: database).tree.places.map {
                BodySummary(id: $0.body.id, name: $0.body.name)
            }
        }
    }
}
