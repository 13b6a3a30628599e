public import Foundation

/// Finds what is wrong with a site before its visitors do: everything in one run, each with file and line.
///
/// The site is tried out on data of its own that is thrown away: its real data is neither read nor changed, and it may
/// be served meanwhile.
public struct SiteCheck: Sendable {
    /// Checks a site's folder: configuration, theme, modules and their settings, home page, addresses, templates,
    /// translations, content files, and whether its pages can be made.
    ///
    /// - Returns: the faults by file and line; none when all is well.
    public static func run(folder: URL, installation: Installation) async -> [Fault] {
        let (configuration, found) = SiteConfiguration.read(folder: folder.path)
        var themeFaults: [Fault] = []
        _ = ThemeConfiguration.read(folder: folder.appending(path: "theme").path, faults: &themeFaults)
        var faults = Set(found + themeFaults)
        guard let configuration else { return faults.sorted() }
        do {
            let data = try TemporaryData()
            defer { data.remove() }
            let journal = Journal()
            let parts = try Site.Parts(
                configuration, folder: folder, data: data.folder, installation: installation,
                logger: journal.logger)
            faults.formUnion(try await SiteCheck(parts: parts, journal: journal).faults())
        } catch {
            faults.insert(
                Fault(file: "site.yml", message: "the site cannot be tried out: \(error)", mend: "see the reason"))
        }
        return faults.sorted()
    }

    let parts: Site.Parts
    let journal: Journal

    private func faults() async throws -> [Fault] {
        let (modules, moduleFaults) = CheckedModule.all(of: parts)
        let texts = TextCheck(
            installation: parts.installation, languages: parts.identity.languages, modules: modules)
        let templates = TemplateSetCheck(
            layers: SiteLoader(parts: parts).templateLayers(modules.map { ($0.id, $0.folder) }), modules: modules,
            texts: texts)
        let home = HomeCheck(
            blocks: parts.configuration.home, modules: modules, listed: Set(parts.configuration.modules.map(\.id)))
        let faults =
            moduleFaults + AddressCheck(modules: modules).faults + home.faults + texts.faults + templates.faults
        return faults + (try await SiteTrial(parts: parts, journal: journal).faults(besides: moduleFaults))
    }
}
