import Foundation
import PortalKit

/// The form of a comment: for everybody, and for officers who enter what came on paper.
struct CommentForm: Sendable {
    enum Name {
        static let place = "place"
        static let text = "text"
        static let name = "sender_name"
        static let mail = "sender_mail"
        static let phone = "sender_phone"
        static let follow = "follow"
        static let consent = "consent"
        static let sender = "sender_kind"
        static let body = "sender_body"
        static let channel = "channel"
        static let received = "received_on"
        static let version = "version"
    }

    let isOffice: Bool
    let files: KeptUploads
    var form: Form
    /// What can be commented on, named in the site's first language: mails, lists and the report say it to others.
    private let places: [String: DraftPlace]
    private let request: Request

    /// The form as it is shown first, or with what was sent, checked.
    ///
    /// - Parameters:
    ///   - text: the text that is commented on.
    ///   - chosen: the place in its address.
    init(_ draft: Draft, _ text: LegalText, chosen: String, isOffice: Bool, _ request: Request) {
        self.isOffice = isOffice
        self.request = request
        files = KeptUploads(request, types: CommentLimit.types, maximum: CommentLimit.files)
        let (texts, settings) = (request.texts, ConsultationSettings(request))
        places = Self.places(draft, text, request.module.texts)
        let options = Self.options(draft, text, texts)
        let content = Self.content(options, places[chosen] == nil ? "" : chosen, texts)
        let attached = files.fields(
            label: texts("comment.files"), help: texts("comment.files_help"), accept: CommentLimit.accept)
        form = Form(
            fields: content + attached
                + (isOffice ? Self.arrival(request) : Self.sender(settings, texts) + Self.promises(texts)))
        guard request.method == .post else { return }
        form.accept(request)
        files.restore(in: &form)
        check(settings)
    }

    /// What was sent.
    func comment(on draft: Draft) -> CommentDraft {
        var sent = CommentDraft(place: places[form[Name.place]] ?? .whole(request.module.texts), version: draft.version)
        sent.text = form[Name.text].normalizedInput(multiline: true)
        sent.name = form[Name.name]
        sent.mail = form[Name.mail]
        sent.phone = form[Name.phone]
        guard isOffice else {
            sent.hasConsented = form.isChecked(Name.consent)
            sent.follows = form.isChecked(Name.follow)
            return sent
        }
        sent.sender = Comment.Sender(rawValue: form[Name.sender]) ?? .body
        sent.body = sent.sender == .body ? form[Name.body] : ""
        sent.channel = Comment.Channel(rawValue: form[Name.channel]) ?? .paper
        // The moment of entering, on the day on which it came.
        sent.receivedAt = VietnamTime(parsing: form[Name.received]).map {
            min($0.startOfDay.date.addingTimeInterval(12 * 3600), request.now)
        }
        return sent
    }

    /// The words of the place that is chosen, as far as they fit beside the form; nil for the whole and for a question.
    func chosenText(in lines: [LegalLine]) -> String? {
        guard let range = LegalPieces(lines).range(of: form[Name.place]) else { return nil }
        let words = lines[range].map(\.text).joined(separator: "\n")
        return words.count <= Self.longestQuote ? words : words.prefix(Self.longestQuote) + "…"
    }

    private static let longestQuote = 800

    private mutating func check(_ settings: ConsultationSettings) {
        let texts = request.texts
        if isOffice {
            if form[Name.sender] == "body", form[Name.body].isEmpty {
                form.fail(Name.body, texts("comment.error.body"))
            }
            if let day = VietnamTime(parsing: form[Name.received]), day.startOfDay.date > request.now {
                form.fail(Name.received, texts("comment.error.future"))
            }
        } else {
            if !form.isChecked(Name.consent) { form.fail(Name.consent, texts("comment.error.consent")) }
            if form.isChecked(Name.follow), form[Name.mail].isEmpty {
                form.fail(Name.mail, texts("comment.error.mail_to_follow"))
            }
        }
        if !form[Name.mail].isEmpty, MailAddress(form[Name.mail]) == nil {
            form.fail(Name.mail, texts("comment.error.mail"))
        }
    }

