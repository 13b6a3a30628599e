import Foundation
import Logging

/// Leads citizens to the service at which they sign in, and takes them in when they come back.
enum CitizenSignInPages {
    /// Holds nothing but a random number: by it the answer is known to belong to this browser.
    static let browserCookie = "dinh_sign_in"
    private static let limit = (count: 120, seconds: 600.0)

    // MARK: - Away

    static func begin(_ request: Request) async throws -> Response {
        let provider = try provider(request)
        let returnTo = checked(request.query["ve"])
        let known = Cookies.parse(request.headers["Cookie"])[browserCookie]
        let browser = known.flatMap { FormToken.isAnonymousID($0) ? $0 : nil } ?? FormToken.makeAnonymousID()
        let attempt = SignInAttempt(browser: browser, returnTo: returnTo, now: request.now)
        do {
            try refuseFlood(request)
            let state = try attempt.state(request.module.vault)
            let address = try await provider.authorizationURL(attempt, state: state, redirect: redirect(request))
            var response = Response(status: 303, headers: ["Location": address])
            request.setCookie(browserCookie, browser, seconds: Int(SignInAttempt.lifetime), in: &response)
            return response
        } catch let failure as SignInFailure {
            return try failed(failure, provider, returnTo: returnTo, request)
        }
    }

    // MARK: - Back

    static func end(_ request: Request) async throws -> Response {
        let provider = try provider(request)
        let state = request.query["state"] ?? ""
        let attempt = SignInAttempt(state: state, vault: request.module.vault, now: request.now)
        let returnTo = attempt?.returnTo ?? "/"
        do {
            try refuseFlood(request)
            if request.query["error"] == "access_denied" { return cancelled(provider, returnTo, request) }
            let browser = Cookies.parse(request.headers["Cookie"])[browserCookie]
            guard let attempt, attempt.isOf(browser: browser), attempt.isOpen(at: request.now) else {
                throw SignInFailure(.stale, "the answer belongs to no sign-in of this browser, or is late")
            }
            if let error = request.query["error"] {
                throw SignInFailure(
                    .refused, "the service answered \(error.prefix(60).filter { $0.isLetter || $0 == "_" })")
            }
            guard let code = request.query["code"], !code.isEmpty else {
                throw SignInFailure(.untrusted, "the answer has no code")
            }
            let identified = try await provider.identify(
                code: code, answeredBy: request.query["iss"], attempt: attempt, redirect: redirect(request))
            return try await signIn(identified, provider, returnTo, request)
        } catch let failure as SignInFailure {
            return try failed(failure, provider, returnTo: returnTo, request)
        }
    }

    private static func signIn(
        _ identified: IdentityProvider.Identified, _ provider: IdentityProvider, _ returnTo: String, _ request: Request
    ) async throws -> Response {
        let minutes = provider.settings.sessionMinutes
        let session = CitizenSession(
            citizen: identified.citizen, idToken: identified.idToken,
            endsAt: request.now.addingTimeInterval(Double(minutes) * 60))
        let (sessions, old) = (CitizenSessions(vault: request.module.vault), request.citizenToken)
        let token = try await request.module.storage.write(as: .system("citizen-sign-in")) { change in
            if let old { try CitizenSessions.end(old, in: change.database) }
            try change.audit("citizen.sign_in", after: ["provider": session.citizen.provider])
            return try sessions.begin(session, in: change.database)
        }
        var response = Response.redirect(
            to: returnTo,
            message: FlashMessage(.success, request.texts("citizen.signed_in", ["provider": provider.settings.name])))
        request.setCookie(CitizenSessions.cookie, token.text, seconds: minutes * 60, in: &response)
        request.setCookie(browserCookie, "", seconds: 0, in: &response)
        return response
    }

    /// Whoever changed their mind goes on where they were.
    private static func cancelled(_ provider: IdentityProvider, _ returnTo: String, _ request: Request) -> Response {
        .redirect(
            to: returnTo,
            message: FlashMessage(.warning, request.texts("citizen.cancelled", ["provider": provider.settings.name])))
    }

    private static func failed(
        _ failure: SignInFailure, _ provider: IdentityProvider, returnTo: String, _ request: Request
    ) throws -> Response {
        request.module.logger.warning("citizen sign-in failed", metadata: ["reason": "\(failure)"])
        let (texts, name) = (request.texts, provider.settings.name)
        let key = "citizen.failed.\(failure.kind.rawValue)"
        let again = request.citizenSignIn(returningTo: returnTo)?.url ?? CitizenPath.account
        var actions = [CitizenNoticeModel.Action(title: texts("citizen.back"), url: returnTo)]
        if failure.kind != .flood {
            actions.insert(.init(title: texts("citizen.again"), url: again), at: 0)
        }
        let model = CitizenNoticeModel(
            title: texts("\(key).title"), text: texts("\(key).text", ["provider": name]),
            advice: texts("\(key).advice", ["provider": name]).split(separator: "|")
                .map { $0.trimmingCharacters(in: .whitespaces) }, actions: actions)
        return try model.page(request, status: failure.kind.status)
    }

    // MARK: - Parts

    private static func refuseFlood(_ request: Request) throws {
        guard request.limit("core.citizen-sign-in", to: limit.count, within: limit.seconds) == nil else {
            throw SignInFailure(.flood, "too many sign-ins from one address")
        }
    }

    /// A path of this site that the state has room for; the home page for others.
    private static func checked(_ path: String?) -> String {
        guard let path = LocalPath.checked(path), path.utf8.count <= SignInAttempt.longestReturn,
            !path.hasPrefix(CitizenPath.signIn)
        else { return "/" }
        return path
    }

    private static func redirect(_ request: Request) -> String {
        request.site.identity.canonicalURL + CitizenPath.callback
    }

    private static func provider(_ request: Request) throws -> IdentityProvider {
        request.trace.markPersonal()
        guard let provider = request.site.identityProvider else { throw PortalError.notFound }
        return provider
    }
}

extension SignInFailure.Kind {
    fileprivate var status: Int {
        switch self {
        case .unreachable: 503
        case .flood: 429
        case .refused, .stale, .untrusted, .clock: 400
        }
    }
}

extension Request {
    /// The cookie of a citizen's session; whether that lives only the database knows.
    var citizenToken: SessionToken? {
        Cookies.parse(headers["Cookie"])[CitizenSessions.cookie].flatMap(SessionToken.init(cookie:))
    }

    func setCookie(_ name: String, _ value: String, seconds: Int, in response: inout Response) {
        response.headers.add(
            "Set-Cookie",
            Cookies.make(name, value, seconds: seconds, isSecure: site.configuration.scheme == .https))
    }
}
