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
        let action: CommentAction = try request.recordAction()
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
            message: FlashMessage(.success, action.done(request.texts)))
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
        var record = AdminRecord(title: texts("comments.one", ["code": comment.code]))
        record.intro = draft.content.title
        record.actions = [
            AdminAction(
                texts("comments.list"), url: context.adminURL(ConsultationScreen.comments(draft.id)), icon: "left"),
            AdminAction(
                texts("comments.in_text"),
                url: context.adminURL(ConsultationScreen.heat(draft.id)) + "?ban=\(comment.version)#"
                    + (comment.place.anchor.isEmpty ? "toan-van" : comment.place.anchor), icon: "file"),
        ]
        record.badges = [.init(texts("state.\(comment.state.rawValue)"), comment.state.badge)]
        if let treatment = comment.treatment {
            record.badges.append(.init(texts("treatment.\(treatment.rawValue)"), treatment.badge))
        }
        record.quote = comment.text
        record.facts = facts(comment, place, request)
        record.parts = parts(comment, place, request)
        if !same.isEmpty { record.sections = [duplicates(same, request)] }
        record.events = events.map { event in
            EventModel(texts("event.\(event.kind)"), by: event.actor, at: event.at, text: event.text)
        }
        record.work = request.recordWork(
            CommentAction.allCases.filter { $0.isOffered(place) }, primary: .treat, open: .treat, failed: failed,
            url: { context.adminURL(ConsultationScreen.action(comment.id, $0.rawValue)) },
            form: { $0.form(place, texts) })
        return try request.adminRecord(
            record,
            PageInfo(
                title: texts("comments.one", ["code": comment.code]),
                breadcrumbs: [
                    DraftEditScreen.listStep(request), DraftEditScreen.draftStep(draft, request),
                ], status: failed == nil ? 200 : 422))
    }

    private static func parts(
        _ comment: Comment, _ place: CommentAction.Place, _ request: Request
    ) -> [AdminRecord.Part] {
        let (texts, context) = (request.texts, request.module)
        var parts: [AdminRecord.Part] = []
        if let reason = comment.reason.present { parts.append(.init("reason", texts("action.reason"), text: reason)) }
        guard !comment.files.isEmpty else { return parts }
        guard place.maySeeSender else {
            return parts + [.init("files", texts("comment.files"), text: texts("comments.files_hidden"))]
        }
        let files = comment.files.enumerated().map { index, file in
            FileModel(
                file.name, bytes: file.bytes,
                url: context.adminURL(ConsultationScreen.file(comment.id, index + 1)), texts)
        }
        return parts + [.init("files", texts("comment.files"), files: files)]
    }

    private static func duplicates(_ comments: [Comment], _ request: Request) -> AdminRecord.Section {
        let (texts, context) = (request.texts, request.module)
        return AdminRecord.Section(
            id: "same", heading: texts("comments.same"),
            table: TableModel(
                columns: [.init(texts("export.code"), isCode: true), .init(texts("comment.text"))],
                rows: comments.map { comment in
                    [
                        .init(comment.code, url: context.adminURL(ConsultationScreen.comment(comment.id))),
                        .init(comment.text.excerpt(length: 90)),
                    ]
                }, empty: ""))
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
