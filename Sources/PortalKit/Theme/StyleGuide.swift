/// Every component of the theme on one page, for theme authors.
enum StyleGuide {
    static let path = "/mau-giao-dien"

    static func show(_ request: Request) async throws -> Response {
        try request.corePage(
            "styleguide", StyleGuideModel.shown(picture: request.assembly.shareImage),
            PageInfo(title: request.texts("styleguide"), isIndexed: false))
    }
}

/// What the template `styleguide` shows: the examples of all components.
struct StyleGuideModel: TemplateModel {
    struct Named: Sendable {
        let name: String
    }

    let colours: [Named]
    let icons: [Named]
    let alerts: [LayoutModel.Flash]
    private(set) var form: FormModel
    let table: TableModel
    let legalBlock: LegalBlockModel
    let comparison: LegalComparisonModel
    let document: ReportDocumentModel
    let pager: Pager

    /// The examples without what needs a real form behind it, with a picture that this site has.
    static func shown(picture: String) -> StyleGuideModel {
        var form = Form.example
        form.set("shown", to: picture)
        var model = example
        model.form = .example(of: form)
        model.form.intake = nil
        model.form.editing = nil
        return model
    }

    static var example: StyleGuideModel {
        StyleGuideModel(
            colours: ["primary", "primary-strong", "accent", "secondary", "surface", "paper", "ink", "muted", "line"]
                .map(Named.init(name:)),
            icons: [
                "search", "menu", "close", "phone", "mail", "pin", "person", "feed", "print", "download", "edit",
                "gear",
            ]
            .map(Named.init(name:)),
            alerts: [
                .init(kind: "info", text: "Cổng bảo trì lúc 22 giờ đêm nay."),
                .init(kind: "success", text: "Đã lưu bài viết."),
                .init(kind: "warning", text: "Còn 2 ngày là hết hạn góp ý."),
                .init(kind: "error", text: "Chưa gửi được phản ánh."),
            ],
            form: .example, table: .example, legalBlock: .example, comparison: .example, document: .example,
            pager: .example)
    }
}
