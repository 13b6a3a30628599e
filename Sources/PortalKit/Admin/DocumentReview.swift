/// The page on which a person sees what was read of a document, corrects it, and agrees to use it.
struct DocumentReview {
    private typealias Name = DocumentImport.Name

    private let request: Request
    private let info: PageInfo
    private let reading: DocumentImport.Reading
    private let own: [FormField]
    private let submit: String
    let cancelURL: String

    init(
        _ request: Request, _ info: PageInfo, _ reading: DocumentImport.Reading = .init(), fields own: [FormField],
        submit: String, cancelURL: String
    ) {
        self.request = request
        self.info = info
        self.reading = reading
        self.own = own
        self.submit = submit
        self.cancelURL = cancelURL
    }

    static func charsetField(_ texts: Texts) -> FormField {
        FormField(
            Name.charset, .select, label: texts("import.charset"), help: texts("import.charset_help"),
            options: [FormField.Option("", texts("import.charset_found"))]
                + VietnameseCharset.allCases.map { FormField.Option($0.rawValue, texts($0.titleKey)) })
    }

    /// Shows the document, or uses it when the person has seen exactly this reading of it and the form is complete.
    ///
    /// - Parameters:
    ///   - origin: the fields that carry or choose the document.
    ///   - values: what stands in them when the page is shown for the first time.
    ///   - title: where the document has none.
    ///   - notes: what to say beside what was changed.
    ///   - fault: what is wrong with a field of `origin`.
    ///   - restore: puts files back into the form that is shown again.
    func answer(
        _ document: ImportedDocument, _ source: DocumentImport.Source, origin: [FormField], values: [String: String],
        charset: String, title: String = "", notes: [String] = [], fault: (field: String, reason: String)? = nil,
        buttons: [FormModel.Button], restore: (inout Form) -> Void = { _ in },
        _ use: (DocumentImport) async throws -> Response
    ) async throws -> Response {
        let read = reading.title(document)
        let found = read.isEmpty ? title : read
        let shown = TokenBytes.base64URL(
            request.site.secrets.signature(of: source.identity + [charset], purpose: "document-import"))
        let isFirst = request.method != .post || request.form[Name.shown] == nil
        let wasShown = request.form[Name.shown] == shown && request.form["then"] == nil
        var form = Form(fields: fields(origin))
        if isFirst {
            for (name, value) in values { form.set(name, to: value) }
            form.set(Name.charset, to: charset)
        } else {
            form.accept(request)
        }
        if form[Name.title] == form[Name.foundTitle] {
            form.set(Name.title, to: found)
            if !found.isEmpty, !wasShown { form.pass(Name.title) }
        }
        form.set(Name.foundTitle, to: found)
        form.set(Name.shown, to: shown)
        restore(&form)
        if let fault { form.fail(fault.field, fault.reason) }
        if wasShown, form.isValid {
            do {
                return try await use(
                    DocumentImport(document: document, source: source.file, title: form[Name.title], form: form))
            } catch let error as DocumentError {
                form.fail(Name.title, request.coreTexts(error.textKey))
            }
        }
        return try page(document, source, form, notes: notes, buttons: buttons)
    }

    private func page(
        _ document: ImportedDocument, _ source: DocumentImport.Source, _ form: Form, notes: [String],
        buttons: [FormModel.Button]
    ) throws -> Response {
        let texts = request.coreTexts
        // A module may keep the file in another way, and says so in its own words.
        let kept = source.file == nil ? [] : [request.texts("import.kept")]
        let changes = reading.findings(document) + document.changes.map { $0.text(in: texts) } + notes + kept
        let model = DocumentImportModel(
            title: info.title, intro: texts("import.confirm_intro"),
            form: request.formModel(form, submit: submit, buttons: buttons, cancelURL: cancelURL),
            changes: changes.isEmpty ? [texts("import.unchanged")] : changes, bodyHTML: reading.preview(document))
        var response = try request.adminCorePage("admin/document-import", model, info)
        if !form.isValid { response.status = 422 }
        return response
    }

    private func fields(_ origin: [FormField]) -> [FormField] {
        let texts = request.coreTexts
        let hidden = [Name.foundTitle, Name.shown].map {
            FormField($0, .hidden, label: texts("import.title"), maximumLength: max(400, reading.maximumTitle))
        }
        let title = FormField(
            Name.title, label: reading.titleLabel ?? texts("import.title"), isRequired: true,
            maximumLength: reading.maximumTitle)
        return [title] + own + [Self.charsetField(texts)] + origin + hidden
    }
}

/// What the template `admin/document-import` shows.
struct DocumentImportModel: TemplateModel {
    let title: String
    let intro: String?
    var hasActions = false
    var actions: [AdminAction] = []
    let form: FormModel
    let changes: [String]
    let bodyHTML: SafeHTML

    static var example: DocumentImportModel {
        DocumentImportModel(
            title: "Nhập từ tệp", intro: "Xem lại trước khi dùng", hasActions: true,
            actions: [AdminAction("Danh sách", url: "/quan-tri/news", isPrimary: true, icon: "list")],
            form: .example, changes: ["Tìm thấy 2 ảnh"], bodyHTML: SafeHTML(escaping: "Nội dung"))
    }
}
