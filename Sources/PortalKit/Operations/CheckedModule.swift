/// A module of a site under check: its library was opened and it has declared what it gives; nothing of it runs.
struct CheckedModule: Sendable {
    let listing: SiteConfiguration.Module
    let folder: ModuleFolder
    let manifest: ModuleManifest
    let contributions: Contributions

    var id: String { listing.id }
    var mountPath: String { listing.mount ?? manifest.mountPath }

    func fault(_ message: String, mend: String = "") -> Fault {
        Fault(file: "site.yml", line: listing.line, message: "module \"\(id)\": \(message)", mend: mend)
    }

    /// The modules that a site lists, enabled or not, and why others of them cannot be served.
    static func all(of parts: Site.Parts) -> (modules: [CheckedModule], faults: [Fault]) {
        let catalog = ModuleCatalog(site: parts.folder, installation: parts.installation)
        var modules: [CheckedModule] = []
        var faults = catalog.faults
        for listing in parts.configuration.modules {
            do throws(ModuleRefusal) {
                let module = try open(listing, catalog: catalog, parts: parts, faults: &faults)
                modules.append(module)
            } catch {
                faults.append(refusalFault(error, of: listing, catalog: catalog))
            }
        }
        let enabled = modules.filter(\.listing.isEnabled)
        for (id, refusal) in ModuleOrder.resolve(enabled.map(\.manifest)).refused {
            guard let module = modules.first(where: { $0.id == id }) else { continue }
            faults.append(refusalFault(refusal, of: module.listing, catalog: catalog))
        }
        return (modules, faults)
    }

    private static func open(
        _ listing: SiteConfiguration.Module, catalog: ModuleCatalog, parts: Site.Parts, faults: inout [Fault]
    ) throws(ModuleRefusal) -> CheckedModule {
        guard let folder = catalog[listing.id] else { throw .unknown(listing.id, searched: []) }
        let library = try ModuleLibrary.open(folder.libraryPath(in: parts.installation))
        guard library.manifest.id == listing.id else {
            throw .otherId(expected: listing.id, found: library.manifest.id)
        }
        let settings = ModuleSettings.read(
            from: listing.settings, definitions: library.manifest.settings, faults: &faults)
        let record = ModuleRecord(
            id: listing.id, state: .enabled, listing: listing, folder: folder, library: library, settings: settings)
        let registered = try SiteLoader(parts: parts).register(record, library: library, folder: folder)
        return CheckedModule(
            listing: listing, folder: folder, manifest: library.manifest, contributions: registered.contributions)
    }

    private static func refusalFault(
        _ refusal: ModuleRefusal, of listing: SiteConfiguration.Module, catalog: ModuleCatalog
    ) -> Fault {
        if case .unknown = refusal {
            let near = Suggestion.nearest(to: listing.id, in: catalog.ids)
            return Fault(
                file: "site.yml", line: listing.line, message: "there is no module \"\(listing.id)\"",
                mend: near.map { "did you mean \"\($0)\"?" }
                    ?? "install it, or take it out of site.yml; there are \(catalog.ids.joined(separator: ", "))")
        }
        return Fault(
            file: "site.yml", line: listing.line, message: "module \"\(listing.id)\" cannot be served: \(refusal)",
            mend: "")
    }
}
