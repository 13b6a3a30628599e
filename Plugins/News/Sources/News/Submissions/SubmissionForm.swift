import Foundation
import PortalKit

/// The form of a submission: for everybody, for contributors with an account, and for the office.
struct SubmissionForm: Sendable {
    enum Kind: Sendable {
        case everybody
        case contributor
        case office
    }

    enum Name {
        static let channel = "channel"
        static let receivedOn = "received_on"
        static let kind = "sender_kind"
        static let name = "sender_name"
        static let body = "sender_body"
        static let mail = "sender_mail"
        static let phone = "sender_phone"
        static let address = "sender_address"
        static let title = "title"
        static let message = "message"
        static let credit = "credit"
        static let penName = "pen_name"
        static let declaration = "declaration"
        static let consent = "consent"
    }

    let kind: Kind
    var form: Form
    let files: KeptUploads
    private let request: Request

    /// The form as it is shown first, or with what was sent, checked.
    init(_ kind: Kind, _ request: Request) {
        self.kind = kind
        self.request = request
        files = KeptUploads(request, types: SubmissionLimit.types, maximum: SubmissionLimit.files)
        form = Form(fields: Self.fields(kind, files, request))
        guard request.method == .post else { return }
        form.accept(request)
        files.restore(in: &form)
        check()
    }

    // MARK: - What was sent

    var draft: SubmissionDraft {
        var draft = SubmissionDraft()
        draft.title = form[Name.title]
        draft.message = form[Name.message]
        draft.penName = form[Name.credit] == "pen" ? form[Name.penName] : ""
        draft.hasDeclared = form.isChecked(Name.declaration)
        draft.hasConsented = form.isChecked(Name.consent)
        draft.sender = Submission.Sender(
            isBody: form[Name.kind] == "body", name: form[Name.name], body: form[Name.body], mail: form[Name.mail],
            phone: form[Name.phone], address: form[Name.address].normalizedInput(multiline: false))
        if kind == .office {
            draft.channel = Submission.Channel(rawValue: form[Name.channel]) ?? .paper
            draft.receivedAt = VietnamTime(parsing: form[Name.receivedOn]).map { day in
                // The moment of registering, on the day on which it came.
                min(day.dayBounds.lowerBound.addingTimeInterval(12 * 3600), request.now)
            }
        }
        return draft
    }

    private mutating func check() {
        let texts = request.texts
        if form[Name.message].isEmpty, files.files.isEmpty { form.fail(Name.message, texts("submission.error.empty")) }
        if form[Name.credit] == "pen", form[Name.penName].isEmpty {
            form.fail(Name.penName, texts("submission.error.pen_name"))
        }
        if kind != .office, !form.isChecked(Name.declaration) {
            form.fail(Name.declaration, texts("submission.error.declaration"))
        }
        guard kind != .contributor else { return }
        if form[Name.kind] == "body", form[Name.body].isEmpty {
            form.fail(Name.body, texts("submission.error.body"))
        }
        if !form[Name.mail].isEmpty, MailAddress(form[Name.mail]) == nil {
            form.fail(Name.mail, texts("submission.error.mail"))
        }
        if kind == .everybody {
            if !form.isChecked(Name.consent) { form.fail(Name.consent, texts("submission.error.consent")) }
            if (form[Name.mail] + form[Name.phone] + form[Name.address]).isEmpty {
                form.fail(Name.mail, texts("submission.error.contact"))
            }
        }
        if kind == .office, let day = VietnamTime(parsing: form[Name.receivedOn]), day.date > request.now {
            form.fail(Name.receivedOn, texts("submission.error.future"))
        }
    }

    // MARK: - The fields

    private static func fields(_ kind: Kind, _ files: KeptUploads, _ request: Request) -> [FormField] {
        let texts = request.texts
        let content = contentFields(files, texts)
        switch kind {
        case .everybody: return senderFields(isPublic: true, texts) + content + promises(texts)
        case .contributor: return Array(content.dropFirst()) + Array(promises(texts).dropFirst().prefix(1))
        case .office:
            return arrivalFields(request) + senderFields(isPublic: false, texts) + content
                + promises(texts, areRequired: false)
        }
    }

    private static func arrivalFields(_ request: Request) -> [FormField] {
        let texts = request.texts
        return [
            FormField(
                Name.channel, .select, label: texts("submission.channel"), isRequired: true,
                options: Submission.Channel.registered.map {
                    FormField.Option($0.rawValue, texts("submission.channel.\($0.rawValue)"))
                }),
            FormField(
                Name.receivedOn, .input(type: "date"), label: texts("submission.received_on"), isRequired: true,
                value: VietnamTime(request.now).isoDay,
                check: { VietnamTime(parsing: $0) == nil ? texts("submission.error.day") : nil }),
        ]
    }

    private static func senderFields(isPublic: Bool, _ texts: Texts) -> [FormField] {
        let auto = { (token: String) -> String? in isPublic ? token : nil }
        let limit = SubmissionLimit.name
        return [
            FormField("sender_heading", .heading, label: texts("submission.sender")),
            FormField(
                Name.kind, .radio, label: texts("submission.sender_kind"), isRequired: true,
                options: [
                    .init("person", texts("submission.sender_kind.person")),
                    .init("body", texts("submission.sender_kind.body")),
                ], value: "person"),
            FormField(
                Name.name, label: texts("submission.name"), help: texts("submission.name_help"), isRequired: true,
                maximumLength: limit, autocomplete: auto("name")),
            FormField(
                Name.body, label: texts("submission.body"), help: texts("submission.body_help"), maximumLength: limit,
                autocomplete: auto("organization")),
            FormField(
                Name.mail, .input(type: "email"), label: texts("submission.mail"), help: texts("submission.mail_help"),
                maximumLength: limit, autocomplete: auto("email")),
            FormField(
                Name.phone, .input(type: "tel"), label: texts("submission.phone"), maximumLength: 40,
                autocomplete: auto("tel")),
            FormField(
                Name.address, .textarea(rows: 2), label: texts("submission.address"),
                help: texts("submission.address_help"), maximumLength: 400, autocomplete: auto("street-address")),
        ]
    }

    private static func contentFields(_ files: KeptUploads, _ texts: Texts) -> [FormField] {
        [
            FormField("content_heading", .heading, label: texts("submission.content")),
            FormField(
                Name.title, label: texts("submission.title"), isRequired: true, maximumLength: SubmissionLimit.title),
            FormField(
                Name.message, .textarea(rows: 10), label: texts("submission.message"),
                help: texts("submission.message_help"), maximumLength: SubmissionLimit.message),
        ]
            + files.fields(
                label: texts("submission.files"), help: texts("submission.files_help"), accept: SubmissionLimit.accept)
            + [
                FormField(
                    Name.credit, .radio, label: texts("submission.credit"), isRequired: true,
                    options: [
                        .init("name", texts("submission.credit.name")), .init("pen", texts("submission.credit.pen")),
                    ], value: "name"),
                FormField(
                    Name.penName, label: texts("submission.pen_name"), help: texts("submission.pen_name_help"),
                    maximumLength: SubmissionLimit.name),
            ]
    }

    /// - Parameter areRequired: not for what came on paper, where the office notes what is there.
    private static func promises(_ texts: Texts, areRequired: Bool = true) -> [FormField] {
        [
            FormField("promises_heading", .heading, label: texts("submission.promises")),
            FormField(Name.declaration, .checkbox, label: texts("submission.declaration"), isRequired: areRequired),
            FormField(Name.consent, .checkbox, label: texts("submission.consent"), isRequired: areRequired),
        ]
    }
}
