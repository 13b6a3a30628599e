/// The two pages on which a document is brought in, at one address: the document, then what was read of it.
struct DocumentImportScreen {
    private typealias Name = DocumentImport.Name

    private let request: Request
    private let info: PageInfo
    private let own: [FormField]
    private let submit: String
    private let cancelURL: String
    private let files: KeptUploads
    private var form: Form

    init(_ request: Request, _ info: PageInfo, fields own: [FormField], submit: String, cancelURL: String) {
        self.request = request
        self.info = info
        self.own = own
        self.submit = submit
        self.cancelURL = cancelURL
        files = KeptUploads(request, name: Name.file, types: ImportedDocument.importable, maximum: 1)
        form = Form(fields: [])
        form = sent(startFields)
    }

    func answer(_ use: (DocumentImport) async throws -> Response) async throws -> Response {
        guard request.method == .post else { return try start(form) }
        let kept = files
        if !kept.files.isEmpty {
            try await request.module.storage.write(as: request.actor) { try kept.register(in: $0) }
        }
        guard form.isValid, request.form["then"] != "back" else { return try start(form) }
        guard let source else { return try start(failing: "import.error.empty") }
        let charset = VietnameseCharset(rawValue: form[Name.charset])
        let document: ImportedDocument
        do {
            document = try await source.read(charset, in: request.module.files.store)
        } catch let error as DocumentError {
            return try start(failing: error.textKey)
        }
        if document.title.isEmpty, document.body.isEmpty, document.pictures.isEmpty {
            return try start(failing: "import.error.empty")
        }
        return try await confirm(document, source, use)
    }

    private var source: DocumentImport.Source? {
        if let file = files.files.first { return .file(file) }
        let text = form[Name.text]
        return text.trimmingWhitespace.isEmpty ? nil : .pasted(text)
    }

    // MARK: - The document

    private func start(failing key: String) throws -> Response {
        var form = form
        form.fail(files.files.isEmpty && !form[Name.text].isEmpty ? Name.text : Name.file, request.coreTexts(key))
        return try start(form)
    }

    private func start(_ form: Form) throws -> Response {
        try request.adminForm(
            form, info, submit: request.coreTexts("import.read"), cancelURL: cancelURL,
            intro: request.coreTexts("import.intro"))
    }

    private var startFields: [FormField] {
        let texts = request.coreTexts
        return files.fields(
            label: texts("import.file"), help: texts("import.file_help"), accept: ".docx,.odt,.html,.htm,.txt")
            + [
                FormField(
                    Name.text, .textarea(rows: 10), label: texts("import.pasted"), help: texts("import.pasted_help"),
                    maximumLength: DocumentImport.maxPasted),
                charsetField,
            ]
    }

    private var charsetField: FormField {
        let texts = request.coreTexts
        return FormField(
            Name.charset, .select, label: texts("import.charset"), help: texts("import.charset_help"),
            options: [FormField.Option("", texts("import.charset_found"))]
                + VietnameseCharset.allCases.map { FormField.Option($0.rawValue, texts($0.titleKey)) })
    }

    // MARK: - What was read

    private func confirm(
        _ document: ImportedDocument, _ source: DocumentImport.Source, _ use: (DocumentImport) async throws -> Response
    ) async throws -> Response {
        let shown = TokenBytes.base64URL(
            request.site.secrets.signature(of: source.identity + [form[Name.charset]], purpose: "document-import"))
        let wasShown = request.form[Name.shown] == shown && request.form["then"] == nil
        var form = request.form[Name.shown] == nil ? Form(fields: confirmFields) : sent(confirmFields)
        if request.form[Name.shown] == nil {
            for name in [Name.text, Name.charset] { form.set(name, to: self.form[name]) }
        }
        if form[Name.title] == form[Name.foundTitle] {
            form.set(Name.title, to: document.title)
            if !document.title.isEmpty, !wasShown { form.pass(Name.title) }
        }
        form.set(Name.foundTitle, to: document.title)
        form.set(Name.shown, to: shown)
        files.restore(in: &form)
        if wasShown, form.isValid {
            do {
                return try await use(DocumentImport(document: document, title: form[Name.title], form: form))
            } catch let error as DocumentError {
                form.fail(Name.title, request.coreTexts(error.textKey))
            }
        }
        let texts = request.coreTexts
        let model = DocumentImportModel(
            title: info.title, intro: texts("import.confirm_intro"),
            form: request.formModel(
                form, submit: submit,
                buttons: [
                    .init(name: "then", value: "convert", label: texts("import.convert_again")),
                    .init(name: "then", value: "back", label: texts("import.back")),
                ], cancelURL: cancelURL),
            changes: document.changes.map { $0.text(in: texts) } + [texts("import.not_kept")],
            bodyHTML: document.body)
        var response = try request.adminCorePage("admin/document-import", model, info)
        if !form.isValid { response.status = 422 }
        return response
    }

    private var confirmFields: [FormField] {
        let texts = request.coreTexts
        let hidden = [Name.foundTitle, Name.shown].map {
            FormField($0, .hidden, label: texts("import.title"), maximumLength: 400)
        }
        let origin =
            files.files.isEmpty
            ? [
                FormField(
                    Name.text, .textarea(rows: 6), label: texts("import.pasted"),
                    maximumLength: DocumentImport.maxPasted)
            ]
            : files.hiddenFields(label: texts("import.file"))
        return [
            FormField(
                Name.title, label: texts("import.title"), isRequired: true, maximumLength: DocumentImport.maxTitle)
        ] + own + [charsetField] + origin + hidden
    }

    /// The fields with what was sent.
    private func sent(_ fields: [FormField]) -> Form {
        var form = Form(fields: fields)
        guard request.method == .post else { return form }
        form.accept(request)
        files.restore(in: &form)
        if let fault = files.faults.first { form.fail(Name.file, fault) }
        return form
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

extension Request {
    /// The pages on which a document is brought in; a module gives them one address for GET and POST, the latter with
    /// ``DocumentImport/limits``.
    ///
    /// - Parameters:
    ///   - fields: what the module asks besides, shown with what was read.
    ///   - submit: the words on the button that uses the document.
    ///   - use: makes a record of it. A ``DocumentError`` is shown, and nothing is lost.
    public func documentImport(
        _ info: PageInfo, fields: [FormField], submit: String, cancelURL: String,
        use: (DocumentImport) async throws -> Response
    ) async throws -> Response {
        try await DocumentImportScreen(self, info, fields: fields, submit: submit, cancelURL: cancelURL).answer(use)
    }
}
