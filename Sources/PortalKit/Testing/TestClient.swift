import Synchronization

/// A visitor or an official in a test: keeps cookies between requests, as a browser does.
public final class TestClient: Sendable {
    private let site: Site
    /// Keeps the site's files as long as somebody may ask for a page.
    private let data: TestFiles
    private let cookies: Mutex<[String: String]>

    init(site: Site, data: TestFiles, cookies: [String: String] = [:]) {
        self.site = site
        self.data = data
        self.cookies = Mutex(cookies)
    }

    /// Asks for a page.
    ///
    /// - Parameters:
    ///   - path: with its query, percent-encoded.
    ///   - headers: further header fields.
    public func get(_ path: String, headers: Headers = [:]) async throws -> TestPage {
        try await send(DirectRequest(path: path, fields: headers.fields))
    }

    /// Sends a form; the token that every form carries is added.
    ///
    /// - Parameter isForged: leaves the token out, as a form on another site would.
    public func post(_ path: String, _ form: [String: String] = [:], isForged: Bool = false) async throws -> TestPage {
        var pairs = form.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        if !isForged { pairs.append(("csrf", try await formToken())) }
        return try await send(
            DirectRequest(
                method: .post, path: path,
                fields: [("Content-Type", "application/x-www-form-urlencoded")],
                body: Array(FormURLEncoded.encode(pairs).utf8)))
    }

    /// Sends a form with a file; the token that every form carries is added.
    ///
    /// - Parameter field: the name of the file field.
    public func post(
        _ path: String, _ form: [String: String] = [:], field: String, fileName: String, content: [UInt8]
    ) async throws -> TestPage {
        let boundary = "ranh-gioi-giua-cac-phan"
        var body: [UInt8] = []
        for (name, value) in form.merging(["csrf": try await formToken()], uniquingKeysWith: { own, _ in own }) {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8
        }
        body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field)\"; filename=\"\(fileName)\"\r\n".utf8
        body += "Content-Type: application/octet-stream\r\n\r\n".utf8
        body += content
        body += "\r\n--\(boundary)--\r\n".utf8
        return try await send(
            DirectRequest(
                method: .post, path: path, fields: [("Content-Type", "multipart/form-data; boundary=\(boundary)")],
                body: body))
    }

    private func send(_ request: DirectRequest) async throws -> TestPage {
        var request = request
        let sent = cookies.withLock { $0.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" } }
        if !sent.isEmpty { request.fields.append(("Cookie", sent.joined(separator: "; "))) }
        let answer = try await request.send(to: site)
        for (name, value) in answer.headers.fields where name.caseInsensitiveEquals("Set-Cookie") { keep(value) }
        return TestPage(answer)
    }

    private func keep(_ cookie: String) {
        let isGone = cookie.contains("Max-Age=0")
        let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard pair.count == 2 else { return }
        cookies.withLock { $0[String(pair[0])] = isGone ? nil : String(pair[1]) }
    }

    /// The token as the forms of this person carry it.
    private func formToken() async throws -> String {
        let held = cookies.withLock { $0 }
        if let token = held[Cookies.session].flatMap(SessionToken.init(cookie:)) {
            let (sessions, now) = (site.sessions, site.now())
            if let signedIn = try await site.database.read({ try sessions.find(token, now: now, in: $0) }) {
                return make(.session(id: signedIn.session.id))
            }
        }
        let anonymous = held[Cookies.form] ?? FormToken.makeAnonymousID()
        cookies.withLock { $0[Cookies.form] = anonymous }
        return make(.anonymous(id: anonymous))
    }

    private func make(_ holder: FormToken.Holder) -> String {
        site.formTokens.make(for: holder, purpose: Request.formPurpose, now: site.now())
    }
}
