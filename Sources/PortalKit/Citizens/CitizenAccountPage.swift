import Foundation

/// What a citizen sees of their sign-in: what the service told, until when, and the way out.
enum CitizenAccountPage {
    static func show(_ request: Request) throws -> Response {
        request.trace.markPersonal()
        guard let provider = request.site.identityProvider else { throw PortalError.notFound }
        let (texts, name) = (request.texts, provider.settings.name)
        let rows = request.citizen.map { citizen in
            let address = [citizen.address.detail, citizen.address.commune, citizen.address.province]
            return [
                ("name", citizen.name), ("identity", citizen.identity), ("phone", citizen.phone),
                ("email", citizen.email), ("address", address.filter { !$0.isEmpty }.joined(separator: ", ")),
                ("until", request.citizenSessionEnd.map { VietnamTime($0).timeText } ?? ""),
            ]
        }
        let model = CitizenAccountModel(
            title: texts("citizen.title"),
            intro: texts(rows == nil ? "citizen.intro" : "citizen.intro_in", ["provider": name]),
            isSignedIn: rows != nil,
            facts: (rows ?? []).filter { !$0.1.isEmpty }.map { FactModel(texts("citizen.\($0.0)"), $0.1) },
            links: links(request), note: texts("citizen.note", ["provider": name]),
            signInUrl: request.citizenSignIn(returningTo: CitizenPath.account)?.url ?? "",
            signIn: texts("citizen.sign_in", ["provider": name]), signOutUrl: CitizenPath.signOut,
            csrf: request.formToken())
        return try request.corePage("citizen", model, PageInfo(title: model.title, isIndexed: false))
    }

    private static func links(_ request: Request) -> [CitizenNoticeModel.Action] {
        request.assembly.modules.flatMap { module in
            let texts = request.assembly.texts.texts(module: module.id, language: request.client.language)
            return module.contributions.citizenPages.map {
                CitizenNoticeModel.Action(title: texts($0.title), url: module.context.url($0.path))
            }
        }
    }

    /// Ends the session here, then leads to the service to be signed out there too. That goes by the browser's own
    /// going on, not by an answer to the form: the policy for forms lets them lead nowhere but to this site.
    static func signOut(_ request: Request) async throws -> Response {
        request.trace.markPersonal()
        guard let provider = request.site.identityProvider else { throw PortalError.notFound }
        guard let token = request.citizenToken else { return .redirect(to: CitizenPath.account) }
        let (sessions, now) = (CitizenSessions(vault: request.module.vault), request.now)
        let ended = try await request.module.storage.write(as: .system("citizen-sign-in")) { change in
            let session = try sessions.find(token, now: now, in: change.database)
            try CitizenSessions.end(token, in: change.database)
            if session != nil { try change.audit("citizen.sign_out") }
            return session
        }
        let texts = request.texts
        let home = request.site.identity.canonicalURL + CitizenPath.account
        var elsewhere: String?
        if let ended { elsewhere = await provider.endSessionURL(idToken: ended.idToken, redirect: home) }
        var actions = [CitizenNoticeModel.Action(title: texts("to_home"), url: "/")]
        if let elsewhere {
            let title = texts("citizen.sign_out_there", ["provider": provider.settings.name])
            actions.insert(.init(title: title, url: elsewhere), at: 0)
        }
        let model = CitizenNoticeModel(
            title: texts("citizen.signed_out"),
            text: texts(
                elsewhere == nil ? "citizen.signed_out_here" : "citizen.signed_out_going",
                ["provider": provider.settings.name]), advice: [], actions: actions)
        var request = request
        request.citizen = nil
        var response = try model.page(request, status: 200)
        request.setCookie(CitizenSessions.cookie, "", seconds: 0, in: &response)
        if let elsewhere { response.headers["Refresh"] = "0;url=\(elsewhere)" }
        return response
    }
}

/// A page of a module for citizens who signed in.
struct CitizenPage: Sendable {
    /// A text key.
    let title: String
    let path: String
}

/// What the template `citizen` shows.
struct CitizenAccountModel: TemplateModel {
    let title: String
    let intro: String
    let isSignedIn: Bool
    let facts: [FactModel]
    /// What modules have for the citizen.
    let links: [CitizenNoticeModel.Action]
    let note: String
    let signInUrl: String
    let signIn: String
    let signOutUrl: String
    let csrf: String

    static var example: CitizenAccountModel {
        CitizenAccountModel(
            title: "Tài khoản công dân", intro: "Bạn đã đăng nhập bằng VNeID", isSignedIn: true, facts: [.example],
            links: [.init(title: "Hồ sơ của tôi", url: "/dich-vu-cong/ho-so-cua-toi")],
            note: "Cổng giữ thông tin này đến khi bạn đăng xuất", signInUrl: "/cong-dan/dang-nhap",
            signIn: "Đăng nhập bằng VNeID", signOutUrl: "/cong-dan/dang-xuat", csrf: "…")
    }
}

/// What the template `citizen-notice` shows: how a sign-in or sign-out ended, and what to do.
struct CitizenNoticeModel: TemplateModel {
    struct Action: Sendable {
        let title: String
        let url: String
    }

    let title: String
    let text: String
    let hasAdvice: Bool
    let advice: [String]
    let actions: [Action]

    init(title: String, text: String, advice: [String], actions: [Action]) {
        self.title = title
        self.text = text
        hasAdvice = !advice.isEmpty
        self.advice = advice
        self.actions = actions
    }

    static var example: CitizenNoticeModel {
        CitizenNoticeModel(
            title: "Chưa đăng nhập được", text: "VNeID không trả lời", advice: ["Thử lại sau ít phút"],
            actions: [Action(title: "Quay lại", url: "/")])
    }

    func page(_ request: Request, status: Int) throws -> Response {
        request.trace.markPersonal()
        return try request.corePage(
            "citizen-notice", self, PageInfo(title: title, isIndexed: false, status: status))
    }
}
