import Foundation
import GRDB
import PortalKit

/// The sender's own view of their case: where it stands, what was said, and what they can do. It is opened by a link that
/// is good for two hours, made when code and contact were right.
enum CaseFilePage {
    static func show(_ request: Request) async throws -> Response {
        guard let file = try await SenderFile.read(request) else { return again(request) }
        return try page(file, failed: nil, request)
    }

    static func act(_ request: Request) async throws -> Response {
        guard let file = try await SenderFile.read(request) else { return again(request) }
        let action = SenderAction.allCases.first { $0.rawValue == request.form["viec"] }
        guard let action, action.isOffered(file, now: request.now) else {
            throw PortalError.conflict(reason: "error.409")
        }
        var form = SenderForm(action, request)
        guard form.form.isValid else { return try await refused(file, form, request) }
        let files = try form.newFiles(in: request.module.files)
        guard form.form.isValid else { return try await refused(file, form, request) }
        let (desk, filled, id) = (CaseDesk(request.module), form, file.item.id)
        do {
            try await request.module.storage.write(as: request.actor) { change in
                try filled.perform(on: id, files: files, desk, in: change)
            }
        } catch is CaseChanged {
            throw PortalError.conflict(reason: "error.409")
        }
        return .redirect(
            to: request.module.url(FeedbackPath.caseFile(file.token)),
            message: FlashMessage(.success, request.texts("sender.done.\(action.rawValue)")))
    }

    /// A photo of the sender's own case: before it is published only officers get it by its address.
    static func photo(_ request: Request) async throws -> Response {
        guard let file = try await SenderFile.read(request) else { throw PortalError.notFound }
        let position = request.query.integer("so") ?? 0
        guard let photo = file.files.first(where: { $0.position == position && $0.isPhoto && $0.role != .opinion })
        else { throw PortalError.notFound }
        return Response(
            headers: [
                "Content-Type": photo.mediaType.contentType, "Cache-Control": "private, no-store",
                "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
            ], body: .file(photo.smallHash))
    }

    /// The link is too old: code and contact are asked for again.
    private static func again(_ request: Request) -> Response {
        .redirect(
            to: request.module.url(FeedbackPath.tracking),
            message: FlashMessage(.warning, request.texts("tracking.expired")))
    }

    private static func refused(_ file: SenderFile, _ form: SenderForm, _ request: Request) async throws -> Response {
        if let uploads = form.uploads { try await request.keep(uploads) }
        return try page(file, failed: form, request)
    }

    private static func page(_ file: SenderFile, failed: SenderForm?, _ request: Request) throws -> Response {
        let model = CaseFileModel(file, failed: failed, request)
        return try request.page(
            "case-file", model,
            PageInfo(
                title: model.title,
                breadcrumbs: [
                    request.feedbackStep,
                    .init(request.texts("tracking.title"), url: request.module.url(FeedbackPath.tracking)),
                ], isIndexed: false, status: failed == nil ? 200 : 422))
    }
}

/// A case as its sender sees it, with what its answer is when it was joined to another.
struct SenderFile: Sendable {
    let token: String
    let item: FeedbackCase
    /// The case with which it is answered: itself, or the one that it was joined to.
    let answering: FeedbackCase
    let files: [CaseFile]
    let events: [CaseEvent]
    let question: String?
    let ratingDays: Int

    /// Nil when the link's time is over.
    static func read(_ request: Request) async throws -> SenderFile? {
        let (token, now) = (request.query["ma"] ?? "", request.now)
        let days = FeedbackSettings(request.module.settings).ratingDays
        // Nobody keeps this page.
        _ = request.formToken()
        return try await request.module.storage.read { database in
            let id = try Int64.fetchOne(
                database, sql: "SELECT case_id FROM feedback_access WHERE token_hash = ? AND expires_at >= ?",
                arguments: [OneTimeToken.hash(token), now])
            guard let id, let item = try CaseRows.fetch(id, in: database), item.erasedAt == nil else { return nil }
            let events = try CaseRows.events(of: id, in: database)
            return SenderFile(
                token: token, item: item,
                answering: try item.mergedInto.flatMap { try CaseRows.fetch($0, in: database) } ?? item,
                files: try CaseFiles.list(of: id, in: database), events: events,
                question: item.state == .asked ? events.first { $0.kind == .asked }?.text : nil, ratingDays: days)
        }
    }
}

