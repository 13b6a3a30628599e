import Foundation

/// The translations of core and modules in all languages of a site.
struct TextLibrary: Sendable {
    private let texts: [String: [String: Texts]]
    private let fallback: Texts
    let faults: [Fault]

    /// Reads `translations/<language>.yml` of the core and of each module.
    ///
    /// - Parameter languages: those of the site, the default first; Vietnamese is read besides, to fall back on.
    init(core: URL, modules: [(id: String, resources: URL)], languages: [String]) {
        var faults: [Fault] = []
        func catalogues(_ resources: URL, _ name: String) -> [String: TextCatalogue] {
            let wanted = languages + (languages.contains("vi") ? [] : ["vi"])
            let loaded = TextCatalogue.load(
                folder: resources.appending(path: "translations").path, displayName: "\(name)/translations",
                languages: wanted)
            faults += loaded.faults
            return loaded.catalogues
        }
        let defaultLanguage = languages.first ?? "vi"
        let coreCatalogues = catalogues(core, "core")
        let layers =
            [("core", [coreCatalogues])] + modules.map { ($0.id, [catalogues($0.resources, $0.id), coreCatalogues]) }
        var texts: [String: [String: Texts]] = [:]
        for (id, layers) in layers {
            for language in languages {
                texts[id, default: [:]][language] = Texts(
                    language: language, layers: layers, defaultLanguage: defaultLanguage)
            }
        }
        self.texts = texts
        fallback = Texts(language: defaultLanguage, layers: [coreCatalogues], defaultLanguage: defaultLanguage)
        self.faults = faults
    }

    /// The texts of a module, or of the core under the id `core`, in a language of the site.
    func texts(module: String, language: String) -> Texts {
        texts[module]?[language] ?? texts["core"]?[language] ?? fallback
    }
}
