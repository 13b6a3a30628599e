import Foundation
import Testing

@testable import PortalKit

/// What is asked of a provider, how often, and what is made of its answers.
struct IdentityProviderTests {
    private static let settings = CitizenSignInSettings(
        name: "VNeID", issuer: ScriptedProvider.issuer, clientID: "portal",
        secret: .environment("PATH"), scopes: ["openid", "profile"], claims: .init(identity: "cccd"),
        sessionMinutes: 60, certificates: nil)

    private let keys: ProviderKeys
    private let scripted: ScriptedProvider
    private let clock = TestMoment()
    private let attempt: SignInAttempt
    private let provider: IdentityProvider

    init() throws {
        keys = try #require(ProviderKeys.shared)
        let scripted = ScriptedProvider(keySet: try keys.set())
        let clock = clock
        self.scripted = scripted
        attempt = SignInAttempt(browser: "b", returnTo: "/", now: clock.now)
        let made = IdentityProvider(Self.settings, now: { clock.now }, send: { try scripted.answer($0) })
        provider = try #require(made)
        try answer()
    }

    private func answer(id: String = "rsa") throws {
        let time = Int(clock.now.timeIntervalSince1970)
        let token = try keys.token(
            """
            {"iss": "\(ScriptedProvider.issuer)", "aud": "portal", "exp": \(time + 300), "iat": \(time),
             "nonce": "\(attempt.nonce)", "sub": "s-1"}
            """, id: id)
        scripted.change { $0.idToken = token }
    }

    private func identify(_ issuer: String? = nil) async throws -> IdentityProvider.Identified {
        try await provider.identify(
            code: "c-1", answeredBy: issuer, attempt: attempt, redirect: "https://xa.example/cong-dan/dang-nhap/xong")
    }

    private func kind(_ work: () async throws -> Void) async -> SignInFailure.Kind? {
        do {
            try await work()
            return nil
        } catch {
            return (error as? SignInFailure)?.kind
        }
    }

    @Test func theBrowserIsSentWithPKCE() async throws {
        let url = try await provider.authorizationURL(attempt, state: "st", redirect: "https://xa.example/x")
        let query = try FormURLEncoded.decode(String(url.drop { $0 != "?" }.dropFirst()))
        let values = Dictionary(query, uniquingKeysWith: { first, _ in first })
        #expect(url.hasPrefix("\(ScriptedProvider.issuer)/authorize?"))
        #expect(values["response_type"] == "code")
        #expect(values["code_challenge_method"] == "S256")
        #expect(values["code_challenge"] == attempt.challenge)
        #expect(values["nonce"] == attempt.nonce)
        #expect(values["scope"] == "openid profile")
        #expect(!url.contains(attempt.verifier))
    }

    @Test func aCitizenIsMadeOfTheClaims() async throws {
        let citizen = try await identify().citizen
        #expect(citizen.subject == "s-1")
        #expect(citizen.name == "Vũ Thị Nghĩa")
        #expect(citizen.identity == "024190001234")
        let call = try #require(scripted.calls.first { $0.url.hasSuffix("/token") })
        #expect(call.form?["code_verifier"] == attempt.verifier)
        #expect(call.form?["client_secret"] == nil)
        guard case .basic = call.authorization else {
            Issue.record("the client does not name itself")
            return
        }
    }

    @Test func discoveryAndKeysAreKeptForAnHour() async throws {
        _ = try await identify()
        _ = try await identify()
        #expect(scripted.calls.filter { $0.url.hasSuffix("openid-configuration") }.count == 1)
        #expect(scripted.calls.filter { $0.url.hasSuffix("/keys") }.count == 1)
        clock.advance(by: .seconds(3700))
        try answer()
        // A provider that is down for its discovery alone does not keep anybody out.
        _ = try await identify()
        #expect(scripted.calls.filter { $0.url.hasSuffix("/keys") }.count == 2)
    }

