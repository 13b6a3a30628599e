public import Foundation

/// A whole portal for a module's tests: a commune with a database of its own in a temporary folder, the module under
/// test enabled, requests answered without a socket, and a clock that the test moves.
///
/// ```swift
/// @Test func anEventIsShown() async throws {
///     let site = try await ModuleTestSite(EventsModule.self)
///     let editor = try await site.official(permissions: ["events.write"])
///     _ = try await editor.post("/quan-tri/events/moi", ["title": "Hội làng", "day": "2026-12-01"])
///     let page = try await site.visitor().get("/su-kien")
///     #expect(page.status == 200)
///     #expect(page.contains("Hội làng"))
/// }
/// ```
public final class ModuleTestSite: Sendable {
    /// The site's clock.
    public let clock: TestMoment
    /// The folder of the site: put content below `content/` in it.
    public let folder: URL

    let site: Site
    private let data: TestFiles
    private let journal: Journal

    /// A site with modules that are compiled into the test.
    ///
    /// - Parameters:
    ///   - modules: the modules' types, each after those that it needs.
    ///   - settings: what the first module's settings are to be, by key.
    ///   - configuration: further lines of `site.yml`.
    ///   - sourceFile: leave the default: the module's folder (with `module.yml`) is looked for above the test's file.
    /// - Throws: what keeps a module from being served.
    public convenience init(
        _ modules: any PortalModule.Type..., settings: [String: SettingValue] = [:], configuration: String = "",
        clock: TestMoment = TestMoment(), sourceFile: String = #filePath
    ) async throws {
        try await self.init(ids: modules.map { $0.manifest.id }, configuration: configuration, clock: clock)
        let folder = try ModuleFolder.above(file: sourceFile)
        let records = zip(modules, site.configuration.modules).enumerated().map { index, pair in
            let manifest = pair.0.manifest
            return ModuleRecord(
                id: manifest.id, state: .disabled, listing: pair.1, folder: folder,
                library: ModuleLibrary(type: pair.0, path: folder.folder.path),
                settings: ModuleSettings(definitions: manifest.settings, values: index == 0 ? settings : [:]))
        }
        site.setModules(records)
        for record in records { try await site.enable(record.id, by: .system("test")) }
    }

    /// A site with modules that are built as libraries, found as an installation finds them.
    ///
    /// - Parameters:
    ///   - ids: the modules' ids.
    ///   - settings: what the first module's settings are to be, by key.
    ///   - configuration: further lines of `site.yml`.
    /// - Throws: what keeps a module from being served.
    public convenience init(
        loading ids: String..., settings: [String: SettingValue] = [:], configuration: String = "",
        clock: TestMoment = TestMoment()
    ) async throws {
        try await self.init(ids: ids, configuration: configuration, clock: clock)
        try await site.loadModules()
        if let refused = site.modules.first(where: { $0.refusal != nil }) {
            throw ModuleChangeError.isRefused(refused.id, "\(refused.refusal, default: "")")
        }
        if let first = ids.first, !settings.isEmpty {
            try await site.changeSettings(of: first, to: settings, by: .system("test"))
        }
    }

    private init(ids: [String], configuration: String, clock: TestMoment) async throws {
        self.clock = clock
        data = try TestFiles()
        folder = data.folder.appending(path: "xa-thu", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let modules = ids.map { "  \($0):\n" }.joined()
        let text = "name: Xã Thử\ndomains: [thu.example]\nlanguages: [vi, en]\nmodules:\n\(modules)\(configuration)\n"
        try Data(text.utf8).write(to: folder.appending(path: "site.yml"))
        let (read, faults) = SiteConfiguration.read(folder: folder.path)
        guard let read, faults.isEmpty else { throw FaultyConfiguration(faults: faults) }
        journal = Journal()
        let parts = try Site.Parts(
            read, folder: folder, data: data.folder.appending(path: "data", directoryHint: .isDirectory),
            installation: try Installation.locate(executable: Installation.loadedLibrary), logger: journal.logger,
            now: { clock.now })
        site = Site(parts, assembly: try SiteLoader(parts: parts).makeAssembly(modules: []))
    }

    // MARK: - People

    /// Somebody from outside.
    public func visitor() -> TestClient { TestClient(site: site, data: data) }

    /// Somebody with an account, logged in.
    ///
    /// - Parameters:
    ///   - permissions: what their role may do everywhere.
    ///   - scoped: what it may do in some scopes only, with these.
    public func official(
        _ name: String = "Nguyễn Thị Hạnh", permissions: Set<String> = [], scoped: [String: [String]] = [:]
    ) async throws -> TestClient {
        let login = "can-bo-\(UInt32.random(in: 0 ... .max))"
        let hash = try PasswordHash(
            password: login, parameters: PasswordHash.Parameters(logCost: 4, blockSize: 8, parallelism: 1))
        let (sessions, now) = (site.sessions, site.now())
        let token = try await site.database.write { database in
            let limited = scoped.flatMap { permission, scopes in scopes.map { RoleGrant(permission, scope: $0) } }
            let role = try RoleStore.create(
                name: login, grants: Set(permissions.map { RoleGrant($0) } + limited), in: database)
            let account = try AccountStore.create(
                AccountDetails(login: login, fullName: name), passwordHash: hash, roles: [role.id], now: now,
                in: database)
            return try sessions.begin(
                account: account.id, address: "203.0.113.1", userAgent: "test", now: now, in: database)
        }
        return TestClient(site: site, data: data, cookies: [Cookies.session: token.text])
    }

    /// A citizen who signed in with the site's identity service; `citizen_sign_in` must stand in the configuration.
    public func citizen(_ citizen: Citizen) async throws -> TestClient {
        let sessions = CitizenSessions(vault: site.coreVault)
        let session = CitizenSession(citizen: citizen, idToken: "", endsAt: site.now().addingTimeInterval(3600))
        let token = try await site.database.write { try sessions.begin(session, in: $0) }
        return TestClient(site: site, data: data, cookies: [CitizenSessions.cookie: token.text])
    }

    // MARK: - The module from inside

    /// The module as it sees the site, for calling its own functions.
    ///
    /// - Throws: ``PortalError/notFound`` when it is not enabled.
    public func context(of module: String) throws -> ModuleContext {
        guard let active = site.assembly.module(module) else { throw PortalError.notFound }
        return active.context
    }

    /// Does once what waits in the background: events, jobs that are due, mail.
    public func runBackgroundWork() async throws {
        try await BackgroundWork(site: site).runOnce()
    }

    /// Brings the files below `content/` in, and returns what could not be taken.
    @discardableResult
    public func loadContent() async throws -> [ContentSummary] {
        try await site.loadContent()
    }

    /// Takes a module out of service, as an administrator does.
    public func disable(_ module: String) async throws {
        try await site.disable(module, by: .system("test"))
    }

    /// Puts a module into service again.
    public func enable(_ module: String) async throws {
        try await site.enable(module, by: .system("test"))
    }

    /// What a check of templates and translations finds in the site's modules; a good module has no faults.
    public func faults() throws -> [Fault] {
        try TestSiteCheck(site: site).faults()
    }

    /// What the program complained of meanwhile, one line each.
    public var complaints: [String] { journal.complaints }
}
