import PortalKit

/// Where contributors with an account (cộng tác viên) send items and see what became of theirs.
enum OwnSubmissionsScreen {
    private static let pageSize = 20

    static func list(_ request: Request) async throws -> Response {
        var search = SubmissionSearch(now: request.now)
        search.account = request.actor.personId ?? -1
        let (mine, number, texts, context) = (search, try request.pageNumber(), request.texts, request.module)
        let (rows, paging) = try await context.storage.read { database in
            let paging = try Paging(number: number, size: pageSize, total: mine.count(in: database))
            return (try mine.rows(limit: pageSize, offset: paging.offset, in: database), paging)
        }
        return try request.adminList(
            AdminList(
                intro: texts("submission.own_intro"),
                actions: [
                    AdminAction(
                        texts("submission.own_new"), url: context.adminURL(SubmissionScreenPath.send),
                        isPrimary: true, icon: "plus")
                ],
                columns: ["title", "received", "state", "answered"].map { AdminList.Column(texts("submission.\($0)")) },
                rows: rows.map { row in
                    let (state, badge) = row.stateText(texts)
                    return AdminList.Row([
                        .init(row.title, url: context.adminURL(SubmissionScreenPath.own(row.id))),
                        .init(VietnamTime(row.receivedAt).dayText), .init(state, badge: badge),
                        .init(row.answeredAt.map { VietnamTime($0).dayText } ?? "–"),
                    ])
                }, empty: texts("submission.own_none"),
                pager: Pager(paging, path: context.adminURL(SubmissionScreenPath.own), texts: texts)),
            PageInfo(title: texts("submission.own")))
    }

    static func new(_ request: Request) async throws -> Response {
        try page(SubmissionForm(.contributor, request), request)
    }

    static func send(_ request: Request) async throws -> Response {
        let form = SubmissionForm(.contributor, request)
        let (desk, files, actor) = (SubmissionDesk(request.module), form.files, request.actor)
        guard form.form.isValid, let person = actor.personId else {
            try await request.keep(files)
            return try page(form, request)
        }
        let filled = form.draft
        let submission = try await request.module.storage.write(as: actor) { change in
            var draft = filled
            let account = try AccountStore.find(person, in: change.database)
            draft.channel = .account
            draft.account = person
            draft.sender.name = actor.name
            draft.sender.body = account?.body ?? ""
            draft.sender.mail = account?.email ?? ""
            return try desk.receive(draft, files: files, in: change)
        }
        return .redirect(
            to: request.module.adminURL(SubmissionScreenPath.own(submission.id)),
            message: FlashMessage(.success, request.texts("submission.own_sent", ["code": submission.code])))
    }

    static func show(_ request: Request) async throws -> Response {
        let submission = try await own(request)
        let (files, events, article) = try await request.module.storage.read { database in
            (
                try SubmissionRows.files(of: submission.id, in: database),
                try SubmissionRows.events(of: submission.id, in: database),
                try submission.article.flatMap { try ArticleRows.fetch($0, in: database) }
            )
        }
        return try request.adminRecord(
            SubmissionRecord.own(submission, files: files, events: events, article: article, request),
            PageInfo(title: submission.title, breadcrumbs: [step(request)]))
    }

    static func file(_ request: Request) async throws -> Response {
        try await SubmissionScreen.download(of: try await own(request), request)
    }

    private static func own(_ request: Request) async throws -> Submission {
        let submission = try await request.submission()
        guard let account = submission.account, account == request.actor.personId else { throw PortalError.notFound }
        return submission
    }

    private static func step(_ request: Request) -> PageInfo.Breadcrumb {
        PageInfo.Breadcrumb(request.texts("submission.own"), url: request.module.adminURL(SubmissionScreenPath.own))
    }

    private static func page(_ form: SubmissionForm, _ request: Request) throws -> Response {
        try request.adminForm(
            form.form, PageInfo(title: request.texts("submission.own_new"), breadcrumbs: [step(request)]),
            submit: request.texts("submission.send"), cancelURL: request.module.adminURL(SubmissionScreenPath.own),
            intro: request.texts("submission.own_new_intro"))
    }
}
