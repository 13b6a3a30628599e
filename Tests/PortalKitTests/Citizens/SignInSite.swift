import Foundation

@testable import PortalKit

/// A site with a service to sign in with that answers as the test says.
struct SignInSite {
    let site: Site
    let clock = TestMoment()
    let keys: ProviderKeys
    let provider: ScriptedProvider
    private let data: TestFiles

    init(_ keys: ProviderKeys, configuration: String = signIn) throws {
        self.keys = keys
        let provider = ScriptedProvider(keySet: try keys.set())
        self.provider = provider
        data = try TestFiles()
        let folder = data.folder.appending(path: "xa-thu", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("name: Xã Thử\ndomains: [thu.example]\nlanguages: [vi, en]\n\(configuration)".utf8)
            .write(to: folder.appending(path: "site.yml"))
        let (read, faults) = SiteConfiguration.read(folder: folder.path)
        guard let read, faults.isEmpty else { throw FaultyConfiguration(faults: faults) }
        let clock = clock
        var parts = try Site.Parts(
            read, folder: folder, data: data.folder.appending(path: "data", directoryHint: .isDirectory),
            installation: try Installation.locate(executable: Installation.loadedLibrary), logger: Journal().logger,
            now: { clock.now })
        parts.askProvider = { try provider.answer($0) }
        site = Site(parts, assembly: try SiteLoader(parts: parts).makeAssembly(modules: []))
    }

    static let signIn = """
        citizen_sign_in:
          name: VNeID
          issuer: \(ScriptedProvider.issuer)
          client_id: portal
          client_secret_env: PATH
          claims: {identity: cccd}
        """

    func visitor() -> TestClient { TestClient(site: site, data: data) }

    /// Begins to sign in; returns what the browser is sent to the provider with.
    func begin(_ visitor: TestClient, from path: String = "/tim-kiem") async throws -> [String: String] {
        let page = try await visitor.get("/cong-dan/dang-nhap?" + FormURLEncoded.encode([("ve", path)]))
        let query = try FormURLEncoded.decode(String(page.location.drop { $0 != "?" }.dropFirst()))
        return Dictionary(query, uniquingKeysWith: { first, _ in first })
    }

    /// Has the provider sign a token for a sign-in.
    func sign(_ asked: [String: String], more: String = "") throws {
        let time = Int(clock.now.timeIntervalSince1970)
        let token = try keys.token(
            """
            {"iss": "\(ScriptedProvider.issuer)", "aud": "portal", "exp": \(time + 300), "iat": \(time),
             "nonce": "\(asked["nonce"] ?? "")", "sub": "s-1"\(more)}
            """)
        provider.change { $0.idToken = token }
    }

    /// Comes back from the provider.
    func end(_ visitor: TestClient, _ asked: [String: String], code: String = "c-1") async throws -> TestPage {
        try await visitor.get(
            "/cong-dan/dang-nhap/xong?" + FormURLEncoded.encode([("code", code), ("state", asked["state"] ?? "")]))
    }

    func signIn(_ visitor: TestClient) async throws -> TestPage {
        let asked = try await begin(visitor)
        try sign(asked)
        return try await end(visitor, asked)
    }
}
