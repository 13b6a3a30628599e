import Foundation
import PortalKit

/// The form in which a draft is entered.
struct DraftForm: Sendable {
    /// The fields' names.
    enum Name {
        static let revision = "revision"
        static let title = "title"
        static let type = "type"
        static let summary = "summary"
        static let body = "body"
        static let contactName = "contact_name"
        static let contactPhone = "contact_phone"
        static let contactMail = "contact_mail"
        static let contactAddress = "contact_address"
        static let startsOn = "starts_on"
        static let endsOn = "ends_on"
        static let questions = "questions"
        static let papers = "papers"
        static let text = "text"
        static let versionNote = "version_note"
    }

    /// The field that shows what a gate has found.
    static func fieldName(of failure: GateFailure) -> String {
        let own = [Name.title, Name.type, Name.body, Name.contactPhone, Name.endsOn, Name.text]
        return failure.field.flatMap { own.contains($0) ? $0 : nil } ?? Name.title
    }

    static let limits = FormLimits(bodyBytes: 64 << 20, fileBytes: 32 << 20, files: DraftContent.Limit.papers)
    static let paperTypes: Set<MediaType> = [.pdf, .docx, .odt, .xlsx, .ods]

    let texts: Texts
    let papers: KeptUploads
    private let settings: ConsultationSettings
    private let bodies: [BodySummary]
    var form: Form

    /// - Parameters:
    ///   - draft: nil for a new one.
    ///   - bodies: those that the directory knows.
    ///   - revision: the revision that the content was made from; the draft's own when nil.
    init(
        _ content: DraftContent, _ draft: Draft?, papers: KeptUploads, bodies: [BodySummary], revision: Int? = nil,
        _ request: Request
    ) {
        (texts, self.papers, self.bodies) = (request.texts, papers, bodies)
        settings = ConsultationSettings(request)
        form = Form(
            fields: Self.identity(content, settings, bodies, texts) + Self.period(content, settings, texts)
                + Self.text(content, isPublished: draft?.wasPublic ?? false, texts)
                + papers.fields(
                    label: texts("field.papers"), help: texts("field.papers_help"), accept: ".pdf,.docx,.odt,.xlsx,.ods"
                )
                + [
                    FormField(
                        Name.revision, .hidden, label: texts("conflict"),
                        value: String(revision ?? draft?.revision ?? 0))
                ])
        papers.restore(in: &form)
    }

    private static func identity(
        _ content: DraftContent, _ settings: ConsultationSettings, _ bodies: [BodySummary], _ texts: Texts
    ) -> [FormField] {
        let limit = DraftContent.Limit.self
        return [
            FormField(
                Name.title, label: texts("field.title"), help: texts("field.title_help"), isRequired: true,
                maximumLength: limit.title, value: content.title),
            FormField(
                Name.type, label: texts("field.type"), help: texts("field.type_help"), isRequired: true,
                maximumLength: 80, suggestions: LegalNumber.typeNames, value: content.type),
            FormField(
                Name.summary, .textarea(rows: 5), label: texts("field.summary"), help: texts("field.summary_help"),
                maximumLength: limit.summary, value: content.summary),
            FormField("contact_heading", .heading, label: texts("field.contact_heading")),
            FormField(
                Name.body, label: texts("field.body"), help: texts("field.body_help"), isRequired: true,
                maximumLength: limit.name, suggestions: bodies.map(\.name), value: content.body),
            FormField(
                Name.contactName, label: texts("field.contact_name"), maximumLength: limit.name,
                value: content.contactName),
            FormField(
                Name.contactPhone, .input(type: "tel"), label: texts("field.contact_phone"), maximumLength: 40,
                value: content.contactPhone),
            FormField(
                Name.contactMail, .input(type: "email"), label: texts("field.contact_mail"), maximumLength: limit.name,
                value: content.contactMail),
            FormField(
                Name.contactAddress, label: texts("field.contact_address"), help: texts("field.contact_address_help"),
                maximumLength: limit.name, value: content.contactAddress),
        ]
    }

    private static func period(
        _ content: DraftContent, _ settings: ConsultationSettings, _ texts: Texts
    ) -> [FormField] {
        [
            FormField("period_heading", .heading, label: texts("field.period_heading")),
            FormField(
                Name.startsOn, .input(type: "date"), label: texts("field.starts_on"), maximumLength: 30,
                value: content.startsOn),
            FormField(
                Name.endsOn, .input(type: "date"), label: texts("field.ends_on"),
                help: texts("field.ends_on_help", ["days": String(settings.minimumDays(for: content.type))]),
                maximumLength: 30, value: content.endsOn),
            FormField(
                Name.questions, .textarea(rows: 4), label: texts("field.questions"),
                help: texts("field.questions_help"),
                maximumLength: (DraftContent.Limit.question + 1) * DraftContent.Limit.questions,
                value: content.questions.joined(separator: "\n")),
        ]
    }

