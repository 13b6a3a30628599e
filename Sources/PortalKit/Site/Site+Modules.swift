import Foundation
import Logging

/// Enabling, disabling, setting, removing and restoring modules while the site is served.
///
/// Whatever changes, the way is the same: decide, note the decision with its audit entry, make a new assembly from the
/// enabled modules, put it in force, and stop what is no longer in it once its last request is answered.
extension Site {
    /// Loads the modules and serves all that can be.
    func loadModules() async throws {
        let decisions = try await database.read(ModuleDecision.all)
        setModules(SiteLoader(parts: parts).records(decisions: decisions))
        try await lifecycle.run { [self] in try await reassemble() }
    }

    /// Serves a module that was disabled or is newly listed.
    func enable(_ id: String, by actor: Actor) async throws {
        try await lifecycle.run { [self] in
            let record = try listed(id)
            if case .removed = record.state { throw ModuleChangeError.isRemoved(id) }
            guard record.library != nil else { throw ModuleChangeError.isRefused(id, "\(record.refusal, default: "")") }
            update(id) { $0.state = .enabled }
            try await reassemble()
            if let refusal = module(id)?.refusal {
                throw ModuleChangeError.isRefused(id, refusal.description)
            }
            try await note(id, .enabled, action: "module.enable", by: actor)
        }
    }

    /// Takes a module out of service everywhere; its data stays.
    func disable(_ id: String, by actor: Actor) async throws {
        try await lifecycle.run { [self] in
            let record = try listed(id)
            if case .removed = record.state { throw ModuleChangeError.isRemoved(id) }
            let dependents = dependents(of: id)
            guard dependents.isEmpty else { throw ModuleChangeError.isNeeded(id, by: dependents) }
            try await note(id, .disabled, action: "module.disable", by: actor)
            update(id) { $0.state = .disabled }
            try await reassemble()
        }
    }

    /// Notes that a module is out of service from the next start on, in a site that was opened without its modules: also one
    /// whose code ends the process can be taken out.
    ///
    /// - Throws: in words for the person, when `site.yml` does not list it or it was removed.
    public func disableUnloaded(_ id: String, by actor: Actor) async throws {
        guard configuration.modules.contains(where: { $0.id == id }) else { throw ModuleChangeError.isNotListed(id) }
        try await storage(for: "core").write(as: actor) { change in
            if try ModuleDecision.all(change.database)[id]?.state == .removed { throw ModuleChangeError.isRemoved(id) }
            let version = try ModuleDecision.version(of: id, in: change.database)
            try Note(id, .disabled, action: "module.disable", version: version).write(change)
        }
    }

    /// Changes settings of a module; what is not named keeps its value.
    func changeSettings(of id: String, to values: [String: SettingValue], by actor: Actor) async throws {
        try await lifecycle.run { [self] in
            let record = try listed(id)
            for (key, value) in values {
                guard let definition = record.settings.definitions.first(where: { $0.key == key }) else {
                    throw ModuleChangeError.noSetting(id, key)
                }
                if let reason = ModuleSettings.validate(value, for: definition) {
                    throw ModuleChangeError.refusedSetting(key, reason: reason)
                }
            }
            let before = record.settings
            let changed = values.filter { before.value($0.key) != $0.value }
            guard !changed.isEmpty else { return }
            update(id) { $0.settings = $0.settings.overlaying(changed) }
            try await reassemble()
            if let refusal = module(id)?.refusal, record.state == .enabled {
                update(id) {
                    $0.settings = before
                    $0.state = .enabled
                }
                try await reassemble()
                throw ModuleChangeError.isRefused(id, refusal.description)
            }
            try await storage(for: "core").write(as: actor) { change in
                let decision = try ModuleDecision.all(change.database)[id] ?? ModuleDecision()
                let merged = decision.settings.merging(changed) { _, new in new }
                let state = decision.state ?? (record.state == .enabled ? .enabled : .disabled)
                try ModuleDecision.save(id, state: state, version: record.version, settings: merged, in: change)
                try change.audit(
                    "module.settings", on: .module(id), before: before.values.filter { changed[$0.key] != nil },
                    after: changed)
                change.touch(.settings(id))
            }
        }
    }

    /// What removing a module would take away.
    func removalImpact(of id: String) async throws -> RemovalImpact {
        let record = try listed(id)
        guard let prefix = record.library?.manifest.tablePrefix else {
            throw ModuleChangeError.isRefused(id, "\(record.refusal, default: "")")
        }
        let archive = moduleArchive(id, prefix: prefix)
        return try await BlockingWork.run { try archive.impact() }
    }

