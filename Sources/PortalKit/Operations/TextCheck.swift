import Foundation

/// Finds texts that core or modules lack in one of the site's languages, or whose placeholders nobody fills.
struct TextCheck {
    let installation: Installation
    let languages: [String]
    let modules: [CheckedModule]

    /// The translations by module, the core's under `core`, then by language.
    var catalogues: [String: [String: TextCatalogue]] {
        var catalogues = ["core": load(installation.coreResources, "core").catalogues]
        for module in modules { catalogues[module.id] = load(module.folder.resources, module.id).catalogues }
        return catalogues
    }

    var faults: [Fault] {
        let core = load(installation.coreResources, "core")
        var faults = core.faults
        for module in modules {
            let own = load(module.folder.resources, module.id)
            faults += own.faults
            for language in languages {
                guard let catalogue = own.catalogues[language] else { continue }
                let known = Set(catalogue.keys).union(core.catalogues[language]?.keys ?? [])
                faults += Self.keys(of: module).filter { !known.contains($0) }.map { key in
                    Fault(
                        file: catalogue.file, message: "lacks the key \"\(key)\"", mend: "add it: the portal shows it")
                }
                faults += mailFaults(module, catalogue)
            }
        }
        return faults
    }

    private func load(_ resources: URL, _ name: String) -> (catalogues: [String: TextCatalogue], faults: [Fault]) {
        TextCatalogue.load(
            folder: resources.appending(path: "translations").path, displayName: "\(name)/translations",
            languages: languages)
    }

    /// The texts that the core shows on a module's behalf.
    private static func keys(of module: CheckedModule) -> [String] {
        let (manifest, gives) = (module.manifest, module.contributions)
        let choices = manifest.settings.flatMap { setting -> [String] in
            guard case .choice(let words) = setting.type else { return [] }
            return words.map { "setting.\(setting.key).\($0)" }
        }
        let keys =
            ["module.name", "module.description"]
            + manifest.permissions.map { "permission.\($0.id)" }
            + manifest.settings.map { "setting.\($0.key)" } + choices
            + gives.adminMenu.map(\.title) + gives.searchSources.map { "search.kind.\($0.kind)" }
            + gives.reportSections.map(\.title)
            + gives.mailTemplates.flatMap { ["mail.\($0.id).subject", "mail.\($0.id).body"] }
        return Set(keys).sorted()
    }

    private func mailFaults(_ module: CheckedModule, _ catalogue: TextCatalogue) -> [Fault] {
        module.contributions.mailTemplates.flatMap { template in
            ["mail.\(template.id).subject", "mail.\(template.id).body"].compactMap { key -> Fault? in
                guard let entry = catalogue.entries[key] else { return nil }
                let unknown = TextTemplate.placeholders(of: entry.text).subtracting(template.placeholders).sorted()
                guard let name = unknown.first else { return nil }
                return Fault(
                    file: entry.file, line: entry.line, message: "\"\(key)\" has the placeholder {\(name)}",
                    mend: "this mail has \(template.placeholders.joined(separator: ", "))")
            }
        }
    }
}
