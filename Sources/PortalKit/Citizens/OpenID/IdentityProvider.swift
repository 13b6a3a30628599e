import Foundation

/// The service at which citizens sign in: what it says of itself and its keys are fetched when first needed, and kept.
final class IdentityProvider: Sendable {
    typealias Send = @Sendable (ProviderCall) async throws -> ProviderAnswer

    /// Who was signed in.
    struct Identified: Sendable {
        let citizen: Citizen
        let idToken: String
    }

    let settings: CitizenSignInSettings
    private let issuer: ProviderAddress
    private let ask: Ask
    private let now: @Sendable () -> Date

    private let metadata: Fetched<ProviderMetadata>
    private let keys: Fetched<VerificationKeys>

    /// Nil when the issuer is no address, which ``SitePartsReader/citizenSignIn(folder:faults:)`` does not let through.
    init?(
        _ settings: CitizenSignInSettings, now: @escaping @Sendable () -> Date,
        send: @escaping Send
    ) {
        guard let issuer = ProviderAddress(settings.issuer) else { return nil }
        self.settings = settings
        self.issuer = issuer
        self.now = now
        let ask = Ask(certificates: settings.certificates, send: send)
        self.ask = ask
        let metadata = Fetched(now: now) { try await Self.fetchMetadata(of: issuer, ask) }
        self.metadata = metadata
        keys = Fetched(now: now) { try await Self.fetchKeys(at: metadata.value().keys, ask) }
    }

    // MARK: - What a sign-in needs

    /// Where the browser is sent.
    func authorizationURL(_ attempt: SignInAttempt, state: String, redirect: String) async throws -> String {
        let endpoint = try await metadata.value().authorization.text
        return endpoint.adding([
            ("response_type", "code"), ("client_id", settings.clientID), ("redirect_uri", redirect),
            ("scope", settings.scopes.joined(separator: " ")), ("state", state), ("nonce", attempt.nonce),
            ("code_challenge", attempt.challenge), ("code_challenge_method", "S256"), ("ui_locales", "vi"),
        ])
    }

    /// Who the browser came back as.
    ///
    /// - Parameter answeredBy: the issuer that the answer names, nil when it names none.
    func identify(
        code: String, answeredBy: String?, attempt: SignInAttempt, redirect: String
    ) async throws -> Identified {
        let metadata = try await metadata.value()
        guard answeredBy == nil ? !metadata.namesIssuer : answeredBy == issuer.text else {
            throw SignInFailure(.untrusted, "the answer names another issuer")
        }
        let tokens = try await exchange(code, attempt, redirect, metadata)
        guard let idToken = tokens["id_token"]?.text else { throw SignInFailure(.untrusted, "there is no ID token") }
        let accessToken = tokens["access_token"]?.text
        var claims = try await check(idToken, accessToken, attempt)
        if let place = metadata.userInfo, let accessToken {
            claims = try await userInfo(place, accessToken, of: claims)
        }
        return Identified(citizen: Citizen(claims: claims, settings: settings), idToken: idToken)
    }

    /// Where the browser is sent to sign out of the service too; nil when it has no such place or is not reached.
    func endSessionURL(idToken: String, redirect: String) async -> String? {
        // A long token has no room in the header field that leads there; the service then asks who it is.
        let hint = idToken.utf8.count <= 3_000 ? [("id_token_hint", idToken)] : []
        return (try? await metadata.value())?.endSession?.text.adding(
            hint + [("client_id", settings.clientID), ("post_logout_redirect_uri", redirect)])
    }

    // MARK: - Steps

