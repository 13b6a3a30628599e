import Foundation

/// A module's folder: `module.yml`, which names its library, and `Resources/`.
struct ModuleFolder: Sendable {
    let id: String
    /// The library's name without `lib` and `.so`: `LegalDocuments`.
    let library: String
    let folder: URL

    var resources: URL { folder.appending(path: "Resources", directoryHint: .isDirectory) }

    /// Reads `module.yml`: `id` and `library`.
    static func read(_ folder: URL) throws -> ModuleFolder {
        let name = "\(folder.lastPathComponent)/module.yml"
        var faults: [Fault] = []
        let node = ConfigNode.load(
            file: folder.appending(path: "module.yml").path, displayName: name, faults: &faults)
        let id = node?.text("id", required: true, maximumLength: 60, faults: &faults)
        let library = node?.text("library", required: true, maximumLength: 60, faults: &faults)
        node?.unknownKeys(allowing: ["id", "library"], faults: &faults)
        guard let id, let library, faults.isEmpty else {
            throw faults.first ?? Fault(file: name, message: "is empty", mend: "name id and library")
        }
        return ModuleFolder(id: id, library: library, folder: folder)
    }

    /// The library's file: in the module's folder, in the build folder of a package of its own, or beside the command.
    func libraryPath(in installation: Installation) -> String {
        let name = "lib\(library).so"
        let configuration = PortalVersion.isDebug ? "debug" : "release"
        let (own, built) = (folder.appending(path: name), folder.appending(path: ".build/\(configuration)/\(name)"))
        let places = [own, built, installation.libraries.appending(path: name)]
        if let found = places.first(where: { FileManager.default.fileExists(atPath: $0.path) }) { return found.path }
        let isPackage = FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path)
        return (isPackage ? built : own).path
    }
}

/// All module folders that a site can use.
struct ModuleCatalog: Sendable {
    private let folders: [String: ModuleFolder]
    /// Ids that more than one folder claims: which of them is meant nobody can know.
    let duplicates: Set<String>
    /// Ids found more than once, and folders whose `module.yml` is faulty.
    let faults: [Fault]
    let searched: [String]

    /// Finds the modules in the site's own `modules/` folder and along the installation's module path.
    init(site: URL?, installation: Installation) {
        let places =
            (site.map { [$0.appending(path: "modules", directoryHint: .isDirectory)] } ?? [])
            + installation.modulePath
        var folders: [String: ModuleFolder] = [:]
        var faults: [Fault] = []
        var duplicates: Set<String> = []
        for place in places {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
            for name in names.sorted() {
                let folder = place.appending(path: name, directoryHint: .isDirectory)
                let file = folder.appending(path: "module.yml")
                guard FileManager.default.fileExists(atPath: file.path) else { continue }
                do {
                    let found = try ModuleFolder.read(folder)
                    if let other = folders[found.id] {
                        let refusal = ModuleRefusal.duplicate(found.id)
                        duplicates.insert(found.id)
                        faults.append(
                            Fault(
                                file: file.path, line: nil, message: "\(refusal)",
                                mend: "the other is in \(other.folder.path)"))
                    } else {
                        folders[found.id] = found
                    }
                } catch let fault as Fault {
                    faults.append(fault)
                } catch {
                    faults.append(
                        Fault(file: file.path, line: nil, message: "\(error)", mend: "name the module's id and library")
                    )
                }
            }
        }
        self.folders = folders
        self.faults = faults
        self.duplicates = duplicates
        searched = places.map(\.path)
    }

    var ids: [String] { folders.keys.sorted() }

    subscript(id: String) -> ModuleFolder? { folders[id] }
}
