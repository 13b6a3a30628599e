/// Who a module is, what it needs of others, and what an integrator and an administrator may set.
///
/// Name, description, and the labels of permissions and settings are texts: `module.name`, `module.description`,
/// `permission.<id>`, `setting.<key>` and `setting.<key>.help` in the module's translation files.
public struct ModuleManifest: Sendable {
    /// Lower-case words joined by hyphens; unique in an installation: `legal-documents`.
    public let id: String
    /// The module's own version, by semver.org.
    public let version: String
    /// The core that the module was built against; filled in by the host from the library.
    public internal(set) var abi = ""
    /// What other modules must provide before this one can be served.
    public let needs: [String]
    /// What this module provides to others besides its own id.
    public let provides: [String]
    /// How each table, index, trigger and view of the module begins: `legal_`.
    public let tablePrefix: String
    /// Where the public pages live unless `site.yml` says otherwise: `/van-ban`.
    public let mountPath: String
    /// What roles may be granted.
    public let permissions: [PermissionDefinition]
    /// What `site.yml` and the Modules screen may set.
    public let settings: [SettingDefinition]

    /// Makes a manifest; see the properties for the form of each part.
    ///
    /// - Parameter tablePrefix: by default the id with underscores instead of hyphens, and one at the end.
    public init(
        id: String,
        version: String,
        mountPath: String,
        tablePrefix: String? = nil,
        needs: [String] = [],
        provides: [String] = [],
        permissions: [PermissionDefinition] = [],
        settings: [SettingDefinition] = []
    ) {
        self.id = id
        self.version = version
        self.needs = needs
        self.provides = provides
        self.tablePrefix = tablePrefix ?? id.map { $0 == "-" ? "_" : String($0) }.joined() + "_"
        self.mountPath = mountPath
        self.permissions = permissions
        self.settings = settings
    }

    /// What is wrong with the manifest itself, in words for a module developer.
    var faults: [String] {
        var faults: [String] = []
        let isWord = { (word: Substring) in
            !word.isEmpty && word.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
        }
        if !id.split(separator: "-", omittingEmptySubsequences: false).allSatisfy(isWord) {
            faults.append("the id '\(id)' must be lower-case letters and digits, joined by hyphens")
        }
        if !tablePrefix.hasSuffix("_") || tablePrefix == "core_"
            || !tablePrefix.split(separator: "_").allSatisfy(isWord) || tablePrefix.count < 3
        {
            faults.append("the table prefix '\(tablePrefix)' must be lower-case, end with '_' and not be 'core_'")
        }
        if let fault = MountPath.fault(in: mountPath) {
            faults.append(fault)
        }
        for permission in permissions {
            if let fault = permission.fault { faults.append(fault) }
            if !permission.id.hasPrefix(id + ".") {
                faults.append("the permission '\(permission.id)' must begin with '\(id).'")
            }
        }
        let keys = settings.map(\.key)
        for key in Set(keys) where keys.filter({ $0 == key }).count > 1 {
            faults.append("the setting '\(key)' is declared twice")
        }
        return faults
    }
}

/// The form of a mount path: absolute, lower-case, without a slash at the end.
enum MountPath {
    /// What is wrong with the path, in words, or nil.
    static func fault(in path: String) -> String? {
        let allowed = { (character: Character) in
            character.isASCII && (character.isLowercase || character.isNumber || character == "-" || character == "/")
        }
        guard path.hasPrefix("/"), path.count > 1, !path.hasSuffix("/"), !path.contains("//"),
            path.allSatisfy(allowed)
        else {
            return "the mount path '\(path)' must be like '/tin-tuc': lower-case ASCII words after a slash"
        }
        if reserved.contains(where: { path == $0 || path.hasPrefix($0 + "/") }) {
            return "the mount path '\(path)' is the core's own"
        }
        return nil
    }

    private static let reserved = [
        "/quan-tri", "/tim-kiem", "/api", "/tep", "/assets", "/healthz", "/metrics", "/sitemap", CitizenPath.account,
    ]
}
