import PortalKit

/// The list of all bodies in the administration, in the order of the structure.
enum BodyListScreen {
    static func show(_ request: Request) async throws -> Response {
        let (bodies, people) = try await request.module.storage.read { database in
            (try OrganizationRows.bodies(in: database), try OrganizationRows.people(in: database))
        }
        let counts = Dictionary(grouping: people, by: \.content.body).mapValues(\.count)
        let tree = BodyTree(bodies)
        let places = tree.places.filter { request.access.mayEdit($0.body.id) }
        let texts = request.texts
        let list = AdminList(
            intro: texts(request.access.isWhole ? "admin.bodies_intro" : "admin.own_bodies_intro"),
            actions: request.access.isWhole
                ? [
                    AdminAction(
                        texts("admin.new_body"), url: request.module.adminURL(OrganizationScreen.newBody),
                        isPrimary: true, icon: "plus")
                ] : [],
            columns: [
                .init(texts("field.name")), .init(texts("field.phone"), isCode: true),
                .init(texts("people"), isNumber: true),
                .init(texts("admin.state")), .init(texts("admin.changed")),
            ],
            rows: places.map { row($0, people: counts[$0.body.id] ?? 0, tree, request) },
            empty: texts("admin.no_bodies"),
            pager: try .whole(places.count, request))
        return try request.adminList(list, PageInfo(title: texts("admin.bodies")))
    }

    private static func row(
        _ place: BodyTree.Place, people: Int, _ tree: BodyTree, _ request: Request
    ) -> AdminList.Row {
        let (context, texts, body) = (request.module, request.texts, place.body)
        let url = context.adminURL(OrganizationScreen.body(body.id))
        let isGone = body.isDissolved(at: request.now)
        let (isArranged, isEmpty) = (request.access.isWhole, people == 0 && tree.children(of: body).isEmpty)
        let moves = request.moves(of: body.name, at: url, among: tree.siblings(of: body).map(\.id), body.id)
        let deletion = request.deletion(of: body.name, at: url, explanation: "admin.delete_body_explanation")
        return AdminList.Row(
            [
                .init(place.indentedName, url: url), .init(body.content.phone.nonEmpty ?? "–"),
                .init(String(people), url: context.adminURL(OrganizationScreen.people(of: body.id))),
                .init(
                    texts(isGone ? "admin.state_dissolved" : "admin.state_active"), badge: isGone ? .neutral : .success),
                .init(VietnamTime(body.changedAt).timeText),
            ],
            links: [
                AdminAction(texts("people"), url: context.adminURL(OrganizationScreen.people(of: body.id))),
                AdminAction(texts("admin.view"), url: context.url(body.path)),
            ],
            posts: isArranged ? moves + (isEmpty ? [deletion] : []) : [],
            note: isArranged && !isEmpty ? texts("admin.delete_not_empty") : nil)
    }

    // MARK: - Order and deletion

    static func move(_ request: Request) async throws -> Response {
        try request.requireWhole()
        let (id, direction) = (try request.id(), try request.direction())
        let desk = BodyDesk(request.module)
        try await request.module.storage.write(as: request.actor) { try desk.move(id, direction, in: $0) }
        return .redirect(to: request.module.adminURL(OrganizationScreen.bodies))
    }

    static func delete(_ request: Request) async throws -> Response {
        try request.requireWhole()
        let body = try await request.body()
        let desk = BodyDesk(request.module)
        let list = request.module.adminURL(OrganizationScreen.bodies)
        do {
            try await request.module.storage.write(as: request.actor) { try desk.delete(body.id, in: $0) }
        } catch BodyRefusal.notEmpty {
            return .redirect(
                to: list, message: FlashMessage(.error, request.texts("admin.not_empty", ["name": body.name])))
        }
        return .redirect(
            to: list, message: FlashMessage(.success, request.texts("admin.deleted", ["name": body.name])))
    }
}
