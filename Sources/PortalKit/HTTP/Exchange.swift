import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore

/// One request on its way through the core, before and after it has become a module's ``Request``.
struct Exchange: Sendable {
    let site: Site
    let assembly: Assembly
    let http: Hummingbird.Request
    let method: Method
    let clientAddress: String
    let trace: PageTrace
    let client: Client
    private(set) var endpoint: Endpoint?
    private let cookies: [String: String]

    init(site: Site, assembly: Assembly, http: Hummingbird.Request, method: Method, clientAddress: String) {
        self.site = site
        self.assembly = assembly
        self.http = http
        self.method = method
        self.clientAddress = clientAddress
        trace = PageTrace()
        let cookies = Cookies.parse(http.headers[.cookie])
        self.cookies = cookies
        let languages = site.identity.languages
        let known = cookies[Cookies.form].flatMap { FormToken.isAnonymousID($0) ? $0 : nil }
        client = Client(
            address: clientAddress,
            userAgent: http.headers[.userAgent] ?? "",
            language: cookies[Cookies.language].flatMap { languages.contains($0) ? $0 : nil } ?? site.identity.language,
            sessionToken: cookies[Cookies.session].flatMap(SessionToken.init(cookie:)),
            formCookie: FormCookie(value: known ?? FormToken.makeAnonymousID(), isNew: known == nil),
            flash: FlashMessage.decode(cookies[Cookies.flash]))
    }

    func `for`(_ endpoint: Endpoint) -> Exchange {
        var copy = self
        copy.endpoint = endpoint
        return copy
    }

    /// Whether a program asks, or a script of ours that says that it takes JSON.
    var isAPI: Bool {
        endpoint?.kind == .api || http.uri.path.hasPrefix("/api/")
            || isAdmin && (http.headers[.accept] ?? "").hasPrefix("application/json")
    }
    var isAdmin: Bool { http.uri.path == AdminPath.root || http.uri.path.hasPrefix(AdminPath.root + "/") }

    /// The texts of a module, or of the core, in the client's language.
    func texts(module: String? = nil) -> Texts {
        assembly.texts.texts(module: module ?? endpoint?.module?.id ?? "core", language: client.language)
    }

    // MARK: - The module's request

    /// Makes the request for the endpoint's handler: knows who asks, has read the form, has checked permission and token.
    func makeRequest(_ match: EndpointRouter.Match) async throws -> Request {
        let endpoint = match.endpoint
        let signedIn = endpoint.kind == .api ? nil : try await findSession()
        if endpoint.kind == .admin {
            guard let signedIn else { throw await loginDemand() }
            guard
                endpoint.permissions.isEmpty
                    || endpoint.permissions.contains(where: signedIn.actor.permissions.allowsSomewhere)
            else {
                throw PortalError.forbidden
            }
            let isEnrolment = endpoint.path.hasPrefix(SecondFactorScreen.path)
            if !signedIn.hasSecondFactor, !isEnrolment, site.demandsSecondFactor(signedIn.actor) {
                throw SecondFactorDemand()
            }
        }
        var submitted = SubmittedForm()
        if method == .post {
            try refuseFlood(signedIn, endpoint)
            let reader = FormReader(
                http: http, limits: endpoint.limits.within(site.configuration.limits), files: site.files)
            submitted = try await reader.read()
            let sent = submitted.files.reduce(0) { $0 + $1.bytes }
            if sent > 0, try await !FileQuota.hasRoom(for: sent, site) {
                submitted.refusedFields = Set(submitted.files.map(\.field))
                submitted.files = []
            }
            guard tokenIsValid(submitted.values["csrf"] ?? "", session: signedIn?.session) else {
                throw ExpiredForm(values: submitted.values, reason: isFromElsewhere ? .fromElsewhere : .staleToken)
            }
        }
        var request = request(signedIn: signedIn, parameters: match.parameters, submitted: submitted)
        if endpoint.kind == .page, let found = try await findCitizen() {
            (request.citizen, request.citizenSessionEnd) = (found.citizen, found.endsAt)
        }
        if endpoint.kind == .admin { request.waitingWork = try await countWork(of: request.actor) }
        return request
    }

