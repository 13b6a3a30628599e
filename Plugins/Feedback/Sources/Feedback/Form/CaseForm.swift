import Foundation
import PortalKit

/// The form of a case: for everybody, and with how and when it came for officers.
struct CaseForm: Sendable {
    enum Kind: Sendable {
        case everybody
        case office
    }

    enum Name {
        static let channel = "channel"
        static let receivedOn = "received_on"
        static let kind = "kind"
        static let topic = "topic"
        static let title = "title"
        static let text = "text"
        static let area = "area"
        static let place = "place"
        static let name = "name"
        static let phone = "phone"
        static let mail = "mail"
        static let address = "address"
        static let anonymous = "anonymous"
        static let mayPublish = "may_publish"
        static let consent = "consent"
    }

    let kind: Kind
    var form: Form
    let uploads: KeptUploads
    let map: MapField?
    /// How many of the fields stand before the map picture.
    private let fieldsBeforeMap: Int
    private let request: Request
    private let settings: FeedbackSettings

    /// The form as it is shown first, or with what was sent, checked.
    init(_ kind: Kind, map: MapField?, _ request: Request) {
        self.kind = kind
        self.request = request
        settings = FeedbackSettings(request.module.settings, language: request.texts.language)
        uploads = KeptUploads(
            request, types: kind == .office ? FeedbackLimit.papers : FeedbackLimit.photos,
            maximum: FeedbackLimit.files)
        self.map = map
        let arrival = kind == .office ? Self.arrivalFields(request) : []
        let first =
            arrival + Self.matterFields(settings, request.texts) + Self.placeFields(map, settings, request.texts)
        let rest =
            Self.uploadFields(kind, uploads, request.texts) + Self.senderFields(kind, settings, request.texts)
            + Self.promises(kind, request.texts)
        form = Form(fields: first + rest)
        fieldsBeforeMap = first.count
        guard request.method == .post else { return }
        if isPointing {
            // A click on the map is no attempt to send: nothing is wrong yet.
            for name in request.form.names { form.set(name, to: request.form.all(name)) }
        } else {
            form.accept(request)
        }
        uploads.restore(in: &form)
        map?.accept(request, in: &form)
        if !isPointing { check() }
    }

    /// Whether only a point on the map was set or taken away: the form is shown again, and nothing is wrong with it.
    var isPointing: Bool { map?.isPressed(request) == true }

    /// The fields before and after the map picture, for the partial `partials/case-form`.
    func parts(_ intake: Intake? = nil) -> CaseFormParts {
        CaseFormParts(
            before: form.fields.prefix(fieldsBeforeMap).map { FieldModel($0) },
            after: form.fields.dropFirst(fieldsBeforeMap).map { FieldModel($0) }, summary: summary,
            asksSum: intake?.obstacle == .unanswered || intake?.obstacle == .wrongAnswer,
            map: map.map { MapModel($0, point: $0.point(in: form), request.texts) })
    }

    /// Only what is wrong, for the list above the form: there a whole sentence of consent is no name of a field.
    private var summary: FormModel {
        let consent = FormField(Name.consent, .checkbox, label: request.texts("form.consent_short"))
        var named = Form(fields: form.fields.dropLast() + [consent])
        for (name, reason) in form.errors { named.fail(name, reason) }
        return request.formModel(named, submit: "")
    }

    /// What was sent.
    var draft: CaseDraft {
        var draft = CaseDraft()
        draft.kind = FeedbackCase.Kind(rawValue: form[Name.kind]) ?? .report
        draft.topic = form[Name.topic]
        draft.title = form[Name.title]
        draft.text = form[Name.text]
        draft.place = FeedbackCase.Place(
            area: form[Name.area], text: form[Name.place], point: map?.point(in: form))
        draft.sender = FeedbackCase.Sender(
            name: form[Name.name], phone: form[Name.phone], mail: form[Name.mail], address: form[Name.address],
            isAnonymous: form.isChecked(Name.anonymous))
        draft.mayPublish = form.isChecked(Name.mayPublish)
        draft.hasConsented = form.isChecked(Name.consent)
        if kind == .office {
            draft.channel = FeedbackCase.Channel(rawValue: form[Name.channel]) ?? .counter
            draft.receivedAt = VietnamTime(parsing: form[Name.receivedOn]).map { day in
                // The moment of entering, on the day on which it came.
                min(day.dayBounds.lowerBound.addingTimeInterval(12 * 3600), request.now)
            }
        }
        return draft
    }

    private mutating func check() {
        let texts = request.texts
        if !form[Name.mail].isEmpty, MailAddress(form[Name.mail]) == nil {
            form.fail(Name.mail, texts("form.error.mail"))
        }
        if !form[Name.phone].isEmpty, !(9...15).contains(form[Name.phone].phoneKey.count) {
            form.fail(Name.phone, texts("form.error.phone"))
        }
        switch kind {
        case .everybody:
            if settings.needsContact, form[Name.mail].isEmpty, form[Name.phone].isEmpty {
                form.fail(Name.phone, texts("form.error.contact"))
            }
            if !form.isChecked(Name.consent) { form.fail(Name.consent, texts("form.error.consent")) }
        case .office:
            if let day = VietnamTime(parsing: form[Name.receivedOn]), day.date > request.now {
                form.fail(Name.receivedOn, texts("form.error.future"))
            }
        }
    }

    // MARK: - The fields