    /// Exports a module's data to an archive, then drops it.
    ///
    /// - Returns: the archive's file.
    @discardableResult
    func remove(_ id: String, by actor: Actor) async throws -> URL {
        try await lifecycle.run { [self] in
            let record = try listed(id)
            if case .removed = record.state { throw ModuleChangeError.isRemoved(id) }
            guard let manifest = record.library?.manifest else {
                throw ModuleChangeError.isRefused(id, "\(record.refusal, default: "")")
            }
            let dependents = dependents(of: id)
            guard dependents.isEmpty else { throw ModuleChangeError.isNeeded(id, by: dependents) }
            update(id) { $0.state = .disabled }
            try await reassemble()
            let archive = archiveFolder.appending(path: "\(id)-\(VietnamTime(now()).fileStamp).sqlite")
            do {
                try FileManager.default.createDirectory(at: archiveFolder, withIntermediateDirectories: true)
                let removal = moduleArchive(id, prefix: manifest.tablePrefix)
                let (moment, storage) = (now(), storage(for: "core"))
                let removed = Note(
                    id, .removed, action: "module.remove", version: record.version,
                    after: ["archive": archive.lastPathComponent])
                try await BlockingWork.run {
                    try removal.export(to: archive.path, now: moment)
                    // One transaction: a crash in between would bring the module back empty.
                    try storage.writeBlocking(as: actor, within: removal.drop(finish:), removed.write)
                }
            } catch {
                update(id) { $0.state = record.state }
                try await reassemble()
                throw error
            }
            update(id) { $0.state = .removed }
            return archive
        }
    }

    /// Takes a removed module's data back in from its latest archive, or begins it anew when there is none.
    func restore(_ id: String, by actor: Actor) async throws {
        try await lifecycle.run { [self] in
            let record = try listed(id)
            guard case .removed = record.state else { throw ModuleChangeError.isNotRemoved(id) }
            guard let manifest = record.library?.manifest else { throw ModuleChangeError.isRefused(id, "") }
            let archive = try latestArchive(of: id)
            // Noted before it is served: a module that fails to start has its data back all the same.
            let restored = Note(
                id, .enabled, action: "module.restore", version: record.version,
                after: ["archive": archive?.lastPathComponent ?? ""])
            let (data, storage) = (moduleArchive(id, prefix: manifest.tablePrefix), storage(for: "core"))
            if let archive {
                try await BlockingWork.run {
                    try storage.writeBlocking(
                        as: actor, within: { try data.restore(from: archive.path, finish: $0) }, restored.write)
                }
            } else {
                try await storage.write(as: actor, restored.write)
            }
            let decision = try await database.read { try ModuleDecision.all($0)[id] }
            update(id) {
                $0.state = .enabled
                $0.settings = $0.settings.overlaying(decision?.settings ?? [:])
            }
            try await reassemble()
            if let refusal = module(id)?.refusal { throw ModuleChangeError.isRefused(id, refusal.description) }
        }
    }

    /// Stops all modules, as at the end of the server.
    func stopModules() async {
        for module in assembly.modules.reversed() {
            await module.use.close(within: Self.patience)
            await (module.instance as? any StoppingModule)?.stop()
        }
    }

    /// How long a module's last request may take before the module is stopped all the same.
    private static let patience = Duration.seconds(20)

    // MARK: - One mechanism

    /// Makes and adopts the assembly of the enabled modules; those that fail on the way are refused and left out.
    private func reassemble() async throws {
        let loader = SiteLoader(parts: parts)
        let before = assembly.modules
        let records = modules
        let order = ModuleOrder.resolve(
            records.filter { $0.state == .enabled }.compactMap { $0.library?.manifest })
        for (id, refusal) in order.refused { update(id) { $0.state = .refused(refusal) } }
        var active: [ActiveModule] = []
        for id in order.order {
            guard let record = records.first(where: { $0.id == id }) else { continue }
            if let running = before.first(where: { $0.id == id }), running.context.settings == record.settings {
                active.append(running)
                continue
            }
            do {
                let needs = Set(record.library?.manifest.needs ?? [])
                let provided = Set(active.flatMap { [$0.id] + $0.manifest.provides })
                if let need = needs.subtracting(provided).sorted().first { throw ModuleRefusal.missingNeed(need) }
                let (services, storage) = (serviceDirectory, storage(for: id))
                let module = try await BlockingWork.run {
                    try loader.activate(record, services: services, storage: storage)
                }
                try await start(module)
                active.append(module)
            } catch let refusal as ModuleRefusal {
                logger.error("module '\(id)' is not served: \(refusal)")
                update(id) { $0.state = .refused(refusal) }
            }
        }
        adopt(try loader.makeAssembly(modules: active))
        for old in before where !active.contains(where: { $0.use === old.use }) {
            await old.use.close(within: Self.patience)
            await (old.instance as? any StoppingModule)?.stop()
        }
        cache.removeAll()
        try await makeStarterRoles()
    }

