extension TemplateLibrary {
    /// A folder of templates.
    public struct Layer: Sendable {
        /// Where the folder is.
        public let folder: String
        /// How faults name the folder.
        public let displayName: String
        /// The module whose templates they are; empty for the core's, and for a theme's, which name their module.
        public let module: String

        /// Describes a folder of templates.
        public init(folder: String, displayName: String, module: String = "") {
            self.folder = folder
            self.displayName = displayName
            self.module = module
        }
    }

    /// Loads templates (`*.mustache`) from layered folders; a later layer replaces what an earlier one named the same.
    ///
    /// - Parameters:
    ///   - layers: The core's folder, those of the modules, the theme's. A folder that is not there has no templates.
    ///   - modules: Ids of all modules that the site names, also of those without templates: the theme's templates of
    ///     such an id see that module's partials. Modules of the layers need not be repeated.
    /// - Returns: The library, without the templates that are faulty, and the faults. A faulty override leaves what it
    ///   would replace.
    public static func load(_ layers: [Layer], modules: [String] = []) -> (library: TemplateLibrary, faults: [Fault]) {
        let loader = TemplateLoader(layers, modules: modules)
        let store = TemplateStore(loader)
        return (TemplateLibrary(store: store), store.prepare(loader.names))
    }

    /// Reads templates for a server, which parses most of them when they are rendered first.
    ///
    /// - Parameters:
    ///   - layers: As for ``load(_:modules:)``. Those of the last, the site's own, are parsed at once: an integrator
    ///     learns of a fault from the start of the server.
    ///   - report: Takes the faults of those that are parsed later.
    static func open(
        _ layers: [Layer], modules: [String], report: @escaping @Sendable (Fault) -> Void
    ) -> (library: TemplateLibrary, faults: [Fault]) {
        let loader = TemplateLoader(layers, modules: modules)
        let store = TemplateStore(loader, report: report)
        return (TemplateLibrary(store: store), store.prepare(loader.lastNames))
    }
}
