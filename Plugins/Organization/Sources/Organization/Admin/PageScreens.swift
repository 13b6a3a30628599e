import PortalKit

/// The list of introduction pages: the first one is the module's front page.
enum PageListScreen {
    static func show(_ request: Request) async throws -> Response {
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

/// The screens on which an introduction page is written.
enum PageEditScreen {
    static func new(_ request: Request) async throws -> Response {
        try show(OrganizationForms.page(IntroductionContent(), revision: 0, texts: request.texts), nil, request)
    }

    static func create(_ request: Request) async throws -> Response {
        var form = OrganizationForms.page(IntroductionContent(), revision: 0, texts: request.texts)
        form.accept(request)
        guard form.isValid else { return try show(form, nil, request) }
        let (desk, content) = (PageDesk(request.module), OrganizationForms.page(from: form))
        do {
            try await request.module.storage.write(as: request.actor) { _ = try desk.create(content, in: $0) }
        } catch {
            try explain(error, in: &form, request)
            return try show(form, nil, request)
        }
        return request.saved(to: OrganizationScreen.pages)
    }

    static func edit(_ request: Request) async throws -> Response {
        let page = try await request.introductionPage()
        return try show(
            OrganizationForms.page(page.content, revision: page.revision, texts: request.texts), page, request)
    }

    static func save(_ request: Request) async throws -> Response {
        let page = try await request.introductionPage()
        var form = OrganizationForms.page(page.content, revision: page.revision, texts: request.texts)
        form.accept(request)
        guard form.isValid else { return try show(form, page, request) }
        let (desk, content, revision) = (PageDesk(request.module), OrganizationForms.page(from: form), form.revision)
        do {
            try await request.module.storage.write(as: request.actor) { change in
                _ = try desk.save(page.id, content, from: revision, in: change)
            }
        } catch {
            try explain(error, in: &form, request)
            return try show(form, page, request)
        }
        return request.saved(to: OrganizationScreen.pages)
    }

    private static func explain(_ error: any Error, in form: inout Form, _ request: Request) throws {
        try form.explain(
            error, field: OrganizationForms.Name.title, text: OrganizationForms.Name.text, request.texts)
    }

    private static func show(_ form: Form, _ page: IntroductionPage?, _ request: Request) throws -> Response {
        try request.adminForm(
            form,
            PageInfo(title: page?.title ?? request.texts("admin.new_page"), breadcrumbs: [.pages(request)]),
            submit: request.texts("admin.save"), cancelURL: request.module.adminURL(OrganizationScreen.pages))
    }
}
