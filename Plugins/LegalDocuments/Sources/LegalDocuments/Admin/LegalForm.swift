import Foundation
import PortalKit

/// The form in which a document is entered.
struct LegalForm: Sendable {
    /// The fields' names.
    enum Name {
        static let revision = "revision"
        static let number = "number"
        static let numberConfirmed = "number_confirmed"
        static let type = "type"
        static let direction = "direction"
        static let summary = "summary"
        static let body = "issuing_body"
        static let signer = "signer"
        static let office = "signer_office"
        static let issued = "issued_on"
        static let effective = "effective_on"
        static let expired = "expired_on"
        static let fields = "fields"
        static let files = "files"
        static let text = "text"
        static let note = "note"
    }

    /// The field that shows what a gate has found.
    static func fieldName(of failure: GateFailure) -> String {
        let own = [Name.number, Name.type, Name.summary, Name.body, Name.issued, Name.text]
        return failure.field.flatMap { own.contains($0) ? $0 : nil } ?? Name.number
    }

    static let limits = FormLimits(bodyBytes: 64 << 20, fileBytes: 32 << 20, files: LegalContent.Limit.files)
    static let fileTypes: Set<MediaType> = [.pdf, .docx, .odt]

    let texts: Texts
    let files: KeptUploads
    var form: Form

    /// The form for a document's content.
    ///
    /// - Parameters:
    ///   - content: what stands in it at first.
    ///   - revision: the revision that it was made from; 0 for a new document.
    ///   - asksToConfirm: whether there is a box to use a number that was warned about.
    ///   - bodies: those that the settings name.
    init(
        _ content: LegalContent, revision: Int, files: KeptUploads, asksToConfirm: Bool = false, bodies: [String],
        settings: LegalSettings, texts: Texts
    ) {
        self.texts = texts
        self.files = files
        form = Form(
            fields: Self.identity(content, asksToConfirm: asksToConfirm, bodies, texts)
                + Self.validity(content, settings, texts) + [
                    FormField("text_heading", .heading, label: texts("field.text_heading")),
                    FormField(
                        Name.text, .textarea(rows: 24), label: texts("field.text"), help: texts("field.text_help"),
                        maximumLength: 900_000, value: LegalTextField.text(of: content.lines)),
                ]
                + files.fields(
                    label: texts("field.files"), help: texts("field.files_help"), accept: ".pdf,.docx,.odt") + [
                    FormField(
                        Name.note, .textarea(rows: 2), label: texts("field.note"), help: texts("field.note_help"),
                        maximumLength: LegalContent.Limit.note, value: content.note),
                    FormField(Name.revision, .hidden, label: texts("conflict"), value: String(revision)),
                ])
        form.set(Name.fields, to: content.fields)
        if content.isDirection { form.set(Name.direction, to: "1") }
        files.restore(in: &form)
    }

    private static func identity(
        _ content: LegalContent, asksToConfirm: Bool, _ bodies: [String], _ texts: Texts
    ) -> [FormField] {
        let limit = LegalContent.Limit.self
        let confirmation = FormField(
            Name.numberConfirmed, .checkbox, label: texts("field.number_confirmed"),
            help: texts("field.number_confirmed_help"))
        return [
            FormField(
                Name.number, label: texts("field.number"), help: texts("field.number_help"),
                maximumLength: limit.number, value: content.number)
        ] + (asksToConfirm ? [confirmation] : []) + [
            FormField(
                Name.type, label: texts("field.type"), isRequired: true, maximumLength: limit.name,
                suggestions: LegalNumber.typeNames, value: content.type),
            FormField(
                Name.summary, .textarea(rows: 3), label: texts("field.summary"), help: texts("field.summary_help"),
                isRequired: true, maximumLength: limit.summary, value: content.summary),
            FormField(
                Name.body, label: texts("field.issuing_body"), isRequired: true, maximumLength: limit.name,
                suggestions: bodies, value: content.issuingBody),
            FormField(
                Name.signer, label: texts("field.signer"), maximumLength: limit.name, value: content.signer),
            FormField(
                Name.office, label: texts("field.signer_office"), help: texts("field.signer_office_help"),
                maximumLength: limit.name, value: content.signerOffice),
        ]
    }

    private static func validity(_ content: LegalContent, _ settings: LegalSettings, _ texts: Texts) -> [FormField] {
        var fields = settings.fields.map { FormField.Option($0.slug, $0.title) }
        for slug in content.fields where !settings.fields.contains(where: { $0.slug == slug }) {
            fields.append(FormField.Option(slug, slug))
        }
        return [
            FormField(
                Name.issued, .input(type: "date"), label: texts("fact.issued"), maximumLength: 30,
                value: content.issuedOn),
            FormField(
                Name.effective, .input(type: "date"), label: texts("fact.effective"),
                help: texts("field.effective_help"), maximumLength: 30, value: content.effectiveOn),
            FormField(
                Name.expired, .input(type: "date"), label: texts("field.expired_on"),
                help: texts("field.expired_help"), maximumLength: 30, value: content.expiredOn),
            FormField(
                Name.direction, .checkbox, label: texts("field.direction"), help: texts("field.direction_help")),
            FormField(Name.fields, .checkboxes, label: texts("field.fields"), options: fields),
        ]
    }

    // MARK: - What was typed

    /// Takes the form in and says what is wrong with days that do not follow each other.
    mutating func accept(_ request: Request) {
        form.accept(request)
        files.restore(in: &form)
        let content = content(over: LegalContent())
        if !content.issuedOn.isEmpty, !content.effectiveOn.isEmpty, content.effectiveOn < content.issuedOn {
            form.fail(Name.effective, texts("error.effective_before_issue"))
        }
        let begin = content.effectiveOn.isEmpty ? content.issuedOn : content.effectiveOn
        if !content.expiredOn.isEmpty, content.expiredOn <= begin {
            form.fail(Name.expired, texts("error.expired_before_effect"))
        }
        if form.all(Name.fields).count > LegalContent.Limit.fields {
            form.fail(Name.fields, texts("error.too_many_fields", ["maximum": String(LegalContent.Limit.fields)]))
        }
        if content.lines.count > LegalContent.Limit.lines {
            form.fail(Name.text, texts("error.too_many_lines", ["maximum": String(LegalContent.Limit.lines)]))
        }
        if let fault = files.faults.first { form.fail(Name.files, fault) }
    }

    /// Goes on with what was being typed; the files are those of the document.
    mutating func resume(_ editing: Editing) {
        form.resume(editing)
        files.restore(in: &form)
    }

    /// What the document becomes.
    ///
    /// - Parameter before: what it was: its relations stay, and what was corrected in lines that have not changed.
    func content(over before: LegalContent) -> LegalContent {
        var content = before
        content.number = form[Name.number]
        content.type = form[Name.type]
        content.summary = form[Name.summary].normalizedInput()
        content.issuingBody = form[Name.body]
        content.signer = form[Name.signer]
        content.signerOffice = form[Name.office]
        content.issuedOn = day(Name.issued)
        content.effectiveOn = day(Name.effective)
        content.expiredOn = day(Name.expired)
        content.fields = form.all(Name.fields)
        content.isDirection = form.isChecked(Name.direction)
        content.note = form[Name.note].normalizedInput(multiline: true)
        content.files = files.files
        content.lines = LegalTextField.lines(of: form[Name.text], before: before.lines)
        return content
    }

    private func day(_ name: String) -> String { form.time(name).map { VietnamTime($0).isoDay } ?? "" }
}
