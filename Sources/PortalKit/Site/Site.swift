import Foundation
import Logging
import Synchronization

/// One commune's portal while it is served: its configuration, its own database, files, secrets and modules.
///
/// Nothing here is shared with another site but the code. What the enabled modules give is in ``assembly``; it is
/// replaced as a whole whenever a module is enabled, disabled or set otherwise.
public final class Site: Sendable {
    let configuration: SiteConfiguration
    let identity: SiteIdentity
    let folder: URL
    let dataFolder: URL
    let installation: Installation
    let database: SiteDatabase
    let files: FileLibrary
    let secrets: SiteSecrets
    let cache = PageCache()
    let traffic = TrafficCounter()
    /// What pages show that is counted apart from their views.
    let tally = TrafficCounter()
    let making = SingleFlight()
    let sessions: SessionStore
    let logins = LoginCheck()
    /// Slows down who asks for one reset after the other.
    let resetRequests = LoginLimiter()
    let intake = IntakeLimiter()
    /// Slows down who tries codes of a second factor; the password was right before.
    let loginCodes = LoginLimiter()
    /// Who has which form open.
    let presence = EditPresence()
    let backups = BackupDesk()
    let passwords = PasswordWorker.shared
    /// Where citizens sign in; nil when the site has no service for that.
    let identityProvider: IdentityProvider?
    let formTokens: FormToken
    let logger: Logger
    let now: @Sendable () -> Date

    /// Changes of modules happen one after the other.
    let lifecycle = SerialQueue()
    private let currentAssembly: Mutex<Assembly>
    private let currentModules = Mutex<[ModuleRecord]>([])
    private let commitObserver = Mutex<(@Sendable (CommittedChange) -> Void)?>(nil)

    /// The site's name in logs and metrics: its folder's name.
    public var id: String { configuration.id }

    init(_ parts: Parts, assembly: Assembly) {
        configuration = parts.configuration
        identity = parts.identity
        folder = parts.folder
        dataFolder = parts.dataFolder
        installation = parts.installation
        database = parts.database
        files = parts.files
        secrets = parts.secrets
        sessions = SessionStore(
            activity: SessionActivity(),
            lifetime: SessionLifetime(
                idle: SessionLifetime.standard.idle,
                absolute: Double(parts.configuration.retention.sessionsHours) * 3600))
        formTokens = FormToken(secrets: parts.secrets)
        logger = parts.logger
        now = parts.now
        identityProvider = parts.configuration.citizenSignIn.flatMap {
            IdentityProvider($0, now: parts.now, send: parts.askProvider)
        }
        currentAssembly = Mutex(assembly)
    }

    /// What a site is made from.
    struct Parts {
        let configuration: SiteConfiguration
        let identity: SiteIdentity
        let folder: URL
        let dataFolder: URL
        let installation: Installation
        let database: SiteDatabase
        let files: FileLibrary
        let secrets: SiteSecrets
        let logger: Logger
        let now: @Sendable () -> Date
        /// How the service at which citizens sign in is asked.
        var askProvider: IdentityProvider.Send = ProviderCall.send
    }

    /// What the enabled modules give at this moment.
    var assembly: Assembly { currentAssembly.withLock { $0 } }

    /// Puts another assembly in force; all pages are made anew.
    func adopt(_ assembly: Assembly) {
        currentAssembly.withLock { $0 = assembly }
        cache.removeAll()
    }

    /// The modules that `site.yml` lists, in its order, with their states.
    var modules: [ModuleRecord] { currentModules.withLock { $0 } }

    func setModules(_ records: [ModuleRecord]) {
        currentModules.withLock { $0 = records }
    }

    func update(_ id: String, _ change: (inout ModuleRecord) -> Void) {
        currentModules.withLock { records in
            guard let index = records.firstIndex(where: { $0.id == id }) else { return }
            change(&records[index])
        }
    }

    /// Whether a link may be shown: false for one that leads below the mount path of a module that is not served.
    func isServed(_ url: String) -> Bool {
        !modules.contains { $0.state != .enabled && (url == $0.mountPath || url.hasPrefix($0.mountPath + "/")) }
    }

    func module(_ id: String) -> ModuleRecord? { modules.first { $0.id == id } }

    /// Storage as one module, or the core under the id `core`, sees it.
    func storage(for module: String) -> ModuleStorage {
        ModuleStorage(
            module: module, database: database, now: now,
            committed: { [weak self] change in
                guard let self else { return }
                cache.invalidate(change.touched)
                commitObserver.withLock { $0 }?(change)
            },
            refused: { [weak self] error, actor in self?.keepSecrecyStop(of: error, by: actor) })
    }

    /// Asks to be told of each committed change, as background work is.
    func onCommit(_ observe: @escaping @Sendable (CommittedChange) -> Void) {
        commitObserver.withLock { $0 = observe }
    }

    /// How mail leaves the site, and in whose name; nil when the site sends none.
    var mailTransport: (any MailTransport, MailAddress)? {
        guard let from = configuration.mail.from.flatMap({ MailAddress($0, name: identity.name) }) else { return nil }
        switch configuration.mail.transport {
        case .none: return nil
        case .folder: return (FolderMailTransport(path: dataFolder.appending(path: "mail").path), from)
        case .smtp: return configuration.mail.smtp.map { (SMTPMailTransport($0), from) }
        case .sendmail: return (SendmailTransport(), from)
        }
    }

    /// The engine for the workflows of the enabled modules, with their gates and those of the core.
    var workflow: WorkflowEngine {
        assembly.workflow(publicationGates: [WorkflowGate(id: "secrecy", check: SecrecyGate(files: files).check)])
    }

    /// The core's texts in the site's own language, as mails use them.
    var coreTexts: Texts { assembly.texts.texts(module: "core", language: identity.language) }

    /// The core's own view of the site, for screens and pages that belong to no module.
    func coreContext(texts: Texts) -> ModuleContext {
        ModuleContext(
            id: "core", site: identity, settings: ModuleSettings(definitions: []), texts: texts,
            storage: storage(for: "core"), files: files, mountPath: "", logger: logger, now: now,
            services: serviceDirectory)
    }

    /// What the core itself seals.
    var coreVault: DataVault { DataVault(key: secrets.key(for: "vault/core")) }

    var passwordPolicy: PasswordPolicy {
        PasswordPolicy(siteNames: [identity.name, identity.authority] + configuration.domains + identity.superiors)
    }

    var serviceDirectory: ServiceDirectory {
        ServiceDirectory(
            find: { [weak self] type in self?.assembly.service(type) },
            workflow: { [weak self] in self?.workflow ?? WorkflowEngine() },
            key: { [secrets] in secrets.key(for: $0) })
    }
}
