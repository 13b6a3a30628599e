public import Foundation

/// Makes the folder of a new module: it builds, passes its tests and can be served as it is.
public enum ModuleScaffold {
    /// Makes `directory/NAME`.
    ///
    /// - Parameters:
    ///   - name: a Swift type's name: `Events`; the id is made from it: `events`, `PublicNotices` → `public-notices`.
    ///   - sdk: the folder with the built core, which the link `sdk` in the module leads to.
    /// - Returns: the module's folder.
    /// - Throws: ``ScaffoldError``
    public static func make(_ name: String, in directory: URL, sdk: URL, installation: Installation) throws -> URL {
        let id = try id(of: name, installation: installation)
        let folder = directory.appending(path: name, directoryHint: .isDirectory)
        let scaffold = Scaffold(
            pattern: installation.coreResources.appending(path: "scaffold/module"),
            values: ["Name": name, "id": id, "prefix": id.replacing("-", with: "_") + "_"])
        try scaffold.write(to: folder)
        let sources = folder.appending(path: "Sources/\(name)/\(SDKExport.source)")
        try link(sources, to: "../../sdk/\(SDKExport.source)")
        try link(folder.appending(path: "sdk"), to: sdk.standardizedFileURL.path)
        return folder
    }

    /// The id that a module of this name gets.
    ///
    /// - Throws: ``ScaffoldError`` when the name is none for a module, or the portal has one with this id.
    @discardableResult
    public static func id(of name: String, installation: Installation) throws -> String {
        let isName =
            (1...40).contains(name.utf8.count)
            && name.utf8.first.map { (65...90).contains($0) } == true
            && name.utf8.allSatisfy { (65...90).contains($0) || (97...122).contains($0) || (48...57).contains($0) }
        guard isName, !["PortalKit", "PortalABI", "GRDB"].contains(name) else {
            throw ScaffoldError(description: "'\(name)' is no name for a module; write it as Events or PublicNotices")
        }
        let id = TemplateName.snakeCase(name).replacing("_", with: "-")
        if ModuleCatalog(site: nil, installation: installation).ids.contains(id) {
            throw ScaffoldError(description: "the portal has a module '\(id)' already; choose another name")
        }
        return id
    }

    private static func link(_ place: URL, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: place.path, withDestinationPath: target)
    }
}
