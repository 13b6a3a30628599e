import Foundation

/// What the template `admin/account` shows.
struct OwnAccountModel: TemplateModel {
    struct Fact: Sendable {
        let label: String
        let value: String
    }

    struct OpenSession: Sendable {
        let device: String
        let current: Bool
        let facts: [Fact]
        let postActions: [PostAction]
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let facts: [Fact]
    let form: FormModel
    let sessions: [OpenSession]
    /// For all other sessions at once.
    let postActions: [PostAction]

    init(_ account: Account, roles: [Role], sessions: [Session], form: FormModel, _ request: Request) {
        let texts = request.texts
        title = texts("account.own")
        intro = account.fullName
        hasActions = false
        actions = []
        facts = [
            ("account.name", account.fullName), ("login.name", account.login), ("account.office", account.office),
            ("account.body", account.body), ("account.email", account.email),
            ("account.roles", roles.map { texts.optional("role.\($0.name)") ?? $0.name }.joined(separator: ", ")),
            ("account.last_login", account.lastLoginAt.map { VietnamTime($0).timeText } ?? ""),
        ].filter { !$0.1.isEmpty }.map { Fact(label: texts($0.0), value: $0.1) }
        self.form = form
        self.sessions = sessions.map { Self.session($0, request) }
        postActions =
            sessions.count < 2
            ? []
            : [
                PostAction(
                    AdminPost(texts("account.end_others"), url: "\(OwnAccountScreen.path)/phien-khac", subject: ""),
                    csrf: request.formToken())
            ]
    }

    private static func session(_ session: Session, _ request: Request) -> OpenSession {
        let texts = request.texts
        let isCurrent = session.id == request.session?.id
        let device = session.userAgent.isEmpty ? texts("account.unknown_device") : session.userAgent
        let end = AdminPost(
            texts("account.end_session"), url: "\(OwnAccountScreen.path)/phien/\(session.id)", subject: device)
        return OpenSession(
            device: device,
            current: isCurrent,
            facts: [
                Fact(label: texts("address_of_client"), value: session.address),
                Fact(label: texts("account.session_since"), value: VietnamTime(session.createdAt).timeText),
                Fact(label: texts("account.session_until"), value: VietnamTime(session.expiresAt).timeText),
            ].filter { !$0.value.isEmpty },
            postActions: isCurrent ? [] : [PostAction(end, csrf: request.formToken())])
    }

    private init() {
        title = "Tài khoản của tôi"
        intro = "Nguyễn Thị Hạnh"
        hasActions = true
        actions = [AdminAction("Xem", url: "/", isPrimary: true, icon: "eye")]
        facts = [Fact(label: "Họ và tên", value: "Nguyễn Thị Hạnh")]
        form = .example
        let post = PostAction(
            AdminPost("Kết thúc", url: "/", subject: "Firefox", isPrimary: true, confirm: .example), csrf: "…")
        sessions = [
            OpenSession(
                device: "Firefox", current: true, facts: [Fact(label: "Địa chỉ", value: "10.0.0.7")],
                postActions: [post])
        ]
        postActions = [post]
    }

    static var example: OwnAccountModel { OwnAccountModel() }
}
