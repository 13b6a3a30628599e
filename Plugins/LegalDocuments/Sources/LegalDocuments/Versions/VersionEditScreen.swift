import PortalKit

/// The screen on which the text of a consolidated version is changed after it was confirmed.
enum VersionEditScreen {
    static func show(_ request: Request) async throws -> Response {
        let (document, version, lines) = try await request.version(of: try await request.legalDocument())
        let form = VersionForm(
            lines, effectiveOn: version.effectiveOn, source: version.source, revision: version.revision, request.texts)
        return try show(form.form, version, document, request)
    }

    static func save(_ request: Request) async throws -> Response {
        let (document, version, before) = try await request.version(of: try await request.editableDocument())
        let (texts, seen) = (request.texts, request.form.integer(VersionForm.Name.revision) ?? 0)
        var form = VersionForm(before, effectiveOn: "", source: "", revision: seen, texts)
        form.form.accept(request)
        let others = try await request.module.storage.read { try VersionRows.list(of: document.id, in: $0) }
        form.check(document, taken: others.filter { $0.id != version.id }, texts)
        form.form.set(VersionForm.Name.revision, to: String(seen))
        guard form.form.isValid else { return try show(form.form, version, document, request) }
        let (desk, content) = (VersionDesk(request.module), form.content(before: before))
        do {
            try await request.module.storage.write(as: request.actor) {
                _ = try desk.save(version.id, content, of: document.id, from: seen, in: $0)
            }
        } catch is EditConflict {
            form.form.fail(VersionForm.Name.text, texts("version.changed_meanwhile"))
            form.form.set(VersionForm.Name.revision, to: String(version.revision))
            return try show(form.form, version, document, request)
        }
        return .redirect(
            to: request.module.adminURL(LegalScreen.versions(document.id)),
            message: FlashMessage(.success, texts("version.saved")))
    }

    private static func show(
        _ form: Form, _ version: LegalVersion, _ document: LegalDocument, _ request: Request
    ) throws -> Response {
        let versions = request.module.adminURL(LegalScreen.versions(document.id))
        return try request.adminForm(
            form,
            PageInfo(
                title: request.texts("version.from", ["day": version.effectiveOn.dayText]),
                breadcrumbs: [
                    LegalEditScreen.listStep(request), LegalEditScreen.documentStep(document, request),
                    PageInfo.Breadcrumb(request.texts("version.title"), url: versions),
                ]),
            submit: request.texts("admin.save"), cancelURL: versions)
    }
}

/// The form of a consolidated text.
struct VersionForm: Sendable {
    enum Name {
        static let effective = "effective_on"
        static let source = "source"
        static let text = "text"
        static let revision = "revision"
    }

    var form: Form

    init(
        _ lines: [LegalLine], effectiveOn: String, source: String, revision: Int, further: [FormField] = [],
        _ texts: Texts
    ) {
        form = Form(
            fields: further + [
                FormField(
                    Name.effective, .input(type: "date"), label: texts("version.day"), isRequired: true,
                    maximumLength: 30, value: effectiveOn),
                FormField(
                    Name.source, label: texts("version.source"), isRequired: true,
                    maximumLength: LegalContent.Limit.name, value: source),
                FormField(
                    Name.text, .textarea(rows: 30), label: texts("version.text"), help: texts("version.text_help"),
                    isRequired: true, maximumLength: 900_000, value: LegalTextField.text(of: lines)),
                FormField(Name.revision, .hidden, label: texts("version.title"), value: String(revision)),
            ])
    }

    /// The day must lie after that of the text as it was issued, and belong to no other version.
    mutating func check(_ document: LegalDocument, taken: [LegalVersion], _ texts: Texts) {
        let content = document.content
        let begin = content.effectiveOn.isEmpty ? content.issuedOn : content.effectiveOn
        guard !day.isEmpty else { return }
        if day <= begin { form.fail(Name.effective, texts("version.too_early")) }
        if taken.contains(where: { $0.effectiveOn == day }) { form.fail(Name.effective, texts("version.day_taken")) }
    }

    /// What was typed; lines that did not change keep what officers said of them.
    func content(before: [LegalLine]) -> LegalVersionContent {
        LegalVersionContent(
            effectiveOn: day, source: form[Name.source],
            lines: LegalTextField.lines(of: form[Name.text], before: before))
    }

    private var day: String { form.time(Name.effective).map { VietnamTime($0).isoDay } ?? "" }
}

extension Request {
    /// The version of a document that the path names, with its text.
    func version(
        of document: LegalDocument
    ) async throws -> (document: LegalDocument, version: LegalVersion, lines: [LegalLine]) {
        let id = try id("version")
        let found = try await module.storage.read { database in
            try VersionRows.fetch(id, of: document.id, in: database).map {
                ($0, try VersionRows.lines(of: id, in: database))
            }
        }
        guard let (version, lines) = found else { throw PortalError.notFound }
        return (document, version, lines)
    }
}
