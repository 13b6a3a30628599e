/// What the template `admin/account` shows.
struct OwnAccountModel: TemplateModel {
    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let facts: [AccountFact]
    let secondFactorUrl: String
    /// Whether it is on, in words.
    let secondFactor: String
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
            ("account.roles", roles.map { $0.title(texts) }.joined(separator: ", ")),
            ("account.last_login", account.lastLoginAt.map { VietnamTime($0).timeText } ?? ""),
        ].filter { !$0.1.isEmpty }.map { AccountFact(label: texts($0.0), value: $0.1) }
        secondFactorUrl = SecondFactorScreen.path
        secondFactor = texts(request.hasSecondFactor ? "second_factor.is_on" : "second_factor.is_off")
        self.form = form
        self.sessions = sessions.map { session in
            let isCurrent = session.id == request.session?.id
            return OpenSession(
                session, endURL: isCurrent ? nil : "\(OwnAccountScreen.path)/phien/\(session.id)", request)
        }
        postActions =
            sessions.count < 2
            ? []
            : [
                PostAction(
                    AdminPost(texts("account.end_others"), url: "\(OwnAccountScreen.path)/phien-khac", subject: ""),
                    csrf: request.formToken())
            ]
    }

    private init() {
        title = "Tài khoản của tôi"
        intro = "Nguyễn Thị Hạnh"
        hasActions = true
        actions = [AdminAction("Xem", url: "/", isPrimary: true, icon: "eye")]
        facts = [AccountFact(label: "Họ và tên", value: "Nguyễn Thị Hạnh")]
        secondFactorUrl = "/quan-tri/tai-khoan/xac-thuc"
        secondFactor = "Đang bật"
        form = .example
        let post = PostAction(
            AdminPost("Kết thúc", url: "/", subject: "Firefox", isPrimary: true, confirm: .example), csrf: "…")
        sessions = [.example]
        postActions = [post]
    }

    static var example: OwnAccountModel { OwnAccountModel() }
}
