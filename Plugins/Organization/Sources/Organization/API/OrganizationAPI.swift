import PortalKit

/// Bodies and people for programs, such as the superior's portal (Art. 5.3).
enum OrganizationAPI {
    // MARK: - Bodies

    static let bodiesOperation = APIOperation(
        summary: "Bodies of the commune's authority, each before those below it",
        response: .object([
            "bodies": .array(
                .object(
                    [
                        "id": .integer, "slug": .string, "name": .string, "parent": .integer, "url": .string,
                        "address": .string, "phone": .string, "email": .string, "hours": .string,
                        "established": .string,
                    ], optional: ["parent", "address", "phone", "email", "hours", "established"]))
        ]))

    static func bodies(_ request: Request) async throws -> Response {
        request.depends(on: .structure, .directory)
        let tree = try await request.authority().tree
        return try .json(
            BodiesAnswer(bodies: tree.places.map { BodyAnswer($0.body, tree, request.module) }))
    }

    private struct BodiesAnswer: Encodable {
        let bodies: [BodyAnswer]
    }

    private struct BodyAnswer: Encodable {
        let id: Int64
        let slug: String
        let name: String
        let parent: Int64?
        let url: String
        let address: String?
        let phone: String?
        let email: String?
        let hours: String?
        /// The first day on which it existed.
        let established: String?

        init(_ body: Body, _ tree: BodyTree, _ context: ModuleContext) {
            let content = body.content
            id = body.id
            slug = content.slug
            name = content.name
            parent = content.parent.flatMap { tree[$0]?.id }
            url = context.absoluteURL(body.path)
            address = content.address.nonEmpty
            phone = content.phone.nonEmpty
            email = content.email.nonEmpty
            hours = content.hours.nonEmpty
            established = content.establishedOn
        }
    }

    // MARK: - People

    static let peopleOperation = APIOperation(
        summary: "Officials with their offices, in the order of the bodies",
        parameters: [APIParameter("body", in: .query, .string, summary: "Only people of the body with this slug")],
        response: .object([
            "people": .array(
                .object(
                    [
                        "id": .integer, "name": .string, "office": .string, "body": .integer, "bodyName": .string,
                        "phone": .string, "email": .string, "duties": .string, "hours": .string,
                    ], optional: ["phone", "email", "duties", "hours"]))
        ]))

    static func people(_ request: Request) async throws -> Response {
        request.depends(on: .structure, .directory)
        let authority = try await request.authority()
        let wanted = request.query["body"]
        if let wanted, authority.tree.body(slug: wanted) == nil { throw PortalError.notFound }
        let bodies = authority.tree.places.map(\.body).filter { wanted == nil || $0.content.slug == wanted }
        return try .json(
            PeopleAnswer(
                people: bodies.flatMap { body in authority.people(of: body).map { PersonAnswer($0, body) } }))
    }

    private struct PeopleAnswer: Encodable {
        let people: [PersonAnswer]
    }

    private struct PersonAnswer: Encodable {
        let id: Int64
        let name: String
        let office: String
        let body: Int64
        let bodyName: String
        let phone: String?
        let email: String?
        let duties: String?
        let hours: String?

        init(_ person: Person, _ body: Body) {
            id = person.id
            name = person.name
            office = person.content.office
            self.body = body.id
            bodyName = body.name
            phone = person.content.phone.nonEmpty
            email = person.content.email.nonEmpty
            duties = person.content.duties.nonEmpty
            hours = person.content.hours
        }
    }
}

extension String {
    /// The text, or nil when there is none: what is not known is left out.
    var nonEmpty: String? { isEmpty ? nil : self }
}
