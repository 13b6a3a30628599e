public import Foundation

/// Makes the folder of a new site, with the modules of the installation listed in it.
public enum SiteScaffold {
    /// Makes the folder.
    ///
    /// - Parameter name: the commune's name: `Xã Đồng Việt`.
    /// - Throws: ``ScaffoldError``
    public static func make(_ folder: URL, name: String, installation: Installation) throws {
        let id = folder.lastPathComponent
        guard Slug.isValid(id) else {
            throw ScaffoldError(description: "'\(id)' is no name for a site's folder; write it as dong-viet")
        }
        let ids = ModuleCatalog(site: nil, installation: installation).ids
        let modules = ids.isEmpty ? "  {}" : ids.map { "  \($0):" }.joined(separator: "\n")
        let name = name.normalizedInput()
        guard !name.isEmpty, name.count <= 120, !name.contains(where: { "\"#:[]{}".contains($0) }) else {
            throw ScaffoldError(description: "'\(name)' is no commune's name; write it as \"Xã Đồng Việt\"")
        }
        let scaffold = Scaffold(
            pattern: installation.coreResources.appending(path: "scaffold/site"),
            values: [
                "Name": name, "name": name.prefix(1).lowercased() + name.dropFirst(), "id": id, "modules": modules,
            ])
        try scaffold.write(to: folder)
    }
}
