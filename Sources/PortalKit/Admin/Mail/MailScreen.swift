import GRDB

/// One mail, for those who may read it: where no real mail leaves the site, this is the mailbox.
enum MailScreen {
    static func show(_ request: Request) async throws -> Response {
        let id = try request.id()
        guard let mail = try await request.site.database.read({ try MailQueue.find(id, in: $0) }) else {
            throw PortalError.notFound
        }
        let texts = request.texts
        let isHidden = mail.isConfidential && request.site.mailTransport?.0.isTrial != true
        let facts: [(String, String)] = [
            ("mails.recipient", MailListScreen.recipient(mail, request)),
            ("mails.created", VietnamTime(mail.createdAt).timeText),
            ("mails.state", texts("mails.is.\(mail.state.rawValue)")),
            ("mails.attempts", mail.attempts.grouped(request.client.language)),
            ("mails.next", mail.nextAt.map { VietnamTime($0).timeText } ?? ""), ("mails.error", mail.error ?? ""),
        ]
        let model = MailModel(
            title: mail.subject, intro: nil, hasActions: false, actions: [],
            facts: facts.filter { !$0.1.isEmpty }.map { AccountFact(label: texts($0.0), value: $0.1) },
            notice: isHidden ? texts("mails.confidential") : nil, text: isHidden ? nil : mail.text,
            postActions: mail.state == .sent
                ? [] : [PostAction(MailListScreen.sendAgain(mail, request), csrf: request.formToken())])
        let info = PageInfo(title: model.title, breadcrumbs: [.init(texts("admin.mail"), url: AdminPath.mail)])
        return try request.adminCorePage("admin/mail", model, info)
    }
}

/// What the template `admin/mail` shows.
struct MailModel: TemplateModel {
    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let facts: [AccountFact]
    let notice: String?
    let text: String?
    let postActions: [PostAction]

    static var example: MailModel {
        MailModel(
            title: "Lời mời", intro: "Thư gửi đi", hasActions: true,
            actions: [AdminAction("Xem", url: "/", isPrimary: true, icon: "eye")],
            facts: [AccountFact(label: "Người nhận", value: "an@xa.example")], notice: "Nội dung không hiển thị",
            text: "Kính gửi ông An",
            postActions: [
                PostAction(
                    AdminPost("Gửi lại", url: "/", subject: "an@xa.example", isPrimary: true, confirm: .example),
                    csrf: "…")
            ])
    }
}
