import Foundation

extension Site {
    /// Does what a command asks; what goes wrong is an answer too.
    ///
    /// - Parameter report: is told how far long work is.
    public func perform(
        _ command: SiteCommand, report: @escaping @Sendable (CommandProgress) -> Void = { _ in }
    ) async -> SiteAnswer {
        do {
            return try await answer(command, report: report)
        } catch ModuleChangeError.refusedSetting(let key, let reason) {
            return .failed("the setting '\(key)' cannot have this value: \(installation.english(reason))")
        } catch {
            return .failed("\(error)".split(whereSeparator: \.isNewline).joined(separator: " "))
        }
    }

    private func answer(
        _ command: SiteCommand, report: @escaping @Sendable (CommandProgress) -> Void
    ) async throws -> SiteAnswer {
        let actor = command.actor
        switch command {
        case .status: return .status(status)
        case .modules: return .modules(modules.map(ModuleSummary.init))
        case .enable(let id):
            try await enable(id, by: actor)
            let note = module(id)?.awaitsRestart == true ? "; " + ModuleSummary.restartNote : ""
            return .done("module '\(id)' is enabled" + note)
        case .disable(let id):
            try await disable(id, by: actor)
            return .done("module '\(id)' is disabled; its data stays")
        case .impact(let id): return .impact(try await removalImpact(of: id))
        case .remove(let id):
            let archive = try await remove(id, by: actor)
            return .done("module '\(id)' is removed; its data is kept in archives/\(archive.lastPathComponent)")
        case .restore(let id):
            try await restore(id, by: actor)
            return .done("module '\(id)' is restored and enabled")
        case .settings(let id): return .settings(try settings(of: id))
        case .set(let id, let texts):
            try await changeSettings(of: id, to: try values(texts, of: id), by: actor)
            return .settings(try settings(of: id))
        case .loadContent(let folder): return .content(try await loadContent(folder: folder))
        case .importDocument(let order): return .imported(try await importDocument(order))
        case .reindex:
            let records = try await SearchReindexing(site: self, actor: actor, report: report).run()
            return .done("\(records) entries were indexed anew")
        case .backup:
            let made = try await backups.make(self, by: actor, report: report)
            let missing = made.manifest.missing.count
            let note = missing == 0 ? "" : "; \(missing) files that the database knows are not on the disk"
            return .done(
                "\(backupFolder.url.appending(path: made.file.name).path) holds \(made.manifest.files) files, "
                    + "\(made.file.bytes.byteText("en")), and reads back as it was written" + note)
        case .report(let start, let end):
            return .report(await ReportBuilder.build(site: self, period: ReportPeriod(start: start, end: end)))
        }
    }

    private var status: SiteStatus {
        SiteStatus(
            site: id, name: identity.name, address: identity.canonicalURL, core: ABIMarker.current,
            process: ProcessInfo.processInfo.processIdentifier, modules: modules.map(ModuleSummary.init))
    }

    // MARK: - Settings

    private func settings(of id: String) throws -> [SettingSummary] {
        guard let record = module(id) else { throw ModuleChangeError.isNotListed(id) }
        if let refusal = record.refusal, record.library == nil {
            throw ModuleChangeError.isRefused(id, refusal.description)
        }
        return record.settings.definitions.map { definition in
            SettingSummary(
                key: definition.key, value: record.settings.value(definition.key) ?? definition.defaultValue,
                kind: definition.type.words, isSet: record.settings.values[definition.key] != nil)
        }
    }

    private func values(_ texts: [String: String], of id: String) throws -> [String: SettingValue] {
        guard let record = module(id) else { throw ModuleChangeError.isNotListed(id) }
        var values: [String: SettingValue] = [:]
        for (key, text) in texts {
            guard let definition = record.settings.definitions.first(where: { $0.key == key }) else {
                throw ModuleChangeError.noSetting(id, key)
            }
            guard let value = definition.type.value(of: text) else {
                throw ModuleChangeError.refusedSetting(key, reason: "write \(definition.type.words)")
            }
            if let reason = ModuleSettings.validate(value, for: definition) {
                let words = "\(installation.english(reason)) Write \(definition.type.words)."
                throw ModuleChangeError.refusedSetting(key, reason: words)
            }
            values[key] = value
        }
        return values
    }

    // MARK: - Content, search, report

    /// Brings the files of `content/<folder>/` in through the modules that read them.
    ///
    /// - Parameter folder: one folder only; nil for all.
    func loadContent(folder: String? = nil) async throws -> [ContentSummary] {
        let content = self.folder.appending(path: "content", directoryHint: .isDirectory)
        var summaries: [ContentSummary] = []
        for module in assembly.modules {
            for loader in module.contributions.contentLoaders where folder == nil || folder == loader.folder {
                let place = content.appending(path: loader.folder, directoryHint: .isDirectory)
                guard FileManager.default.fileExists(atPath: place.path) else { continue }
                let report = try await module.use.during { try await loader.load(place, module.context) }
                summaries.append(
                    ContentSummary(
                        module: module.id, folder: loader.folder, added: report.added, changed: report.changed,
                        unchanged: report.unchanged, faults: report.faults))
            }
        }
        if let folder, summaries.isEmpty { throw NoContent(folder: folder) }
        return summaries
    }
}

extension ModuleSummary {
    /// What to tell whoever built a module's library while it is served.
    public static let restartNote = "its library has changed since the server started: restart the server to use it"

    init(_ record: ModuleRecord) {
        self.init(
            id: record.id, state: record.stateName, version: record.version, mount: record.mountPath,
            reason: record.refusal?.description, awaitsRestart: record.awaitsRestart)
    }
}

/// A folder of content that no enabled module reads, or that is not there.
struct NoContent: Error, CustomStringConvertible {
    let folder: String

    var description: String {
        "no enabled module reads content/\(folder), or it does not exist; see its module's README for the folder's name"
    }
}