    @Test func aNewKeyIsFetchedOnceAMinute() async throws {
        _ = try await identify()
        let renewed = try keys.set(rsaID: "rsa-2")
        scripted.change { $0.keySet = renewed }
        try answer(id: "rsa-2")
        #expect(await kind { _ = try await identify() } == .untrusted)
        clock.advance(by: .seconds(70))
        try answer(id: "rsa-2")
        #expect(await kind { _ = try await identify() } == nil)
    }

    @Test func aProviderThatIsDownRestsForAWhile() async throws {
        scripted.change { $0.isDown = true }
        for _ in 0..<5 { #expect(await kind { _ = try await identify() } == .unreachable) }
        #expect(scripted.calls.count == 1)
        scripted.change { $0.isDown = false }
        clock.advance(by: .seconds(11))
        try answer()
        #expect(await kind { _ = try await identify() } == nil)
    }

    @Test func failuresAreToldApart() async throws {
        scripted.change { $0.tokenStatus = 400 }
        #expect(await kind { _ = try await identify() } == .refused)
        scripted.change { $0.tokenStatus = 503 }
        #expect(await kind { _ = try await identify() } == .unreachable)
        scripted.change { $0.tokenStatus = 200 }
        #expect(await kind { _ = try await identify("https://id.khac.example") } == .untrusted)
        clock.advance(by: .seconds(500))
        #expect(await kind { _ = try await identify() } == .clock)
    }

    @Test func userInfoIsAboutTheSamePerson() async throws {
        scripted.change { $0.userInfo = "{\"sub\": \"s-2\", \"name\": \"Ai đó\"}" }
        #expect(await kind { _ = try await identify() } == .untrusted)
    }

    @Test(arguments: [
        ("https://id.tinh.example", true), ("http://localhost:9400", true), ("http://127.0.0.1", true),
        ("http://[::1]:9400/x", true), ("http://id.tinh.example", false), ("https://a:b@id.tinh.example", false),
        ("https://id.tinh.example#x", false), ("ftp://localhost", false), ("https://", false),
        ("id.tinh.example", false),
        ("http://localhost.evil.example", false), ("http://127.evil.example", false), ("https://id. example", false),
    ])
    func addressesAreSafe(text: String, isTaken: Bool) {
        #expect((ProviderAddress(text) != nil) == isTaken)
    }

    @Test func endpointsOfAProviderOutThereAreNotOnThisMachine() throws {
        let issuer = try #require(ProviderAddress(ScriptedProvider.issuer))
        let discovery = ScriptedProvider.discovery.replacing(
            "\(ScriptedProvider.issuer)/keys", with: "http://127.0.0.1/keys")
        #expect(throws: SignInFailure.self) { try ProviderMetadata(json: Array(discovery.utf8), issuer: issuer) }
        let other = ScriptedProvider.discovery.replacing(
            "\"issuer\": \"https", with: "\"issuer\": \"https://khac.example")
        #expect(throws: SignInFailure.self) { try ProviderMetadata(json: Array(other.utf8), issuer: issuer) }
    }

    @Test func addressesOfPeopleComeInSeveralShapes() {
        func address(_ claim: JSONClaim) -> Citizen.Address {
            Citizen(claims: ["sub": .text("s"), "address": claim], settings: Self.settings).address
        }
        #expect(address(.text("Thôn Bến Sen")) == .init(detail: "Thôn Bến Sen"))
        #expect(
            address(
                .object([
                    "street_address": .text("Thôn Bến Sen"), "locality": .text("Xã Đồng Việt"),
                    "region": .text("Bắc Ninh"),
                ]))
                == .init(detail: "Thôn Bến Sen", commune: "Xã Đồng Việt", province: "Bắc Ninh"))
        #expect(address(.object(["formatted": .text("Thôn Bến Sen")])) == .init(detail: "Thôn Bến Sen"))
        #expect(address(.list([])) == .init())
    }
}
