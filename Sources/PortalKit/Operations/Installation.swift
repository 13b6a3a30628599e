public import Foundation

/// Where the parts of an installed (or freshly built) Đình lie.
///
/// Installed: `bin/` with the command and `libPortalKit.so`, `share/core/` with the core's templates, texts and assets,
/// `modules/<id>/` with each module. In a checkout: the build folder, `Sources/PortalKit/Resources` and `Plugins/`.
public struct Installation: Sendable {
    /// The folder with the core's templates, translations and assets.
    public let coreResources: URL
    /// Folders whose subfolders are modules, searched in this order.
    public let modulePath: [URL]
    /// The folder of the built command and libraries.
    public let libraries: URL
    /// The top folder: a checkout, or the installation's prefix.
    public let root: URL

    /// The installation that the running command belongs to.
    ///
    /// - Parameter executable: the running command's file; its folder or one above it is the installation.
    /// - Throws: ``InstallationError`` when nothing around the executable looks like an installation.
    public static func locate(executable: URL = Installation.runningExecutable) throws -> Installation {
        let libraries = executable.resolvingSymlinksInPath().deletingLastPathComponent()
        let extra = (ProcessInfo.processInfo.environment["DINH_MODULE_PATH"] ?? "")
            .split(separator: ":").map { URL(fileURLWithPath: String($0), isDirectory: true) }
        if let home = ProcessInfo.processInfo.environment["DINH_HOME"],
            let installation = at(URL(fileURLWithPath: home, isDirectory: true), libraries: libraries, extra: extra)
        {
            return installation
        }
        var folder = libraries
        while folder.path != "/" {
            if let installation = at(folder, libraries: libraries, extra: extra) { return installation }
            folder.deleteLastPathComponent()
        }
        throw InstallationError(executable: executable.path)
    }

    private static func at(_ root: URL, libraries: URL, extra: [URL]) -> Installation? {
        let layouts = [("share/core", "modules"), ("Sources/PortalKit/Resources", "Plugins")]
        for (resources, modules) in layouts {
            let coreResources = root.appending(path: resources, directoryHint: .isDirectory)
            if FileManager.default.fileExists(atPath: coreResources.appending(path: "templates").path) {
                return Installation(
                    coreResources: coreResources,
                    modulePath: extra + [root.appending(path: modules, directoryHint: .isDirectory)],
                    libraries: libraries, root: root)
            }
        }
        return nil
    }

    /// The file of the running command, also when it was started through the search path or a link.
    public static var runningExecutable: URL {
        URL(
            fileURLWithPath: (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
                ?? CommandLine.arguments[0])
    }
}

/// No installation was found around the executable.
public struct InstallationError: Error, CustomStringConvertible {
    let executable: String

    /// One line that says what to do.
    public var description: String {
        "no Đình installation around \(executable); set DINH_HOME to the installation's folder"
    }
}
