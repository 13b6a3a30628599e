public import Foundation
import Logging

extension Site {
    /// How a site is opened.
    public struct Options: Sendable {
        /// Where the site's data lies; nil: in `data/` in the site's folder.
        public var data: URL?
        /// The clock; tests give a fixed one.
        public var now: @Sendable () -> Date
        /// Whether modules are loaded; commands that only need accounts go without.
        public var loadsModules: Bool
        /// The port the portal is tried out on, added to the canonical address.
        public var port: Int?

        /// Options with defaults.
        public init(
            data: URL? = nil, now: @escaping @Sendable () -> Date = { Date() }, loadsModules: Bool = true,
            port: Int? = nil
        ) {
            self.data = data
            self.now = now
            self.loadsModules = loadsModules
            self.port = port
        }
    }

    /// Opens a site: reads its configuration, brings its database up to date and starts its modules.
    ///
    /// A module that cannot be served is left out, and the status page says why; a faulty `site.yml` is an error.
    ///
    /// - Throws: ``FaultyConfiguration``, or what keeps the database or files from being opened.
    public static func open(
        _ folder: URL, installation: Installation, options: Options = Options()
    ) async throws -> Site {
        let (configuration, faults) = SiteConfiguration.read(folder: folder.path)
        guard let configuration, faults.isEmpty else { throw FaultyConfiguration(faults: faults) }
        let parts = try await BlockingWork.run {
            try Site.Parts(
                configuration, folder: folder,
                data: options.data ?? folder.appending(path: "data", directoryHint: .isDirectory),
                installation: installation, port: options.port, logger: Logger(label: "dinh.\(configuration.id)"),
                now: options.now)
        }
        let site = Site(parts, assembly: try SiteLoader(parts: parts).makeAssembly(modules: []))
        if options.loadsModules { try await site.loadModules() }
        return site
    }
}

extension Site.Parts {
    /// Opens the data folder of a site: its database, brought up to date, its files and its secret.
    init(
        _ configuration: SiteConfiguration, folder: URL, data: URL, installation: Installation, port: Int? = nil,
        logger: Logger, now: @escaping @Sendable () -> Date = { Date() }
    ) throws {
        let database = try SiteDatabase(path: data.appending(path: "site.sqlite").path)
        let migrator = Migrator(database: database, now: now)
        for history in CoreHistory.all { try migrator.migrate(history) }
        let secrets = try SiteSecrets.load(folder: data)
        let store = try FileStore(
            root: data.appending(path: "files").path, seal: FileSeal(key: secrets.key(for: "files")))
        self.init(
            configuration: configuration,
            identity: SiteIdentity(configuration, port: port),
            folder: folder,
            dataFolder: data,
            installation: installation,
            database: database,
            files: FileLibrary(store: store, database: database, accepted: configuration.limits.fileTypes),
            secrets: secrets,
            logger: logger,
            now: now)
    }
}

/// The histories of the core's own tables.
enum CoreHistory {
    static let all = [
        MigrationHistory(owner: "core", prefix: "core_", migrations: CoreSchema.migrations),
        MigrationHistory(owner: "core.accounts", prefix: "core_", migrations: AccountSchema.migrations),
        MigrationHistory(owner: "core.workflow", prefix: "core_", migrations: WorkflowSchema.migrations),
        MigrationHistory(owner: "core.intake", prefix: "core_", migrations: IntakeSchema.migrations),
        BackupStore.history,
    ]
}

/// A site whose configuration has faults.
public struct FaultyConfiguration: Error, CustomStringConvertible {
    /// All of them, in the order of the file.
    public let faults: [Fault]

    /// One fault a line.
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}

extension SiteIdentity {
    init(_ configuration: SiteConfiguration, port: Int? = nil) {
        self.init(
            name: configuration.name,
            authority: configuration.authority,
            superiors: configuration.superiors,
            canonicalURL: configuration.address + (port.map { ":\($0)" } ?? ""),
            languages: configuration.languages,
            address: configuration.contact.address,
            phone: configuration.contact.phone,
            email: configuration.contact.email,
            responsible: configuration.contact.responsible)
    }
}
