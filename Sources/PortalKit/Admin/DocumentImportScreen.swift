/// The two pages on which a document is brought in, at one address: the document, then what was read of it.
struct DocumentImportScreen {
    private typealias Name = DocumentImport.Name

    private let request: Request
    private let info: PageInfo
    private let reading: DocumentImport.Reading
    private let review: DocumentReview
    private let files: KeptUploads
    private var form: Form

    private init(
        _ request: Request, _ info: PageInfo, _ reading: DocumentImport.Reading, fields: [FormField], submit: String,
        cancelURL: String
    ) {
        self.request = request
        self.info = info
        self.reading = reading
        files = KeptUploads(request, name: Name.file, types: reading.types, maximum: 1)
        form = Form(fields: [])
        review = DocumentReview(request, info, reading, fields: fields, submit: submit, cancelURL: cancelURL)
        form = sent(startFields)
    }

    /// The screen of a module's ``DocumentImporter``.
    static func answer(_ importer: DocumentImporter, _ request: Request) async throws -> Response {
        let (context, texts) = (request.module, request.texts)
        let place = DocumentImportPlace(actor: request.actor, module: context, texts: texts)
        let screen = DocumentImportScreen(
            request,
            PageInfo(
                title: texts("import.document"),
                breadcrumbs: [.init(request.moduleName(context.id), url: context.adminURL())]),
            importer.reading(place), fields: try importer.fields(place), submit: texts("import.submit"),
            cancelURL: context.adminURL())
        return try await screen.answer { read in
            let draft = try await BlockingWork.run { try importer.draft(read, place) }
            let made = try await context.storage.write(as: request.actor) { try draft.made(from: read.source, in: $0) }
            let message = ([texts("import.done")] + draft.notes).joined(separator: " ")
            return .redirect(
                to: context.adminURL(made.screen),
                message: FlashMessage(draft.notes.isEmpty ? .success : .warning, message))
        }
    }

    private func answer(_ use: (DocumentImport) async throws -> Response) async throws -> Response {
        guard request.method == .post else { return try start(form) }
        let kept = files
        if !kept.files.isEmpty {
            try await request.module.storage.write(as: request.actor) { try kept.register(in: $0) }
        }
        guard form.isValid, request.form["then"] != "back" else { return try start(form) }
        guard let source else { return try start(failing: "import.error.empty") }
        let document: ImportedDocument
        do {
            document = try await source.read(
                VietnameseCharset(rawValue: form[Name.charset]), in: request.module.files.store)
        } catch let error as DocumentError {
            return try start(failing: error.textKey)
        }
        if document.title.isEmpty, document.body.isEmpty, document.pictures.isEmpty {
            return try start(failing: "import.error.empty")
        }
        return try await review.answer(
            document, source, origin: originFields, values: [Name.text: form[Name.text]], charset: form[Name.charset],
            buttons: [
                .init(name: "then", value: "convert", label: request.coreTexts("import.convert_again")),
                .init(name: "then", value: "back", label: request.coreTexts("import.back")),
            ], restore: files.restore, use)
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
            form, info, submit: request.coreTexts("import.read"), cancelURL: review.cancelURL,
            intro: request.coreTexts("import.intro"))
    }

    private var startFields: [FormField] {
        let texts = request.coreTexts
        return files.fields(
            label: texts("import.file"), help: reading.fileHelp ?? texts("import.file_help"), accept: reading.accept)
            + [
                FormField(
                    Name.text, .textarea(rows: 10), label: texts("import.pasted"), help: texts("import.pasted_help"),
                    maximumLength: DocumentImport.maxPasted),
                DocumentReview.charsetField(texts),
            ]
    }

    /// What carries the document through the second page.
    private var originFields: [FormField] {
        let texts = request.coreTexts
        if !files.files.isEmpty { return files.hiddenFields(label: texts("import.file")) }
        return [
            FormField(
                Name.text, .textarea(rows: 6), label: texts("import.pasted"), maximumLength: DocumentImport.maxPasted)
        ]
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
