extension Request {
    /// A public page as the public would see it, for whoever writes it: with a bar above that says what it is.
    ///
    /// - Parameters:
    ///   - state: the record's state in words.
    ///   - notice: what the public sees at this moment.
    ///   - editURL: where the writer goes on.
    public func previewPage(
        _ template: String, _ model: some TemplateModel, _ info: PageInfo, state: String, notice: String,
        editURL: String
    ) throws -> Response {
        try preview(
            PublicView(try fragment(template, model), info), state: state, notice: notice, editURL: editURL)
    }

    /// A record's public page under the bar.
    func preview(_ view: PublicView, state: String, notice: String, editURL: String) throws -> Response {
        trace.markPersonal()
        let bar = try render(
            "admin/preview-bar", PreviewBarModel(state: state, notice: notice, editUrl: editURL), texts: coreTexts)
        let info = PageInfo(title: view.info.title, description: view.info.description, isIndexed: false)
        return try framed(bar + view.content, info)
    }
}

/// What the template `admin/preview-bar` shows.
struct PreviewBarModel: TemplateModel {
    let state: String
    let notice: String
    let editUrl: String

    static var example: PreviewBarModel {
        PreviewBarModel(state: "Bản nháp", notice: "Chưa ai thấy bài này", editUrl: "/quan-tri/news/1")
    }
}