    /// What to answer who is not logged in: whoever sent a form gets back what was typed. Files are not taken from strangers.
    private func loginDemand() async -> any Error {
        guard method == .post, !isAPI, !isFromElsewhere else { return PortalError.loginRequired }
        let reader = FormReader(
            http: http, limits: FormLimits.form.within(site.configuration.limits), files: site.files)
        guard let submitted = try? await reader.read() else { return PortalError.loginRequired }
        return ExpiredForm(values: submitted.values, reason: .loggedOut)
    }

    private func countWork(of actor: Actor) async throws -> Int {
        let (filter, now) = (WorkflowInbox.Filter(recordTypes: assembly.workflowRecordTypes), site.now())
        return try await site.database.read { try WorkflowInbox.load(for: actor, filter, now: now, in: $0).total }
    }

    /// Files of somebody not logged in are not even read when too many forms with files came from their address block.
    private func refuseFlood(_ signedIn: SignedIn?, _ endpoint: Endpoint) throws {
        // A page without fields for files, of a form of several pages, is sent in the other encoding.
        let mayHoldFiles = http.headers[.contentType]?.lowercased().hasPrefix("multipart/") ?? false
        guard signedIn == nil, endpoint.limits.fileBytes > 0, mayHoldFiles else { return }
        let key = "uploads \(AddressBlock(clientAddress).text)"
        if let wait = site.intake.admit(key, rules: IntakeLimiter.uploads, now: site.now()) {
            throw PortalError.tooManyRequests(retryAfterSeconds: wait)
        }
    }

    /// A request without a handler of its own, for error pages.
    func bareRequest() async -> Request {
        request(signedIn: try? await findSession(), parameters: [:], submitted: SubmittedForm())
    }

    private func request(signedIn: SignedIn?, parameters: [String: String], submitted: SubmittedForm) -> Request {
        let actor =
            signedIn.map { Actor($0.actor.kind, permissions: $0.actor.permissions, address: clientAddress) }
            ?? .anonymous(address: clientAddress)
        let texts = texts()
        var headers = Headers()
        for field in http.headers { headers.add(field.name.rawName, field.value) }
        return Request(
            method: method,
            path: http.uri.path.removingPercentEncoding ?? http.uri.path,
            query: FormValues((try? FormURLEncoded.decode(http.uri.query ?? "")) ?? []),
            parameters: parameters,
            headers: headers,
            form: submitted.values,
            uploads: submitted.files,
            refusedUploads: submitted.refusedFields,
            actor: actor,
            now: site.now(),
            module: endpoint?.module?.context ?? site.coreContext(texts: texts),
            texts: texts,
            client: client,
            session: signedIn?.session,
            hasSecondFactor: signedIn?.hasSecondFactor ?? false,
            site: site,
            assembly: assembly,
            trace: trace)
    }

    private func findSession() async throws -> SignedIn? {
        guard let token = client.sessionToken else { return nil }
        trace.markPersonal()
        let (sessions, now) = (site.sessions, site.now())
        return try await site.database.read { try sessions.find(token, now: now, in: $0) }
    }

    /// Without a service to sign in with nothing is looked for.
    private func findCitizen() async throws -> CitizenSession? {
        guard site.identityProvider != nil,
            let token = cookies[CitizenSessions.cookie].flatMap(SessionToken.init(cookie:))
        else { return nil }
        trace.markPersonal()
        let (sessions, now) = (CitizenSessions(vault: site.coreVault), site.now())
        return try await site.database.read { try sessions.find(token, now: now, in: $0) }
    }

    /// Whether the browser says that another site sent this.
    private var isFromElsewhere: Bool {
        guard let name = HTTPField.Name("Sec-Fetch-Site"), let from = http.headers[name] else { return false }
        return from != "same-origin" && from != "none"
    }

    /// The form's token, and that the browser does not say that another site sent it.
    private func tokenIsValid(_ token: String, session: Session?) -> Bool {
        !isFromElsewhere
            && site.formTokens.verify(
                token, for: client.formHolder(session: session), purpose: Request.formPurpose, now: site.now())
    }
}

extension Client {
    /// Whom a form token is made for.
    func formHolder(session: Session?) -> FormToken.Holder {
        session.map { .session(id: $0.id) } ?? .anonymous(id: formCookie.value)
    }
}