    private func start(_ module: ActiveModule) async throws(ModuleRefusal) {
        guard let starting = module.instance as? any StartingModule else { return }
        do {
            try await starting.start(in: module.context)
        } catch {
            throw .failed(stage: "start", reason: "\(error)")
        }
    }

    // MARK: - Helpers

    /// What the site was made from, for loaders and checks.
    var parts: Parts {
        Parts(
            configuration: configuration, identity: identity, folder: folder, dataFolder: dataFolder,
            installation: installation, database: database, files: files, secrets: secrets, logger: logger, now: now)
    }

    private func listed(_ id: String) throws -> ModuleRecord {
        guard let record = module(id) else { throw ModuleChangeError.isNotListed(id) }
        return record
    }

    /// Enabled modules that need this one and would be left without.
    func dependents(of id: String) -> [String] {
        guard let manifest = module(id)?.library?.manifest else { return [] }
        let given = Set([manifest.id] + manifest.provides)
        return assembly.modules.filter { $0.id != id && !given.isDisjoint(with: $0.manifest.needs) }.map(\.id)
    }

    private func note(
        _ id: String, _ state: ModuleDecision.State, action: String, by actor: Actor
    ) async throws {
        let note = Note(id, state, action: action, version: module(id)?.version ?? "")
        try await storage(for: "core").write(as: actor, note.write)
    }

    /// A decision about a module with its audit entry.
    private struct Note: Sendable {
        let id: String
        let state: ModuleDecision.State
        let action: String
        let version: String
        let after: [String: String]

        init(
            _ id: String, _ state: ModuleDecision.State, action: String, version: String, after: [String: String] = [:]
        ) {
            (self.id, self.state, self.action, self.version, self.after) = (id, state, action, version, after)
        }

        @Sendable func write(_ change: Change) throws {
            let settings = try ModuleDecision.all(change.database)[id]?.settings ?? [:]
            try ModuleDecision.save(id, state: state, version: version, settings: settings, in: change)
            try change.audit(action, on: .module(id), before: [String: String](), after: after)
        }
    }

    private var archiveFolder: URL { dataFolder.appending(path: "archives", directoryHint: .isDirectory) }

    private func latestArchive(of id: String) throws -> URL? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: archiveFolder.path)) ?? []
        return names.filter { $0.hasPrefix(id + "-2") && $0.hasSuffix(".sqlite") }.max()
            .map { archiveFolder.appending(path: $0) }
    }

    private func moduleArchive(_ id: String, prefix: String) -> ModuleArchive {
        ModuleArchive(module: id, prefix: prefix, database: database)
    }
}

/// Why a change of a module was not made.
enum ModuleChangeError: Error, CustomStringConvertible, Equatable {
    case isNotListed(String)
    case isRefused(String, String)
    case isRemoved(String)
    case isNotRemoved(String)
    case isNeeded(String, by: [String])
    case noSetting(String, String)
    case refusedSetting(String, reason: String)

    var description: String {
        switch self {
        case .isNotListed(let id): "the site lists no module '\(id)'; add it under modules in site.yml"
        case .isRefused(let id, let reason): "module '\(id)' cannot be served: \(reason)"
        case .isRemoved(let id): "module '\(id)' was removed; restore it first"
        case .isNotRemoved(let id): "module '\(id)' is not removed; there is nothing to restore"
        case .isNeeded(let id, let others):
            "module '\(id)' is needed by \(others.joined(separator: ", ")); disable that first"
        case .noSetting(let id, let key): "module '\(id)' has no setting '\(key)'; see its README"
        case .refusedSetting(let key, let reason): "the setting '\(key)' cannot have this value: \(reason)"
        }
    }
}

extension RecordReference {
    /// A module as a subject of the audit log: modules have no number, so the name is part of the type.
    static func module(_ id: String) -> RecordReference {
        RecordReference(type: "core.module.\(id)", id: 0)
    }
}

extension VietnamTime {
    /// `2026-11-18-083000`, for file names that sort by time.
    var fileStamp: String {
        iso8601.prefix(19).filter { $0 != ":" }.replacing("T", with: "-")
    }
}
