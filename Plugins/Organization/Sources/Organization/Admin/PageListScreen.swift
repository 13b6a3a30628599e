import PortalKit

/// The list of introduction pages: the first one is the module's front page.
enum PageListScreen {
    static func show(_ request: Request) async throws -> Response {
        try request.requireWhole()
        let pages = try await request.module.storage.read { try OrganizationRows.pages(in: $0) }
        let texts = request.texts
        let list = AdminList(
            intro: texts("admin.pages_intro"),
            actions: [
                AdminAction(
                    texts("admin.new_page"), url: request.module.adminURL(OrganizationScreen.newPage), isPrimary: true,
                    icon: "plus")
            ],
            columns: [.init(texts("field.title")), .init(texts("field.slug")), .init(texts("admin.changed"))],
            rows: pages.map { row($0, among: pages.map(\.id), request) }, empty: texts("admin.no_pages"),
            pager: try .whole(pages.count, request))
        return try request.adminList(list, PageInfo(title: texts("admin.pages")))
    }

    private static func row(_ page: IntroductionPage, among pages: [Int64], _ request: Request) -> AdminList.Row {
        let (context, texts) = (request.module, request.texts)
        let url = context.adminURL(OrganizationScreen.page(page.id))
        let path = page.id == pages.first ? OrganizationPath.front : OrganizationPath.page(page.content.slug)
        return AdminList.Row(
            [
                .init(page.title, url: url), .init(context.url(path)), .init(VietnamTime(page.changedAt).timeText),
            ],
            links: [AdminAction(texts("admin.view"), url: context.url(path))],
            posts: request.moves(of: page.title, at: url, among: pages, page.id) + [
                request.deletion(of: page.title, at: url, explanation: "admin.delete_page_explanation")
            ])
    }

    // MARK: - Order and deletion

    static func move(_ request: Request) async throws -> Response {
        try request.requireWhole()
        let (id, direction) = (try request.id(), try request.direction())
        let desk = PageDesk(request.module)
        try await request.module.storage.write(as: request.actor) { try desk.move(id, direction, in: $0) }
        return .redirect(to: request.module.adminURL(OrganizationScreen.pages))
    }

    static func delete(_ request: Request) async throws -> Response {
        let page = try await request.introductionPage()
        let desk = PageDesk(request.module)
        try await request.module.storage.write(as: request.actor) { try desk.delete(page.id, in: $0) }
        return .redirect(
            to: request.module.adminURL(OrganizationScreen.pages),
            message: FlashMessage(.success, request.texts("admin.deleted", ["name": page.title])))
    }
}
