public import Foundation

/// Finds what is wrong with a site before its visitors do: everything in one run, each with file and line.
///
/// The site is tried out on data of its own that is thrown away: its real data is neither read nor changed, and it may
/// be served meanwhile.
public struct SiteCheck: Sendable {
    /// Checks a site's folder: configuration, theme, modules and their settings, home page, addresses, templates,
    /// translations, content files, and whether its pages can be made.
    ///
    /// - Parameters:
    ///   - module: look at this module alone: its manifest, settings, addresses, templates (also those of the theme that
    ///     replace them) and translations; nothing of it runs.
    ///   - others: the folders of the sites that are to be served with it.
    /// - Returns: the faults by file and line; none when all is well.
    public static func run(
        folder: URL, installation: Installation, module: String? = nil, beside others: [URL] = []
    ) async -> [Fault] {
        let (configuration, found) = SiteConfiguration.read(folder: folder.path)
        var themeFaults: [Fault] = []
        _ = ThemeConfiguration.read(folder: folder.appending(path: "theme").path, faults: &themeFaults)
        var faults = Set(found + themeFaults)
        guard let configuration else { return faults.sorted() }
        if let fault = unknownLanguage(configuration, folder: folder, installation: installation) {
            return faults.union([fault]).sorted()
        }
        if module == nil { faults.formUnion(DomainCheck(configuration, beside: others).faults) }
        do {
            let data = try TemporaryData()
            defer { data.remove() }
            let journal = Journal()
            let parts = try Site.Parts(
                configuration, folder: folder, data: data.folder, installation: installation,
                logger: journal.logger)
            let check = SiteCheck(parts: parts, journal: journal)
            if let module { return check.faults(of: module) }
            faults.formUnion(try await check.faults())
        } catch {
            faults.insert(
                Fault(file: "site.yml", message: "the site cannot be tried out: \(error)", mend: "see the reason"))
        }
        return faults.sorted()
    }

    /// A language that the core has no texts in: every template would be at fault, so nothing else is looked at.
    private static func unknownLanguage(
        _ configuration: SiteConfiguration, folder: URL, installation: Installation
    ) -> Fault? {
        let translations = installation.coreResources.appending(path: "translations").path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: translations)) ?? []
        let known = names.filter { $0.hasSuffix(".yml") }.map { String($0.dropLast(4)) }.sorted()
        guard let unknown = configuration.languages.first(where: { !known.contains($0) }) else { return nil }
        var ignored: [Fault] = []
        let root = ConfigNode.load(
            file: folder.appending(path: "site.yml").path, displayName: "site.yml", faults: &ignored)
        return Fault(
            file: "site.yml", line: root?.child("languages")?.line,
            message: "languages: there is no language \"\(unknown)\"",
            mend: "write some of \(known.joined(separator: ", "))")
    }

    let parts: Site.Parts
    let journal: Journal

    /// What is wrong with one module.
    private func faults(of id: String) -> [Fault] {
        guard let listing = parts.configuration.modules.first(where: { $0.id == id }) else {
            return [
                Fault(
                    file: "site.yml", message: "lists no module \"\(id)\"",
                    mend:
                        "add it under modules; listed are \(parts.configuration.modules.map(\.id).joined(separator: ", "))"
                )
            ]
        }
        let (all, moduleFaults) = CheckedModule.all(of: parts)
        let modules = all.filter { $0.id == id }
        let texts = TextCheck(
            installation: parts.installation, languages: parts.identity.languages, modules: modules)
        let templates = TemplateSetCheck(
            layers: SiteLoader(parts: parts).templateLayers(modules.map { ($0.id, $0.folder) }), modules: modules,
            texts: texts)
        let faults =
            moduleFaults + AddressCheck(modules: all).faults + (modules.isEmpty ? [] : texts.faults + templates.faults)
        // Up to the next module: its settings stand there.
        let next = parts.configuration.modules.map(\.line).filter { $0 > listing.line }.min() ?? .max
        let lines = listing.line..<next
        let places = ["\(id)/", "theme/templates/\(id)/"]
        return Set(faults).filter { fault in
            fault.message.contains("\"\(id)\"") || fault.file == "site.yml" && fault.line.map(lines.contains) ?? false
                || places.contains(where: fault.file.hasPrefix)
        }.sorted()
    }

    private func faults() async throws -> [Fault] {
        let (modules, moduleFaults) = CheckedModule.all(of: parts)
        let texts = TextCheck(
            installation: parts.installation, languages: parts.identity.languages, modules: modules)
        let templates = TemplateSetCheck(
            layers: SiteLoader(parts: parts).templateLayers(modules.map { ($0.id, $0.folder) }), modules: modules,
            texts: texts)
        let home = HomeCheck(
            blocks: parts.configuration.home, modules: modules, listed: Set(parts.configuration.modules.map(\.id)))
        let workflows = WorkflowCheck(
            workflows: parts.configuration.workflows, modules: modules,
            listed: Set(parts.configuration.modules.map(\.id)))
        let faults =
            moduleFaults + AddressCheck(modules: modules).faults + home.faults + workflows.faults + texts.faults
            + templates.faults
        return faults
            + (try await SiteTrial(parts: parts, journal: journal).faults(besides: moduleFaults + workflows.faults))
    }
}
