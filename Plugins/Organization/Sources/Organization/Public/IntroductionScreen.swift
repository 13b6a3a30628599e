import PortalKit

/// The introduction pages; the first of them is the module's front page.
enum IntroductionScreen {
    static func front(_ request: Request) async throws -> Response {
        let pages = try await request.module.storage.read { try OrganizationRows.pages(in: $0) }
        return try await show(pages.first, of: pages, request)
    }

    static func page(_ request: Request) async throws -> Response {
        guard let slug = request.parameters["slug"], Slug.isValid(slug) else { throw PortalError.notFound }
        let pages = try await request.module.storage.read { try OrganizationRows.pages(in: $0) }
        guard let page = pages.first(where: { $0.content.slug == slug }) else { throw PortalError.notFound }
        if page == pages.first {
            request.depends(on: .introductionPages)
            // Another page may become the first one, so this is no address that has moved for good.
            return .redirect(to: request.module.url(OrganizationPath.front))
        }
        return try await show(page, of: pages, request)
    }

    private static func show(
        _ page: IntroductionPage?, of pages: [IntroductionPage], _ request: Request
    ) async throws -> Response {
        request.depends(on: .introductionPages)
        if let page { request.depends(on: .introductionPage(page.id)) }
        let title = page?.title ?? request.texts("menu")
        let text = try await IntroductionText(page?.content.body ?? "").linkingMentions(request)
        let isFront = page == nil || page == pages.first
        let model = IntroductionModel(
            title: title, hasText: page != nil, leadHTML: text.opening.isEmpty ? nil : text.opening,
            hasContents: text.sections.count > 1, sections: text.sections,
            links: links(pages, current: page, request))
        return try request.page(
            "introduction", model,
            PageInfo(
                title: title, description: text.opening.excerpt(length: 160).nonEmpty,
                breadcrumbs: isFront ? [] : [OrganizationPath.frontStep(request)], lastModified: page?.changedAt))
    }

    /// All pages of the module, for the side of the page.
    private static func links(
        _ pages: [IntroductionPage], current: IntroductionPage?, _ request: Request
    ) -> [OrganizationLinkModel] {
        let (context, texts) = (request.module, request.texts)
        let introductions = pages.map { page in
            let path = page == pages.first ? OrganizationPath.front : OrganizationPath.page(page.content.slug)
            return OrganizationLinkModel(title: page.title, url: context.url(path), current: page == current)
        }
        return introductions + [
            OrganizationLinkModel(
                title: texts("structure"), url: context.url(OrganizationPath.structure), current: false),
            OrganizationLinkModel(
                title: texts("directory"), url: context.url(OrganizationPath.directory), current: false),
        ]
    }
}

/// What the template `introduction` shows.
struct IntroductionModel: TemplateModel {
    let title: String
    let hasText: Bool
    let leadHTML: SafeHTML?
    let hasContents: Bool
    let sections: [IntroductionText.Section]
    let links: [OrganizationLinkModel]

    static var example: IntroductionModel {
        IntroductionModel(
            title: "Giới thiệu chung", hasText: true, leadHTML: SafeHTML(escaping: "Đồng Việt là một xã ven sông."),
            hasContents: true,
            sections: [
                IntroductionText.Section(
                    id: "muc-1", title: "Vị trí, địa hình", html: SafeHTML(escaping: "Phía tây là đồng bằng."))
            ],
            links: [OrganizationLinkModel(title: "Cơ cấu tổ chức", url: "/gioi-thieu/co-cau", current: true)])
    }
}
