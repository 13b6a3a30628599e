import Foundation
import PortalKit

/// A comment as officers see it: all that it holds, what happened to it, and what can be done with it.
enum CommentScreen {
    static func show(_ request: Request) async throws -> Response {
        let (comment, draft) = try await request.treatedComment()
        return try await screen(comment, draft, failed: nil, request)
    }

    static func act(_ request: Request) async throws -> Response {
        let (comment, draft) = try await request.treatedComment()
        guard let action = CommentAction(rawValue: request.parameters["action"] ?? "") else {
            throw PortalError.notFound
        }
        let place = try await place(comment, draft, request)
        guard action.isOffered(place) else { throw PortalError.conflict(reason: "error.409") }
        var form = action.form(place, request.texts)
        form.accept(request)
        if action == .treat { CommentAction.check(&form, request.texts) }
        if action == .duplicate, form.isValid { try await checkDuplicate(&form, comment, request) }
        guard form.isValid else { return try await screen(comment, draft, failed: (action, form), request) }
        let (desk, filled) = (CommentDesk(request.module), form)
        do {
            try await request.module.storage.write(as: request.actor) { change in
                try action.perform(filled, on: comment.id, desk, in: change)
            }
        } catch is CommentChanged {
            throw PortalError.conflict(reason: "error.409")
        }
        return .redirect(
            to: request.module.adminURL(ConsultationScreen.comment(comment.id)),
            message: FlashMessage(.success, request.texts("action.done.\(action.rawValue)")))
    }

    private static func checkDuplicate(_ form: inout Form, _ comment: Comment, _ request: Request) async throws {
        let code = form["of"].normalizedInput().uppercased()
        guard !code.isEmpty else { return }
        let other = try await request.module.storage.read { try CommentRows.fetch(code: code, in: $0) }
        if other == nil || other?.draft != comment.draft || other?.id == comment.id
            || other?.duplicateOf == comment.id || other?.state.counts == false
        {
            form.fail("of", request.texts("action.no_such_comment"))
        }
    }

    /// A file, always as a download: nothing that came from outside is shown in the portal's own name.
    static func file(_ request: Request) async throws -> Response {
        let (comment, draft) = try await request.treatedComment()
        guard request.consultation.maySeeSenders(draft) else { throw PortalError.forbidden }
        let position = request.parameters["position"].flatMap { Int($0) } ?? 0
        guard comment.files.indices.contains(position - 1) else { throw PortalError.notFound }
        return .download(comment.files[position - 1])
    }

    // MARK: - The screen

    private static func place(
        _ comment: Comment, _ draft: Draft, _ request: Request
    ) async throws -> CommentAction.Place {
        let maySeeSender = request.consultation.maySeeSenders(draft)
        return try await request.module.storage.read { database in
            CommentAction.Place(
                comment: comment, tags: try CommentRows.tags(of: [comment.id], in: database)[comment.id] ?? [],
                groups: try CommentRows.groups(of: draft.id, in: database),
                knownTags: try CommentRows.tags(ofDraft: draft.id, in: database), maySeeSender: maySeeSender,
                duplicateCode: try comment.duplicateOf.flatMap { try CommentRows.fetch($0, in: database)?.code } ?? "")
        }
    }

    private static func screen(
        _ comment: Comment, _ draft: Draft, failed: (action: CommentAction, form: Form)?, _ request: Request
    ) async throws -> Response {
        let place = try await place(comment, draft, request)
        let (events, same) = try await request.module.storage.read { database in
            (
                try CommentRows.events(of: comment.id, in: database),
                try CommentRows.duplicates(of: comment.id, in: database)
            )
        }
        let (texts, context) = (request.texts, request.module)
        let offered = CommentAction.allCases.filter { $0.isOffered(place) }
        func url(_ action: CommentAction) -> String {
            context.adminURL(ConsultationScreen.action(comment.id, action.rawValue))
        }
        let model = CommentScreenModel(
            title: texts("comments.one", ["code": comment.code]), intro: draft.content.title, hasActions: true,
            actions: [
                AdminAction(
                    texts("comments.list"), url: context.adminURL(ConsultationScreen.comments(draft.id)), icon: "left")
            ], csrf: request.formToken(), state: texts("state.\(comment.state.rawValue)"),
            stateBadge: comment.state.badge.rawValue,
            treatment: comment.treatment.map { texts("treatment.\($0.rawValue)") },
            treatmentBadge: comment.treatment?.badge.rawValue ?? "neutral", reason: comment.reason.present,
            facts: facts(comment, place, request), text: comment.text,
            placeUrl: context.adminURL(ConsultationScreen.heat(draft.id)) + "?ban=\(comment.version)#"
                + (comment.place.anchor.isEmpty ? "toan-van" : comment.place.anchor),
            hasFiles: !comment.files.isEmpty,
            files: place.maySeeSender
                ? comment.files.enumerated().map { index, file in
                    .init(
                        name: file.name, url: context.adminURL(ConsultationScreen.file(comment.id, index + 1)),
                        size: file.bytes.fileSize(language: texts.language))
                } : [], filesNote: place.maySeeSender ? nil : texts("comments.files_hidden"), hasSame: !same.isEmpty,
            same: same.map {
                .init(
                    name: $0.code, url: context.adminURL(ConsultationScreen.comment($0.id)),
                    size: $0.text.excerpt(length: 90))
            },
            buttons: offered.filter(\.isPlain).map {
                .init(label: texts("action.\($0.rawValue)"), url: url($0))
            },
            forms: offered.filter { !$0.isPlain }.map { action in
                let isFailed = failed?.action == action
                let form = isFailed ? failed?.form ?? Form(fields: []) : action.form(place, texts)
                return .init(
                    label: texts("action.\(action.rawValue)"), submit: texts("action.submit.\(action.rawValue)"),
                    url: url(action), open: isFailed || action == .treat && failed == nil, primary: action == .treat,
                    fields: form.fields.map { FieldModel($0, idSuffix: action.rawValue) })
            },
            events: events.map { event in
                EventModel(texts("event.\(event.kind)"), by: event.actor, at: event.at, text: event.text)
            })
        return try request.adminPage(
            "admin/comment", model,
            PageInfo(
                title: model.title,
                breadcrumbs: [
                    DraftEditScreen.listStep(request), DraftEditScreen.draftStep(draft, request),
                ], status: failed == nil ? 200 : 422))
    }

