public import Foundation

/// Writes what a module outside this repository is compiled and linked against, so that its author never builds the
/// core: `libPortalKit.so`, the compiled interfaces of it and of its libraries, and the headers of their C parts.
///
/// It is made from a build folder and fits that build alone: the same version, compiler and configuration (debug or
/// release) as the host that will load the module.
///
///     sdk/lib/libPortalKit.so
///     sdk/modules/*.swiftmodule, sdk/modules/<C module>/module.modulemap with its headers
///     sdk/share/core/         templates, texts and assets, for the tests of modules
///     sdk/abi                 the core's ABI number
///     sdk/CoreABI.swift       the same as a source file: modules link to it, so that they are compiled anew after it
public struct SDKExport {
    let installation: Installation
    private let manager = FileManager.default

    /// An export of the build that the running command is part of.
    public init(installation: Installation) {
        self.installation = installation
    }

    /// Writes the SDK, in place of an older one.
    ///
    /// - Throws: ``ScaffoldError`` when the command does not come from a build folder, or `folder` holds other things.
    public func write(to folder: URL) throws {
        let folder = folder.resolvingSymlinksInPath()
        let interfaces = build.appending(path: "Modules")
        guard manager.fileExists(atPath: interfaces.appending(path: "PortalKit.swiftmodule").path) else {
            throw ScaffoldError(
                description: "\(build.path) is no build folder; run the command from where swift build has put it")
        }
        try clear(folder)
        let modules = folder.appending(path: "modules", directoryHint: .isDirectory)
        for place in [modules, folder.appending(path: "lib"), folder.appending(path: "share")] {
            try manager.createDirectory(at: place, withIntermediateDirectories: true)
        }
        for name in try manager.contentsOfDirectory(atPath: interfaces.path) where isInterface(name) {
            try manager.copyItem(at: interfaces.appending(path: name), to: modules.appending(path: name))
        }
        for module in try clangModules() { try module.write(to: modules) }
        try manager.copyItem(at: build.appending(path: Self.library), to: folder.appending(path: "lib/\(Self.library)"))
        try manager.copyItem(at: installation.coreResources, to: folder.appending(path: "share/core"))
        try Data("// The core: \(ABIMarker.current)\n".utf8).write(to: folder.appending(path: Self.source))
        try Data((ABIMarker.current + "\n").utf8).write(to: folder.appending(path: Self.marker))
    }

    /// The source file that modules link to.
    static let source = "CoreABI.swift"

    /// The ABI number of an SDK, or nil when the folder is none.
    public static func abi(of folder: URL) -> String? {
        (try? String(contentsOf: folder.appending(path: marker), encoding: .utf8))?
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static let library = "libPortalKit.so"
    private static let marker = "abi"

    private var build: URL { installation.libraries }

    private func clear(_ folder: URL) throws {
        let present = (try? manager.contentsOfDirectory(atPath: folder.path)) ?? []
        guard present.isEmpty || Self.abi(of: folder) != nil else {
            throw ScaffoldError(description: "\(folder.path) holds something else; name a new folder for the SDK")
        }
        if manager.fileExists(atPath: folder.path) { try manager.removeItem(at: folder) }
    }

    /// Compiled interfaces, and the comments that editors show, without those of tests, of build tools and of modules.
    private func isInterface(_ name: String) -> Bool {
        let parts = name.split(separator: ".", maxSplits: 1)
        guard parts.count == 2, ["swiftmodule", "swiftdoc"].contains(parts[1]) else { return false }
        let module = String(parts[0])
        let library = "lib\(module).so"
        let isOfAModule =
            library != Self.library && manager.fileExists(atPath: build.appending(path: library).path)
        return !module.hasSuffix("Tests") && !module.hasPrefix("dinh") && !isOfAModule
    }

    // MARK: - C modules

    /// The C modules of the core and its libraries: those with a map of their own in the sources, and those that the
    /// package manager wrote one for in the build folder. The core's own are left empty: nothing of them is in its
    /// public interface, and who writes a module need not have the headers of libxml2 and the like.
    private func clangModules() throws -> [ClangModule] {
        let checkouts = installation.root.appending(path: ".build/checkouts")
        let packages = try manager.contentsOfDirectory(at: checkouts, includingPropertiesForKeys: nil)
        let written = packages.flatMap { package in
            folders(in: package.appending(path: "Sources")).compactMap(ClangModule.init(sources:))
        }
        let own = folders(in: installation.root.appending(path: "Sources")).compactMap(ClangModule.init(sources:))
        let generated = folders(in: build).filter { $0.pathExtension == "build" }.compactMap(ClangModule.init(build:))
        var modules: [String: ClangModule] = [:]
        for module in written + generated + own.map(\.emptied) { modules[module.name] = module }
        return modules.values.sorted { $0.name < $1.name }
    }

    private func folders(in folder: URL) -> [URL] {
        (try? manager.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    }
}
