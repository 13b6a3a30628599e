import Foundation

/// The translations of core and modules, read for each language of a site when it is asked for first.
struct TextLibrary: Sendable {
    private let core: PerLanguage<Texts>
    private let modules: [String: PerLanguage<Texts>]

    /// - Parameters:
    ///   - core: Where the core's `translations/<language>.yml` lie.
    ///   - modules: Where those of each module lie.
    ///   - languages: Those of the site, the default first; another one is given the default's texts.
    init(core: URL, modules: [(id: String, resources: URL)], languages: [String]) {
        let defaultLanguage = languages.first ?? "vi"
        func texts(_ layers: [(name: String, resources: URL)]) -> PerLanguage<Texts> {
            PerLanguage { wanted in
                let language = languages.contains(wanted) ? wanted : defaultLanguage
                return Texts(
                    language: language,
                    layers: layers.map { Self.catalogues($0.name, $0.resources, [language, defaultLanguage]) },
                    defaultLanguage: defaultLanguage)
            }
        }
        self.core = texts([("core", core)])
        self.modules = Dictionary(
            modules.map { ($0.id, texts([($0.id, $0.resources), ("core", core)])) }, uniquingKeysWith: { _, new in new }
        )
    }

    /// Each language by itself, so that the one that nobody reads is not kept.
    private static func catalogues(_ name: String, _ resources: URL, _ languages: Set<String>) -> [String:
        TextCatalogue]
    {
        languages.reduce(into: [:]) { catalogues, language in
            let loaded = TextCatalogue.load(
                folder: resources.appending(path: "translations").path, displayName: "\(name)/translations",
                languages: [language])
            catalogues[language] = loaded.catalogues[language]
        }
    }

    /// The texts of a module, or of the core under the id `core`, in a language of the site.
    func texts(module: String, language: String) -> Texts {
        (modules[module] ?? core)[language]
    }
}
