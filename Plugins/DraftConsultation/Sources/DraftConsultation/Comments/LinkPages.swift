import PortalKit

/// The pages that links in mails lead to. Opening one changes nothing: programs that look through mails open links too.
enum LinkPages {
    // MARK: - Confirming a comment

    static func confirm(_ request: Request) async throws -> Response {
        let (link, comment, draft) = try await comment(.confirm, request)
        guard request.method == .post else {
            return try await page(
                title: request.texts("confirm.title"), draft, comment,
                explanation: request.texts("confirm.question"), submit: request.texts("confirm.submit"), request)
        }
        let desk = CommentDesk(request.module)
        do {
            try await request.module.storage.write(as: request.actor) { change in
                try desk.confirm(comment.id, in: change)
                try link.use(in: change.database)
            }
        } catch is CommentChanged {
            // A double click: the first has confirmed it.
        }
        return .redirect(
            to: request.module.url(ConsultationPath.sent(comment.code)),
            message: FlashMessage(.success, request.texts("confirm.done")))
    }

    // MARK: - One's own comment

    static func own(_ request: Request) async throws -> Response {
        let (link, comment, draft) = try await comment(.own, request)
        let (texts, phase) = (request.texts, draft.phase(at: request.now))
        let mayWithdraw = comment.state.counts && draft.reportedAt == nil
        guard request.method == .post else {
            let treatment = draft.reportedAt == nil ? nil : comment.treatment
            return try await page(
                title: texts("own.title"), draft, comment,
                explanation: texts(mayWithdraw ? "own.explanation" : "own.explanation_closed"),
                state: texts("sent.state.\((comment.state == .spam ? Comment.State.waiting : comment.state).rawValue)"),
                phase: texts(phase.key), treatment: treatment.map { texts("treatment.\($0.rawValue)") },
                reason: treatment == nil ? nil : comment.reason.present,
                submit: mayWithdraw ? texts("own.withdraw") : nil, request)
        }
        guard mayWithdraw else { throw PortalError.notFound }
        let desk = CommentDesk(request.module)
        do {
            try await request.module.storage.write(as: request.actor) { change in
                try desk.withdraw(comment.id, in: change)
                try link.use(in: change.database)
            }
        } catch is CommentChanged {
            throw PortalError.notFound
        }
        return .redirect(
            to: request.module.url(draft.path), message: FlashMessage(.success, texts("own.withdrawn")))
    }

    /// The link's comment and draft.
    ///
    /// - Throws: `PortalError.notFound` when the link was used up or its time is over.
    private static func comment(
        _ purpose: OneTimeLink.Purpose, _ request: Request
    ) async throws -> (OneTimeLink, Comment, Draft) {
        let (token, now) = (request.query["ma"] ?? "", request.now)
        let found = try await request.module.storage.read { database -> (OneTimeLink, Comment, Draft)? in
            guard let link = try OneTimeLink.find(token, purpose, now: now, in: database), let id = link.comment,
                let comment = try CommentRows.fetch(id, in: database),
                let draft = try DraftRows.fetch(comment.draft, in: database)
            else { return nil }
            return (link, comment, draft)
        }
        guard let found else { throw PortalError.notFound }
        return found
    }

    // MARK: - Following

    static func follow(_ request: Request) async throws -> Response {
        let (link, draft) = try await follower(.follow, request)
        guard request.method == .post else {
            return try await page(
                title: request.texts("follow.confirm_title"), draft, nil,
                explanation: request.texts("follow.confirm_question"), submit: request.texts("follow.confirm"), request)
        }
        let desk = FollowDesk(request.module)
        try await request.module.storage.write(as: request.actor) { change in
            try desk.confirm(link.follower ?? 0, in: change)
            try link.use(in: change.database)
        }
        return .redirect(
            to: request.module.url(draft.path), message: FlashMessage(.success, request.texts("follow.confirmed")))
    }

    static func unfollow(_ request: Request) async throws -> Response {
        let (link, draft) = try await follower(.unfollow, request)
        guard request.method == .post else {
            return try await page(
                title: request.texts("follow.end_title"), draft, nil,
                explanation: request.texts("follow.end_question"), submit: request.texts("follow.end"), request)
        }
        let desk = FollowDesk(request.module)
        try await request.module.storage.write(as: request.actor) { try desk.remove(link.follower ?? 0, in: $0) }
        return .redirect(
            to: request.module.url(draft.path), message: FlashMessage(.success, request.texts("follow.ended")))
    }

    private static func follower(
        _ purpose: OneTimeLink.Purpose, _ request: Request
    ) async throws -> (OneTimeLink, Draft) {
        let (token, now) = (request.query["ma"] ?? "", request.now)
        let found = try await request.module.storage.read { database -> (OneTimeLink, Draft)? in
            guard let link = try OneTimeLink.find(token, purpose, now: now, in: database), let id = link.follower,
                let draft = try FollowDesk.draft(of: id, in: database)
            else { return nil }
            return (link, draft)
        }
        guard let found, found.1.isPublic || purpose == .unfollow else { throw PortalError.notFound }
        return found
    }

    // MARK: - The page

    private static func page(
        title: String, _ draft: Draft, _ comment: Comment?, explanation: String, state: String? = nil,
        phase: String? = nil, treatment: String? = nil, reason: String? = nil, submit: String?, _ request: Request
    ) async throws -> Response {
        let url = request.path + "?" + FormURLEncoded.encode([("ma", request.query["ma"] ?? "")])
        var place = comment?.place
        if let comment, let words = try await request.placeWords(draft, version: comment.version) {
            place = words.worded(comment.place)
        }
        let model = LinkModel(
            title: title, draft: draft.content.title, draftUrl: request.module.url(draft.path),
            explanation: explanation,
            place: place?.label, text: comment?.text.present, state: state, phase: phase, treatment: treatment,
            reason: reason, submit: submit, url: url, csrf: request.formToken())
        return try request.page("link", model, PageInfo(title: title, isIndexed: false))
    }
}

/// What the template `link` shows.
struct LinkModel: TemplateModel {
    let title: String
    let draft: String
    let draftUrl: String
    let explanation: String
    let place: String?
    let text: String?
    let state: String?
    let phase: String?
    let treatment: String?
    let reason: String?
    /// Nil when there is nothing to do.
    let submit: String?
    let url: String
    let csrf: String

    static var example: LinkModel {
        LinkModel(
            title: "Xác nhận ý kiến", draft: "Quy chế", draftUrl: "/du-thao/quy-che", explanation: "Xác nhận?",
            place: "Điều 5", text: "Nên giảm mức thu.", state: "Đã hiển thị", phase: "Đang lấy ý kiến",
            treatment: "Tiếp thu", reason: "Đã sửa", submit: "Xác nhận",
            url: "/du-thao/lien-ket/xac-nhan?ma=…", csrf: "…")
    }
}