    private static func text(_ content: DraftContent, isPublished: Bool, _ texts: Texts) -> [FormField] {
        let note = FormField(
            Name.versionNote, .textarea(rows: 2), label: texts("field.version_note"),
            help: texts("field.version_note_help"), maximumLength: DraftContent.Limit.note, value: content.versionNote)
        return [
            FormField("text_heading", .heading, label: texts("field.text_heading")),
            FormField(
                Name.text, .textarea(rows: 24), label: texts("field.text"),
                help: texts(isPublished ? "field.text_help_published" : "field.text_help"), maximumLength: 900_000,
                value: LegalTextField.text(of: content.lines)),
        ] + (isPublished ? [note] : [])
    }

    // MARK: - What was typed

    /// Takes the form in and says what is wrong beyond its fields' own checks.
    mutating func accept(_ request: Request, before: DraftContent, draft: Draft?) {
        form.accept(request)
        papers.restore(in: &form)
        let content = content(over: before)
        if let days = content.days, days < 1 {
            form.fail(Name.endsOn, texts("error.ends_before_start"))
        } else if let days = content.days, days < settings.minimumDays(for: content.type) {
            form.fail(
                Name.endsOn,
                texts(
                    "error.period_short",
                    ["days": String(settings.minimumDays(for: content.type)), "type": content.type]))
        }
        if content.startsOn.isEmpty != content.endsOn.isEmpty {
            form.fail(content.startsOn.isEmpty ? Name.startsOn : Name.endsOn, texts("error.half_period"))
        }
        if content.questions.count > DraftContent.Limit.questions
            || content.questions.contains(where: { $0.count > DraftContent.Limit.question })
        {
            form.fail(
                Name.questions,
                texts(
                    "error.questions",
                    [
                        "maximum": String(DraftContent.Limit.questions),
                        "length": String(DraftContent.Limit.question),
                    ]))
        }
        if content.lines.count > DraftContent.Limit.lines {
            form.fail(Name.text, texts("error.too_many_lines", ["maximum": String(DraftContent.Limit.lines)]))
        }
        if let draft, draft.wasPublic, content.lines != before.lines, content.versionNote == before.versionNote {
            form.fail(Name.versionNote, texts("error.version_note"))
        }
        if draft?.wasPublic == true, content.lines != before.lines, draft?.reportedAt != nil {
            form.fail(Name.text, texts("error.reported"))
        }
        if let fault = papers.faults.first { form.fail(Name.papers, fault) }
    }

    /// What the draft becomes.
    ///
    /// - Parameter before: what it was: what was corrected in lines that have not changed stays.
    func content(over before: DraftContent) -> DraftContent {
        var content = before
        content.title = form[Name.title]
        content.type = form[Name.type]
        content.summary = form[Name.summary].normalizedInput(multiline: true)
        content.body = form[Name.body]
        content.contactName = form[Name.contactName]
        content.contactPhone = form[Name.contactPhone]
        content.contactMail = form[Name.contactMail]
        content.contactAddress = form[Name.contactAddress]
        content.startsOn = day(Name.startsOn)
        content.endsOn = day(Name.endsOn)
        content.questions = form[Name.questions].split(whereSeparator: \.isNewline)
            .map { String($0).normalizedInput() }.filter { !$0.isEmpty }
        content.papers = papers.files
        content.lines = LegalTextField.lines(of: form[Name.text], before: before.lines)
        content.versionNote = form[Name.versionNote].normalizedInput(multiline: true)
        return content
    }

    /// The body in charge, where the directory has it.
    var bodyId: Int64? { bodies.first { $0.name.folded == form[Name.body].folded }?.id }

    private func day(_ name: String) -> String { form.time(name).map { VietnamTime($0).isoDay } ?? "" }
}

extension KeptUploads {
    /// The papers of a draft's form: those that it has, or what the form brought back.
    static func papers(_ files: [KeptUpload], _ request: Request) -> KeptUploads {
        KeptUploads(
            request, name: DraftForm.Name.papers, types: DraftForm.paperTypes, maximum: DraftContent.Limit.papers,
            present: files)
    }
}
