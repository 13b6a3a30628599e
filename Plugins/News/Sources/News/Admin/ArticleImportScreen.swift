import PortalKit

/// The screen that makes a draft of a file or of pasted text.
enum ArticleImportScreen {
    static func answer(_ request: Request) async throws -> Response {
        let sections = ArticleAccess(request).writable
        guard let first = sections.first else { throw PortalError.forbidden }
        let texts = request.texts
        let section = FormField(
            ArticleForm.Name.section, .select, label: texts("field.section"), isRequired: true,
            options: sections.map { FormField.Option($0.slug, $0.title) }, value: first.slug)
        return try await request.documentImport(
            PageInfo(title: texts("import"), breadcrumbs: [ArticleEditScreen.listStep(request)]), fields: [section],
            submit: texts("import.submit"), cancelURL: request.module.adminURL()
        ) { try await create($0, request) }
    }

    private static func create(_ read: DocumentImport, _ request: Request) async throws -> Response {
        var content = ArticleContent()
        content.section = read.form[ArticleForm.Name.section]
        content.source = NewsSettings(request.module.settings).defaultSource
        content.author = request.actor.personId == nil ? "" : request.actor.name
        let draft = try DocumentArticle(read.document, title: read.title, into: content, request.module)
        let desk = NewsDesk(request.module)
        let article = try await request.module.storage.write(as: request.actor) { try draft.create(desk, in: $0) }
        let lost = draft.lostPictures
        let message =
            lost == 0
            ? FlashMessage(.success, request.texts("import.done"))
            : FlashMessage(.warning, request.texts("import.lost_pictures", ["count": String(lost)]))
        return .redirect(to: request.module.adminURL(NewsScreen.edit(article.id)), message: message)
    }
}