    private func exchange(
        _ code: String, _ attempt: SignInAttempt, _ redirect: String, _ metadata: ProviderMetadata
    ) async throws -> [String: JSONClaim] {
        let secret: String
        do { secret = try settings.secret.read() } catch {
            throw SignInFailure(.unreachable, error.reason)
        }
        var form = [
            "grant_type": "authorization_code", "code": code, "redirect_uri": redirect,
            "code_verifier": attempt.verifier,
        ]
        var authorization: ProviderCall.Authorization?
        if metadata.takesBasic {
            let pair = "\(FormURLEncoded.encode(settings.clientID)):\(FormURLEncoded.encode(secret))"
            authorization = .basic(Data(pair.utf8).base64EncodedString())
        } else {
            form["client_id"] = settings.clientID
            form["client_secret"] = secret
        }
        let answer = try await ask(metadata.token, form: form, authorization)
        let members = JSONClaim.members(of: answer.body) ?? [:]
        guard answer.status == 200 else {
            // `invalid_grant` and the like; the description may hold anything and stays out of the log.
            let code = members["error"]?.text?.prefix(60).filter { $0.isASCII && ($0.isLetter || $0 == "_") } ?? ""
            throw SignInFailure(
                answer.status >= 500 ? .unreachable : .refused, "the token endpoint answered \(answer.status) \(code)")
        }
        return members
    }

    /// The claims of an ID token. One that is signed with a key not known yet has the keys fetched once more.
    private func check(
        _ idToken: String, _ accessToken: String?, _ attempt: SignInAttempt
    ) async throws -> [String: JSONClaim] {
        do {
            let token = try SignedToken(idToken)
            let check = IDTokenCheck(
                issuer: issuer.text, clientID: settings.clientID, nonce: attempt.nonce, now: now())
            do {
                return try check.claims(of: token, keys: try await keys.value(), accessToken: accessToken)
            } catch IDTokenFault.unknownKey {
                guard let keys = try await keys.renewed() else { throw IDTokenFault.unknownKey }
                return try check.claims(of: token, keys: keys, accessToken: accessToken)
            }
        } catch let fault as IDTokenFault {
            throw SignInFailure(fault)
        }
    }

    /// The claims with those that the service tells only who has the access token; the signed ones come first.
    private func userInfo(
        _ place: ProviderAddress, _ accessToken: String, of claims: [String: JSONClaim]
    ) async throws -> [String: JSONClaim] {
        guard accessToken.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw SignInFailure(.untrusted, "the access token is malformed")
        }
        let answer = try await ask(place, form: nil, .bearer(accessToken))
        guard answer.status == 200, let more = JSONClaim.members(of: answer.body) else {
            throw SignInFailure(.unreachable, "the userinfo endpoint answered \(answer.status)")
        }
        guard more["sub"]?.text == claims["sub"]?.text else {
            throw SignInFailure(.untrusted, "the userinfo is about somebody else")
        }
        return claims.merging(more) { signed, _ in signed }
    }

    // MARK: - What is kept

    private static func fetchMetadata(of issuer: ProviderAddress, _ ask: Ask) async throws -> ProviderMetadata {
        let base = issuer.text.hasSuffix("/") ? String(issuer.text.dropLast()) : issuer.text
        guard let place = ProviderAddress(base + "/.well-known/openid-configuration") else {
            throw SignInFailure(.unreachable, "the issuer is no address")
        }
        let answer = try await ask(place)
        guard answer.status == 200 else {
            throw SignInFailure(.unreachable, "\(place.text) answered \(answer.status)")
        }
        return try ProviderMetadata(json: answer.body, issuer: issuer)
    }

    private static func fetchKeys(at place: ProviderAddress, _ ask: Ask) async throws -> VerificationKeys {
        let answer = try await ask(place)
        guard answer.status == 200, let keys = VerificationKeys(json: answer.body), !keys.isEmpty else {
            throw SignInFailure(.unreachable, "\(place.text) has no keys of a known kind (\(answer.status))")
        }
        return keys
    }

    /// Questions to the service, whose failures are told as such.
    private struct Ask: Sendable {
        let certificates: String?
        let send: Send

        func callAsFunction(
            _ place: ProviderAddress, form: [String: String]? = nil,
            _ authorization: ProviderCall.Authorization? = nil
        ) async throws -> ProviderAnswer {
            do {
                return try await send(
                    ProviderCall(
                        url: place.text, form: form, authorization: authorization, certificates: certificates))
            } catch {
                throw SignInFailure(.unreachable, "\(place.text): \(error)")
            }
        }
    }
}

extension String {
    /// An address with more in its query.
    fileprivate func adding(_ pairs: [(String, String)]) -> String {
        self + (contains("?") ? "&" : "?") + FormURLEncoded.encode(pairs)
    }
}