    // MARK: - The places

    private static func places(_ draft: Draft, _ text: LegalText, _ texts: Texts) -> [String: DraftPlace] {
        let whole = DraftPlace.whole(texts)
        let questions = draft.content.questions.enumerated().map { DraftPlace.question($0 + 1, $1, texts) }
        let named = questions.map { ($0.article, $0) } + DraftPlaces(text, texts).places.map { ($0.anchor, $0) }
        return Dictionary([("", whole)] + named, uniquingKeysWith: { $1 })
    }

    /// The same places, as the reader chooses among them.
    private static func options(_ draft: Draft, _ text: LegalText, _ texts: Texts) -> [FormField.Option] {
        let questions = draft.content.questions.enumerated().map { index, words in
            let place = DraftPlace.question(index + 1, words, texts)
            return FormField.Option(place.article, place.articleLabel.excerpt(length: 120))
        }
        let pieces = DraftPlaces(text, texts).places.map { place in
            let isPart = place.anchor != place.article
            return FormField.Option(
                place.anchor, isPart ? "– " + place.label : place.label.excerpt(length: 110))
        }
        return [FormField.Option("", DraftPlace.whole(texts).label)] + questions + pieces
    }

    // MARK: - The fields

    private static func content(_ options: [FormField.Option], _ chosen: String, _ texts: Texts) -> [FormField] {
        [
            FormField(
                Name.place, .select, label: texts("comment.place"), help: texts("comment.place_help"), options: options,
                value: chosen),
            FormField(
                Name.text, .textarea(rows: 8), label: texts("comment.text"), help: texts("comment.text_help"),
                isRequired: true, maximumLength: CommentLimit.text),
        ]
    }

    private static func sender(_ settings: ConsultationSettings, _ texts: Texts) -> [FormField] {
        [
            FormField("sender_heading", .heading, label: texts("comment.sender")),
            FormField(
                Name.name, label: texts("comment.name"),
                help: texts(settings.needsName ? "comment.name_help_required" : "comment.name_help"),
                isRequired: settings.needsName, maximumLength: CommentLimit.name, autocomplete: "name"),
            FormField(
                Name.mail, .input(type: "email"), label: texts("comment.mail"),
                help: texts(settings.confirms ? "comment.mail_help" : "comment.mail_help_optional"),
                isRequired: settings.confirms, maximumLength: CommentLimit.name, autocomplete: "email"),
        ]
    }

    private static func promises(_ texts: Texts) -> [FormField] {
        [
            FormField(Name.follow, .checkbox, label: texts("comment.follow")),
            FormField(Name.consent, .checkbox, label: texts("comment.consent"), isRequired: true),
        ]
    }

    private static func arrival(_ request: Request) -> [FormField] {
        let texts = request.texts
        return [
            FormField("sender_heading", .heading, label: texts("comment.sender")),
            FormField(
                Name.sender, .radio, label: texts("comment.sender_kind"), isRequired: true,
                options: Comment.Sender.allCases.reversed().map { .init($0.rawValue, texts("sender.\($0.rawValue)")) },
                value: "body"),
            FormField(
                Name.body, label: texts("comment.body"), help: texts("comment.body_help"),
                maximumLength: CommentLimit.name),
            FormField(
                Name.name, label: texts("comment.person"), help: texts("comment.person_help"),
                maximumLength: CommentLimit.name),
            FormField(
                Name.mail, .input(type: "email"), label: texts("comment.mail"), maximumLength: CommentLimit.name),
            FormField(Name.phone, .input(type: "tel"), label: texts("field.contact_phone"), maximumLength: 40),
            FormField(
                Name.channel, .select, label: texts("comment.channel"), isRequired: true,
                options: Comment.Channel.entered.map { .init($0.rawValue, texts("channel.\($0.rawValue)")) }),
            FormField(
                Name.received, .input(type: "date"), label: texts("comment.received_on"), isRequired: true,
                maximumLength: 30, value: VietnamTime(request.now).isoDay),
        ]
    }
}
