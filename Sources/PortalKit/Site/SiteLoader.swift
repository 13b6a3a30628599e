import Foundation
import Logging

/// Reads what lies in folders (texts, templates, assets, libraries) and makes modules and assemblies from it.
struct SiteLoader: Sendable {
    let parts: Site.Parts

    // MARK: - Records

    /// What became of each module that the site lists, in its order. Loads libraries, changes no data.
    func records(decisions: [String: ModuleDecision]) -> [ModuleRecord] {
        let catalog = ModuleCatalog(site: parts.folder, installation: parts.installation)
        var records = parts.configuration.modules.map { listing in
            record(for: listing, catalog: catalog, decision: decisions[listing.id])
        }
        let wanted = records.filter { $0.state == .enabled }.compactMap { $0.library?.manifest }
        for (id, refusal) in ModuleOrder.resolve(wanted).refused {
            if let index = records.firstIndex(where: { $0.id == id }) { records[index].state = .refused(refusal) }
        }
        return records
    }

    private func record(
        for listing: SiteConfiguration.Module, catalog: ModuleCatalog, decision: ModuleDecision?
    ) -> ModuleRecord {
        let none = ModuleSettings(definitions: [])
        guard let folder = catalog[listing.id] else {
            return ModuleRecord(
                id: listing.id, state: .refused(.unknown(listing.id, searched: catalog.searched)), listing: listing,
                folder: nil, library: nil, settings: none)
        }
        do throws(ModuleRefusal) {
            if catalog.duplicates.contains(listing.id) { throw .duplicate(listing.id) }
            let library = try ModuleLibrary.open(folder.libraryPath(in: parts.installation))
            guard library.manifest.id == listing.id else {
                throw .otherId(expected: listing.id, found: library.manifest.id)
            }
            var faults: [Fault] = []
            let settings = ModuleSettings.read(
                from: listing.settings, definitions: library.manifest.settings, faults: &faults)
            if let fault = faults.first { throw .failed(stage: "read its settings", reason: fault.description) }
            let state: ModuleRecord.State =
                switch decision?.state {
                case .enabled: .enabled
                case .disabled: .disabled
                case .removed: .removed
                case nil: listing.isEnabled ? .enabled : .disabled
                }
            return ModuleRecord(
                id: listing.id, state: state, listing: listing, folder: folder, library: library,
                settings: settings.overlaying(decision?.settings ?? [:]))
        } catch {
            return ModuleRecord(
                id: listing.id, state: .refused(error), listing: listing, folder: folder, library: nil, settings: none)
        }
    }

    // MARK: - Modules

    /// Registers a module and runs its migrations.
    func activate(_ record: ModuleRecord, services: ServiceDirectory, storage: ModuleStorage) throws(ModuleRefusal)
        -> ActiveModule
    {
        guard let library = record.library, let folder = record.folder else {
            throw record.refusal ?? .unknown(record.id, searched: [])
        }
        let registered = try register(record, library: library, folder: folder)
        let frames = PerLanguage { language in
            // Registering has no side effects, so titles in another language are had by registering with its texts.
            let isFirst = language == parts.identity.language
            let other = isFirst ? nil : try? register(record, library: library, folder: folder, language: language)
            return PublicFrame((other ?? registered).contributions)
        }
        do {
            try Migrator(database: parts.database, now: parts.now).migrate(
                MigrationHistory(
                    owner: record.id, prefix: library.manifest.tablePrefix,
                    migrations: registered.contributions.migrations))
        } catch {
            throw .failed(stage: "migrate", reason: "\(error)")
        }
        do {
            try parts.database.writeBlocking { database in
                for workflow in registered.contributions.workflows {
                    let configured = parts.configuration.workflows.first { $0.id == workflow.type.id }
                    try WorkflowDefinitions.register(
                        workflow.type, configured: configured?.plan, now: parts.now(), in: database)
                }
                // Before anything can happen that they are to be told of, be it a content file that is brought in.
                for handler in registered.contributions.eventHandlers {
                    try Outbox.subscribe(module: record.id, handler: handler.id, in: database)
                }
            }
        } catch {
            throw .failed(stage: "register its workflows and event handlers", reason: "\(error)")
        }
        let context = ModuleContext(
            id: record.id, site: parts.identity, settings: record.settings, texts: registered.texts, storage: storage,
            files: parts.files, mountPath: record.mountPath, logger: parts.logger, now: parts.now, services: services)
        return ActiveModule(
            manifest: library.manifest, instance: registered.instance, contributions: registered.contributions,
            frames: frames, context: context, folder: folder)
    }

    struct Registered {
        let instance: any PortalModule
        let contributions: Contributions
        let texts: Texts
    }

    /// Makes the module and collects what it declares; nothing is changed.
    ///
    /// - Parameter language: of the texts that the module sees; nil: the site's first.
    func register(
        _ record: ModuleRecord, library: ModuleLibrary, folder: ModuleFolder, language: String? = nil
    ) throws(ModuleRefusal) -> Registered {
        let texts = TextLibrary(
            core: parts.installation.coreResources, modules: [(record.id, folder.resources)],
            languages: parts.identity.languages
        ).texts(module: record.id, language: language ?? parts.identity.language)
        let instance = library.type.init()
        var registration = ModuleRegistration(
            manifest: library.manifest, site: parts.identity, settings: record.settings, texts: texts)
        do {
            try instance.register(in: &registration)
        } catch {
            throw .failed(stage: "register", reason: "\(error)")
        }
        if let fault = registration.contributions.faults(manifest: library.manifest).first {
            throw .failed(stage: "register", reason: fault)
        }
        return Registered(instance: instance, contributions: registration.contributions, texts: texts)
    }

    // MARK: - Assembly

    /// Puts the modules together; templates of the site's theme lie over those of core and modules.
    func makeAssembly(modules: [ActiveModule]) throws -> Assembly {
        let texts = TextLibrary(
            core: parts.installation.coreResources, modules: modules.map { ($0.id, $0.folder.resources) },
            languages: parts.identity.languages)
        var faults: [Fault] = []
        let theme = ThemeConfiguration.read(folder: parts.folder.appending(path: "theme").path, faults: &faults)
        let logger = parts.logger
        let (templates, templateFaults) = TemplateLibrary.open(
            templateLayers(modules.map { ($0.id, $0.folder) }), modules: parts.configuration.modules.map(\.id)
        ) { fault in logger.warning("\(fault)") }
        for fault in faults + templateFaults { logger.warning("\(fault)") }
        return AssemblyBuilder(
            site: parts, modules: modules, coreEndpoints: CoreEndpoints.all, texts: texts, templates: templates,
            theme: theme
        ).build()
    }

    /// The core's templates, those of the modules over them, those of the site's theme over both.
    func templateLayers(_ modules: [(id: String, folder: ModuleFolder)]) -> [TemplateLibrary.Layer] {
        [
            .init(
                folder: parts.installation.coreResources.appending(path: "templates").path,
                displayName: "core/templates")
        ]
            + modules.map { id, folder in
                .init(
                    folder: folder.resources.appending(path: "templates").path, displayName: "\(id)/templates",
                    module: id)
            }
            + [.init(folder: parts.folder.appending(path: "theme/templates").path, displayName: "theme/templates")]
    }
}
