import Foundation
import GRDB
import Synchronization

@testable import PortalKit

/// Sites with modules loaded from shared libraries, served on a port of their own in this process.
final class TestPortal: Sendable {
    let folder: TemporaryFolder
    let sites: [Site]
    let clock: TestMoment
    let port: Int
    private let server: Task<Void, any Error>

    var site: Site { sites[0] }
    var client: HTTPClient { HTTPClient(port: port) }

    /// - Parameters:
    ///   - modules: lines of `site.yml` below `modules:`.
    ///   - configuration: further lines of `site.yml`.
    ///   - installation: where modules are looked for besides the site's own folder.
    ///   - prepare: changes the first site's folder before it is opened.
    convenience init(
        _ modules: String = "  probe:", _ configuration: String = "", settings: ServerSettings = ServerSettings(),
        installation: Installation = Checkout.installation, prepare: (URL) throws -> Void = { _ in }
    ) async throws {
        let text =
            "name: Xã Thử\ndomains: [thu.example]\nold_domains: [cu.example]\nlanguages: [vi, en]\n"
            + "scheme: http\nmodules:\n\(modules)\n\(configuration)\n"
        try await self.init(
            sites: ["xa-thu": text], settings: settings, installation: installation, prepare: prepare)
    }

    /// - Parameter sites: the text of each `site.yml` by the site's id.
    init(
        sites texts: [String: String], settings: ServerSettings = ServerSettings(),
        installation: Installation = Checkout.installation, prepare: (URL) throws -> Void = { _ in }
    ) async throws {
        let folder = try TemporaryFolder()
        let clock = TestMoment()
        var sites: [Site] = []
        for (id, text) in texts.sorted(by: { $0.key < $1.key }) {
            let file = try folder.write(text, to: "\(id)/site.yml")
            try prepare(file.deletingLastPathComponent())
            sites.append(
                try await Site.open(
                    file.deletingLastPathComponent(), installation: installation,
                    options: Site.Options(now: { clock.now })))
        }
        let (ports, running) = AsyncStream.makeStream(of: Int.self)
        let portal = try Server(sites: sites, settings: settings, host: "127.0.0.1", port: 0)
        server = Task {
            defer { running.finish() }
            try await portal.run { running.yield($0) }
        }
        guard let port = await ports.first(where: { _ in true }) else {
            try await server.value
            throw HTTPClient.Failure(description: "the server did not begin")
        }
        self.folder = folder
        self.sites = sites
        self.clock = clock
        self.port = port
    }

    deinit { server.cancel() }

    func visitor(host: String = "thu.example") -> Visitor { Visitor(HTTPClient(port: port, host: host)) }

    /// Somebody with an account, logged in through the login page.
    func official(_ login: String = "can-bo", permissions: Set<String>, site: Site? = nil) async throws -> Visitor {
        let site = site ?? self.site
        try await Self.makeAccount(login, permissions: permissions, site: site)
        let visitor = visitor(host: site.configuration.domains[0])
        let answer = try await visitor.logIn(login, password: Self.password)
        guard answer.status == 303 else { throw HTTPClient.Failure(description: "login: \(answer.status)") }
        return visitor
    }

    static let password = "bốn con trâu đồng sâu"

    static func makeAccount(_ login: String, permissions: Set<String>, site: Site) async throws {
        let hash = try PasswordHash(
            password: password, parameters: PasswordHash.Parameters(logCost: 4, blockSize: 8, parallelism: 1))
        let now = site.now()
        try await site.database.write { database in
            let role = try RoleStore.create(name: login, grants: Set(permissions.map { RoleGrant($0) }), in: database)
            _ = try AccountStore.create(
                AccountDetails(login: login, fullName: "Nguyễn Thị Hạnh"), passwordHash: hash, roles: [role.id],
                now: now, in: database)
        }
    }

    /// Writes a note as the module does, and returns its id.
    @discardableResult
    func addNote(_ title: String, text: String = "", visitor: Visitor? = nil) async throws -> Int64 {
        let answer = try await (visitor ?? self.visitor()).post(
            "/thu-nghiem/gui", [("title", title), ("text", text)])
        guard answer.status == 303 else { throw HTTPClient.Failure(description: "note: \(answer.status)") }
        return try await site.database.read { try Int64.fetchOne($0, sql: "SELECT max(id) FROM probe_notes") ?? 0 }
    }

    /// How often the module wrote this into its diary.
    func diary(_ what: String) async throws -> Int {
        try await site.database.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM probe_diary WHERE what = ?", arguments: [what]) ?? 0
        }
    }

    func runBackgroundWork() async throws {
        try await BackgroundWork(site: site).runOnce()
    }
}
