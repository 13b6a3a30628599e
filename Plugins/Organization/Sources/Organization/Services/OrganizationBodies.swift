import PortalKit

/// The bodies and people as other modules may ask for them.
struct OrganizationBodies: BodyDirectory {
    let context: ModuleContext

    func bodies() async throws -> [BodySummary] {
        try await authority().tree.places.map { summary($0.body) }
    }

    func people() async throws -> [PersonSummary] {
        let authority = try await authority()
        return authority.tree.places.map(\.body).flatMap { body in
            authority.people(of: body).map { person in
                PersonSummary(
                    id: person.id, name: person.name, office: person.content.office, body: summary(body),
                    email: person.content.email)
            }
        }
    }

    private func authority() async throws -> Authority {
        let moment = context.now()
        return try await context.storage.read { try Authority.fetch(at: moment, in: $0) }
    }

    private func summary(_ body: Body) -> BodySummary {
        BodySummary(id: body.id, name: body.name, url: context.url(body.path))
    }
}
