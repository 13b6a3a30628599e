import Foundation
import PackagePlugin

/// Writes the ABI number of the core into a generated source file of PortalABI, so that it changes by itself when the
/// interface of PortalKit does.
@main
struct ABIDigestPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let root = context.package.directoryURL.deletingLastPathComponent()
        let version = root.appending(path: "VERSION")
        let manifest = root.appending(path: "Package.swift")
        let sources = try swiftFiles(below: root.appending(path: "Sources/PortalKit"))
        let output = context.pluginWorkDirectoryURL.appending(path: "PortalABI+marker.swift")
        return [
            .buildCommand(
                displayName: "Deriving the ABI number of PortalKit",
                executable: try context.tool(named: "abi-digest").url,
                arguments: [output.path, version.path, manifest.path] + sources.map(\.path),
                inputFiles: [version, manifest] + sources,
                outputFiles: [output])
        ]
    }

    private func swiftFiles(below folder: URL) throws -> [URL] {
        guard let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else {
            throw CocoaError(.fileReadNoSuchFile)
        }
        return files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.sorted { $0.path < $1.path }
    }
}