/// What a sender can do; the raw value stands in the form.
enum SenderAction: String, CaseIterable, Sendable {
    case supplement = "bo-sung"
    case rate = "danh-gia"
    case withdraw = "rut-lai"

    func isOffered(_ file: SenderFile, now: Date) -> Bool {
        switch self {
        case .supplement, .withdraw: file.item.state.isOpen
        case .rate:
            file.item.state == .answered
                && file.item.answeredAt.map {
                    now < $0.addingTimeInterval(Double(file.ratingDays) * 86_400)
                } == true
        }
    }
}

/// The form of what a sender does.
struct SenderForm: Sendable {
    let action: SenderAction
    var form: Form
    let uploads: KeptUploads?
    private let texts: Texts

    init(_ action: SenderAction, _ request: Request) {
        self.action = action
        texts = request.texts
        uploads =
            action == .supplement
            ? KeptUploads(request, types: FeedbackLimit.photos, maximum: FeedbackLimit.files) : nil
        form = Form(fields: Self.fields(action, uploads, request.texts))
        guard request.method == .post, request.form["viec"] == action.rawValue else { return }
        form.accept(request)
        uploads?.restore(in: &form)
        if action == .supplement, form["message"].isEmpty, uploads?.files.isEmpty == true {
            form.fail("message", texts("sender.error.empty"))
        }
    }

    private static func fields(_ action: SenderAction, _ uploads: KeptUploads?, _ texts: Texts) -> [FormField] {
        let hidden = FormField("viec", .hidden, label: action.rawValue, value: action.rawValue)
        switch action {
        case .supplement:
            return [
                hidden,
                FormField(
                    "message", .textarea(rows: 5), label: texts("sender.message"), maximumLength: FeedbackLimit.note),
            ]
                + (uploads?.fields(
                    label: texts("form.photo_files"), help: texts("form.photo_help"),
                    accept: FeedbackLimit.photosAccept) ?? [])
        case .rate:
            return [
                hidden,
                FormField(
                    "rating", .radio, label: texts("sender.rating"), isRequired: true,
                    options: FeedbackCase.Rating.allCases.reversed().map {
                        FormField.Option(String($0.rawValue), texts("rating.\($0.key)"))
                    }),
                FormField(
                    "comment", .textarea(rows: 3), label: texts("sender.comment"), help: texts("sender.comment_help"),
                    maximumLength: 1000),
            ]
        case .withdraw:
            return [
                hidden,
                FormField(
                    "reason", .textarea(rows: 3), label: texts("sender.withdraw_reason"), maximumLength: 1000),
                FormField("sure", .checkbox, label: texts("sender.withdraw_sure"), isRequired: true),
            ]
        }
    }

    mutating func newFiles(in library: FileLibrary) throws -> NewFiles {
        guard let uploads else { return .none }
        var unreadable: [String] = []
        let files = try NewFiles(uploads, role: .sender, in: library, unreadable: &unreadable)
        if !unreadable.isEmpty {
            form.fail("files", texts("form.error.photo", ["name": unreadable.joined(separator: ", ")]))
        }
        return files
    }

    func perform(on id: Int64, files: NewFiles, _ desk: CaseDesk, in change: Change) throws {
        switch action {
        case .supplement: try desk.supplement(id, text: form["message"], files: files, in: change)
        case .withdraw: try desk.withdraw(id, reason: form["reason"], in: change)
        case .rate:
            guard let rating = Int(form["rating"]).flatMap(FeedbackCase.Rating.init(rawValue:)) else { return }
            try desk.rate(id, rating, comment: form["comment"], in: change)
        }
    }
}