    private static func facts(
        _ comment: Comment, _ place: CommentAction.Place, _ request: Request
    ) -> [FactModel] {
        let texts = request.texts
        var rows: [(String, String, String?)] = [
            ("comment.place", comment.place.label, nil),
            ("comment.version", texts("version.short", ["number": String(comment.version)]), nil),
            ("comment.sender_kind", texts("sender.\(comment.sender.rawValue)"), nil),
            ("comment.body", comment.body, nil), ("comment.channel", texts("channel.\(comment.channel.rawValue)"), nil),
            ("comment.received", VietnamTime(comment.receivedAt).timeText, nil),
            ("action.group", place.groups.first { $0.id == comment.group }?.title ?? "", nil),
            ("action.tags", place.tags.joined(separator: ", "), nil),
            ("action.duplicate_of", place.duplicateCode, nil),
            ("comments.hidden_reason", comment.hiddenReason, nil),
            (
                "comments.treated",
                comment.treatedAt.map { "\(comment.treatedBy), \(VietnamTime($0).timeText)" } ?? "", nil
            ),
        ]
        if comment.erasedAt != nil {
            rows.append(("comment.sender", texts("comments.erased"), nil))
        } else if place.maySeeSender {
            rows += [
                ("comment.name", comment.name, nil), ("comment.mail", comment.mail, "mailto:\(comment.mail)"),
                ("field.contact_phone", comment.phone, "tel:\(comment.phone.filter { $0.isNumber || $0 == "+" })"),
            ]
        } else {
            rows.append(("comment.sender", texts("comments.sender_hidden"), nil))
        }
        return rows.filter { !$0.1.isEmpty }.map { FactModel(texts($0.0), $0.1, url: $0.2) }
    }
}

extension Comment.State {
    var badge: AdminList.Cell.Badge {
        switch self {
        case .published: .success
        case .waiting: .warning
        case .hidden, .spam: .error
        case .unconfirmed, .withdrawn: .neutral
        }
    }
}

/// What the template `admin/comment` shows.
struct CommentScreenModel: TemplateModel {
    struct File: Sendable {
        let name: String
        let url: String
        let size: String
    }

    struct Button: Sendable {
        let label: String
        let url: String
    }

    /// Something to do that asks for something first.
    struct Action: Sendable {
        let label: String
        let submit: String
        let url: String
        let open: Bool
        let primary: Bool
        let fields: [FieldModel]
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let csrf: String
    let state: String
    let stateBadge: String
    let treatment: String?
    let treatmentBadge: String
    let reason: String?
    let facts: [FactModel]
    let text: String
    let placeUrl: String
    let hasFiles: Bool
    let files: [File]
    let filesNote: String?
    let hasSame: Bool
    let same: [File]
    let buttons: [Button]
    let forms: [Action]
    let events: [EventModel]

    static var example: CommentScreenModel {
        let file = File(name: "gop-y.docx", url: "/quan-tri/draft-consultation/y-kien/1/tep/1", size: "12 KB")
        return CommentScreenModel(
            title: "Ý kiến YK-7K2M9QX4TD", intro: "Quy chế", hasActions: true,
            actions: [
                AdminAction("Ý kiến", url: "/quan-tri/draft-consultation/1/y-kien", isPrimary: true, icon: "list")
            ],
            csrf: "…", state: "Chờ xem", stateBadge: "warning", treatment: "Tiếp thu", treatmentBadge: "success",
            reason: "Đã sửa khoản 2", facts: [.example], text: "Nên giảm mức thu.",
            placeUrl: "/quan-tri/draft-consultation/1/theo-dieu#dieu-5", hasFiles: true, files: [file],
            filesNote: "Chỉ người có quyền mới xem được", hasSame: true, same: [file],
            buttons: [Button(label: "Hiển thị", url: "/quan-tri/draft-consultation/y-kien/1/hien-thi")],
            forms: [
                Action(
                    label: "Tiếp thu, giải trình", submit: "Lưu", url: "/quan-tri/draft-consultation/y-kien/1/tiep-thu",
                    open: true, primary: true, fields: FieldModel.examples)
            ], events: [.example])
    }
}
