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
        trace.markPersonal()
        let bar = try render(
            "admin/preview-bar", PreviewBarModel(state: state, notice: notice, editUrl: editURL), texts: coreTexts)
        let content = try fragment(template, model)
        let preview = PageInfo(title: info.title, description: info.description, isIndexed: false)
        return try framed(bar + content, preview)
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
