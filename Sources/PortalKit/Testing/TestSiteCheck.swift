/// The part of ``SiteCheck`` that a module's own tests want: its templates and translations.
struct TestSiteCheck {
    let site: Site

    func faults() throws -> [Fault] {
        let modules = site.assembly.modules.compactMap { module in
            site.module(module.id).map {
                CheckedModule(
                    listing: $0.listing, folder: module.folder, manifest: module.manifest,
                    contributions: module.contributions)
            }
        }
        let texts = TextCheck(installation: site.installation, languages: site.identity.languages, modules: modules)
        let templates = TemplateSetCheck(
            layers: SiteLoader(parts: site.parts).templateLayers(modules.map { ($0.id, $0.folder) }), modules: modules,
            texts: texts)
        let ids = Set(modules.map(\.id))
        return (texts.faults + templates.faults).filter { ids.contains(String($0.file.prefix { $0 != "/" })) }
    }
}
