import PortalKit

/// The people of one body, in their order: the first one leads it.
enum PersonListScreen {
    static func show(_ request: Request) async throws -> Response {
        let body = try await request.body()
        let people = try await request.module.storage.read { try OrganizationRows.people(of: body.id, in: $0) }
        let (context, texts) = (request.module, request.texts)
        let list = AdminList(
            intro: texts("admin.people_intro"),
            actions: [
                AdminAction(
                    texts("admin.new_person"), url: context.adminURL(OrganizationScreen.people(of: body.id) + "/moi"),
                    isPrimary: true, icon: "plus"),
                AdminAction(
                    texts("admin.edit_body"), url: context.adminURL(OrganizationScreen.body(body.id)), icon: "edit"),
            ],
            columns: [
                .init(texts("field.person_name")), .init(texts("field.office")),
                .init(texts("field.phone"), isCode: true),
                .init(texts("field.email")),
            ],
            rows: people.map { row($0, among: people.map(\.id), request) }, empty: texts("admin.no_people"),
            pager: try .whole(people.count, request))
        return try request.adminList(
            list,
            PageInfo(title: texts("admin.people_of", ["name": body.name]), breadcrumbs: [.bodies(request)]))
    }

    private static func row(_ person: Person, among people: [Int64], _ request: Request) -> AdminList.Row {
        let url = request.module.adminURL(OrganizationScreen.person(person.id, of: person.content.body))
        return AdminList.Row(
            [
                .init(person.name, url: url), .init(person.content.office),
                .init(person.content.phone.nonEmpty ?? "–"), .init(person.content.email.nonEmpty ?? "–"),
            ],
            posts: request.moves(of: person.name, at: url, among: people, person.id) + [
                request.deletion(of: person.name, at: url, explanation: "admin.delete_person_explanation")
            ])
    }

    // MARK: - Order and deletion

    static func move(_ request: Request) async throws -> Response {
        let (person, body) = try await request.person()
        let direction = try request.direction()
        try await request.module.storage.write(as: request.actor) { change in
            try PersonDesk.move(person.id, direction, in: change)
        }
        return .redirect(to: request.module.adminURL(OrganizationScreen.people(of: body.id)))
    }

    static func delete(_ request: Request) async throws -> Response {
        let (person, body) = try await request.person()
        try await request.module.storage.write(as: request.actor) { try PersonDesk.delete(person.id, in: $0) }
        return .redirect(
            to: request.module.adminURL(OrganizationScreen.people(of: body.id)),
            message: FlashMessage(.success, request.texts("admin.deleted", ["name": person.name])))
    }
}