    private static func arrivalFields(_ request: Request) -> [FormField] {
        let texts = request.texts
        return [
            FormField(
                Name.channel, .select, label: texts("case.channel"), isRequired: true,
                options: FeedbackCase.Channel.registered.map {
                    FormField.Option($0.rawValue, texts("case.channel.\($0.rawValue)"))
                }),
            FormField(
                Name.receivedOn, .input(type: "date"), label: texts("form.received_on"), isRequired: true,
                value: VietnamTime(request.now).isoDay),
        ]
    }

    private static func matterFields(_ settings: FeedbackSettings, _ texts: Texts) -> [FormField] {
        [
            FormField("matter_heading", .heading, label: texts("form.matter")),
            FormField(
                Name.kind, .radio, label: texts("form.kind"), isRequired: true,
                options: FeedbackCase.Kind.allCases.map {
                    FormField.Option($0.rawValue, texts("form.kind.\($0.rawValue)"))
                }, value: FeedbackCase.Kind.report.rawValue),
            FormField(
                Name.topic, .select, label: texts("case.topic"), isRequired: true,
                options: [FormField.Option("", texts("form.choose"))]
                    + settings.topics.map { FormField.Option($0.slug, $0.title) }),
            FormField(
                Name.title, label: texts("form.title"), help: texts("form.title_help"), isRequired: true,
                maximumLength: FeedbackLimit.title),
            FormField(
                Name.text, .textarea(rows: 8), label: texts("form.text"), help: texts("form.text_help"),
                isRequired: true, maximumLength: FeedbackLimit.text),
        ]
    }

    private static func placeFields(_ map: MapField?, _ settings: FeedbackSettings, _ texts: Texts) -> [FormField] {
        let area =
            settings.areas.isEmpty
            ? []
            : [
                FormField(
                    Name.area, .select, label: texts("case.area"),
                    options: [FormField.Option("", texts("form.choose"))]
                        + settings.areas.map { FormField.Option($0, $0) })
            ]
        return [FormField("place_heading", .heading, label: texts("form.place"))] + area + [
            FormField(
                Name.place, label: texts("case.place"), help: texts("form.place_help"),
                maximumLength: FeedbackLimit.title)
        ] + (map?.fields(texts) ?? [])
    }

    private static func uploadFields(_ kind: Kind, _ uploads: KeptUploads, _ texts: Texts) -> [FormField] {
        [FormField("files_heading", .heading, label: texts("form.photos"))]
            + uploads.fields(
                label: texts(kind == .office ? "form.papers" : "form.photo_files"),
                help: texts(kind == .office ? "form.papers_help" : "form.photo_help"),
                accept: kind == .office ? FeedbackLimit.papersAccept : FeedbackLimit.photosAccept)
    }

    private static func senderFields(_ kind: Kind, _ settings: FeedbackSettings, _ texts: Texts) -> [FormField] {
        let isPublic = kind == .everybody
        let auto = { (token: String) -> String? in isPublic ? token : nil }
        return [
            FormField("sender_heading", .heading, label: texts("form.sender")),
            FormField(
                Name.name, label: texts("case.name"), isRequired: isPublic && settings.needsContact,
                maximumLength: FeedbackLimit.name, autocomplete: auto("name")),
            FormField(
                Name.phone, .input(type: "tel"), label: texts("case.phone"), help: texts("form.phone_help"),
                maximumLength: 40, autocomplete: auto("tel")),
            FormField(
                Name.mail, .input(type: "email"), label: texts("case.mail"), help: texts("form.mail_help"),
                maximumLength: FeedbackLimit.name, autocomplete: auto("email")),
            FormField(
                Name.address, label: texts("case.address"), maximumLength: FeedbackLimit.title,
                autocomplete: auto("street-address")),
            FormField(
                Name.anonymous, .checkbox, label: texts("form.anonymous"), help: texts("form.anonymous_help")),
        ]
    }

    private static func promises(_ kind: Kind, _ texts: Texts) -> [FormField] {
        let heading = FormField("promises_heading", .heading, label: texts("form.promises"))
        let publish = FormField(
            Name.mayPublish, .checkbox, label: texts("form.may_publish"), help: texts("form.may_publish_help"))
        let consent = FormField(
            Name.consent, .checkbox, label: texts(kind == .office ? "form.consent_office" : "form.consent"),
            isRequired: kind == .everybody)
        // The summary of errors takes the last one for the consent.
        return [heading, publish, consent]
    }
}

extension CaseForm {
    /// Re-encodes the photos that were sent; what cannot be read is said at the field.
    mutating func newFiles(role: CaseFile.Role, in library: FileLibrary) throws -> NewFiles {
        var unreadable: [String] = []
        let files = try NewFiles(uploads, role: role, in: library, unreadable: &unreadable)
        if !unreadable.isEmpty {
            form.fail("files", request.texts("form.error.photo", ["name": unreadable.joined(separator: ", ")]))
        }
        return files
    }
}

/// The form's fields around the map picture.
struct CaseFormParts: Sendable {
    let before: [FieldModel]
    let after: [FieldModel]
    let summary: FormModel
    /// Whether the sum that tells people from programs is what is wrong.
    let asksSum: Bool
    let map: MapModel?

    static let example = CaseFormParts(
        before: FieldModel.examples, after: FieldModel.examples, summary: .example, asksSum: true,
        map: .example)
}
