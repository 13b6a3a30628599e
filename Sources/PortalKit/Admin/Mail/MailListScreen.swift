import GRDB

/// The mails of the site: what waits, what was sent, what failed and why.
///
/// Addresses, subjects and texts are personal data: whoever only looks after the system sees them masked.
enum MailListScreen {
    private static let pageSize = 25

    static func show(_ request: Request) async throws -> Response {
        let texts = request.texts
        let chosen = request.query["trang-thai"].flatMap(QueuedMail.State.init(rawValue:))
        let page = try request.pageNumber()
        let (state, mails, counts, paging) = try await request.site.database.read { database in
            let counts = try MailQueue.counts(in: database)
            // What needs somebody comes first, what was sent last.
            let state = chosen ?? [.failed, .waiting].first { counts[$0] ?? 0 > 0 } ?? .sent
            let paging = try Paging(number: page, size: pageSize, total: counts[state] ?? 0)
            let mails = try MailQueue.page(state, limit: pageSize, offset: paging.offset, in: database)
            return (state, mails, counts, paging)
        }
        let list = AdminList(
            intro: intro(request),
            filter: filter(state, counts, request),
            columns: [
                .init(texts("mails.recipient")), .init(texts("mails.subject")), .init(texts("mails.created")),
                .init(texts("mails.attempts"), isNumber: true), .init(texts("mails.outcome")),
            ],
            rows: mails.map { row($0, request) },
            empty: texts("mails.none.\(state.rawValue)"),
            pager: Pager(paging, path: AdminPath.mail, query: [("trang-thai", state.rawValue)], texts: texts))
        return try request.adminList(list, PageInfo(title: texts("admin.mail")))
    }

    /// Puts a mail that was given up back into the queue, or has one that waits tried at once.
    static func retry(_ request: Request) async throws -> Response {
        let id = try request.id()
        let isFound = try await request.site.storage(for: "core").write(as: request.actor) { change in
            try MailQueue.retry(id, now: change.now, in: change.database)
            guard change.database.changesCount == 1 else { return false }
            try change.audit("mail.retry", on: RecordReference(type: "core.mail", id: id))
            change.wakeMail()
            return true
        }
        guard isFound else { throw PortalError.notFound }
        return .redirect(to: AdminPath.mail, message: FlashMessage(.success, request.texts("mails.retried")))
    }

    static func path(_ id: Int64) -> String { "\(AdminPath.mail)/\(id)" }

    /// Whether whoever asks may see whom a mail goes to, and what it says.
    static func seesPersonalData(_ request: Request) -> Bool { request.actor.may(CorePermission.mail) }

    /// The address, masked for those who may not see it.
    static func recipient(_ mail: QueuedMail, _ request: Request) -> String {
        guard seesPersonalData(request) else {
            return MailAddress(mail.recipient)?.masked ?? request.texts("mails.no_address")
        }
        return mail.recipientName.isEmpty ? mail.recipient : "\(mail.recipientName) <\(mail.recipient)>"
    }

    // MARK: - Parts

    private static func intro(_ request: Request) -> String {
        let transport = request.site.configuration.mail.transport.rawValue
        let how = request.texts("mails.transport.\(transport)")
        return seesPersonalData(request) ? how : how + " " + request.texts("mails.masked")
    }

    private static func filter(_ state: QueuedMail.State, _ counts: [QueuedMail.State: Int], _ request: Request) -> Form
    {
        let texts = request.texts
        var form = Form(fields: [
            FormField(
                "trang-thai", .select, label: texts("mails.state"),
                options: QueuedMail.State.allCases.map { state in
                    let count = (counts[state] ?? 0).grouped(request.client.language)
                    return .init(state.rawValue, texts("mails.state.\(state.rawValue)", ["count": count]))
                })
        ])
        form.set("trang-thai", to: state.rawValue)
        return form
    }

    private static func row(_ mail: QueuedMail, _ request: Request) -> AdminList.Row {
        let texts = request.texts
        let mayRead = seesPersonalData(request)
        let recipient = recipient(mail, request)
        return AdminList.Row(
            [
                .init(recipient, url: mayRead ? path(mail.id) : nil),
                .init(mayRead ? mail.subject : texts("mails.of_module", ["name": request.moduleName(mail.module)])),
                .init(VietnamTime(mail.createdAt).timeText),
                .init(mail.attempts.grouped(request.client.language)),
                outcome(mail, texts),
            ],
            posts: mail.state == .sent ? [] : [sendAgain(mail, request)])
    }

    /// The button that tries a mail at once that was not taken yet.
    static func sendAgain(_ mail: QueuedMail, _ request: Request) -> AdminPost {
        AdminPost(
            request.texts("send_again"), url: "\(path(mail.id))/gui-lai", subject: recipient(mail, request))
    }

    private static func outcome(_ mail: QueuedMail, _ texts: Texts) -> AdminList.Cell {
        let next = mail.nextAt.map { VietnamTime($0).timeText } ?? ""
        return switch (mail.state, mail.error) {
        case (.sent, _): .init(texts("mails.sent"), badge: .success)
        case (.failed, let error): .init(texts("mails.failed", ["reason": error ?? ""]), badge: .error)
        case (.waiting, let error?): .init(texts("mails.again", ["time": next, "reason": error]), badge: .warning)
        case (.waiting, nil): .init(texts("mails.waiting"), badge: .neutral)
        }
    }
}
