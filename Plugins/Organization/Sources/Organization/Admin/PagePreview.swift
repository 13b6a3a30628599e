import PortalKit

/// A page as it will look, before it is saved: what was typed travels on with the buttons below it.
enum PagePreview {
    /// The button of the form that leads here.
    static let button = "preview"

    static func show(
        _ content: IntroductionContent, _ page: IntroductionPage?, _ request: Request
    ) async throws -> Response {
        let view = try await PageView(content, request)
        let left: Set<String> = [button, PageForm.Name.arrange, "csrf"]
        let typed = request.form.names.filter { !left.contains($0) }.flatMap { name in
            request.form.all(name).map { PagePreviewModel.Value(name: name, value: $0) }
        }
        return try request.adminPage(
            "admin/page-preview",
            PagePreviewModel(
                title: content.title, content: PageContentModel(view), action: request.path,
                csrf: request.formToken(), typed: typed),
            PageInfo(
                title: request.texts("page.preview_of", ["title": content.title]), breadcrumbs: [.pages(request)]))
    }
}

/// What the template `admin/page-preview` shows.
struct PagePreviewModel: TemplateModel {
    /// What was typed into one field.
    struct Value: Sendable {
        let name: String
        let value: String
    }

    let title: String
    let content: PageContentModel
    let action: String
    let csrf: String
    let typed: [Value]

    static var example: PagePreviewModel {
        PagePreviewModel(
            title: "Giới thiệu chung", content: .example, action: "/quan-tri/organization/trang/1", csrf: "…",
            typed: [Value(name: "title", value: "Giới thiệu chung")])
    }
}
