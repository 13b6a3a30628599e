import Foundation

/// A C module that Swift interfaces refer to: its map and its headers.
struct ClangModule {
    let name: String
    /// Nil for a module without any.
    private let headers: URL?
    private let map: String

    /// A target's folder with a map of its own, in it or in `include/`.
    init?(sources: URL) {
        for folder in [sources.appending(path: "include"), sources] {
            guard let map = try? String(contentsOf: folder.appending(path: "module.modulemap"), encoding: .utf8) else {
                continue
            }
            (name, headers, self.map) = (sources.lastPathComponent, folder, map)
            return
        }
        return nil
    }

    /// A target's build folder with a map that names its headers by their full path.
    init?(build: URL) {
        guard let text = try? String(contentsOf: build.appending(path: "module.modulemap"), encoding: .utf8),
            let path = text.split(separator: "\"").dropFirst().first.map(String.init), path.hasPrefix("/")
        else { return nil }
        let url = URL(fileURLWithPath: path)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
        name = build.deletingPathExtension().lastPathComponent
        headers = isFolder.boolValue ? url : url.deletingLastPathComponent()
        map = text.replacing("\"\(path)\"", with: isFolder.boolValue ? "\".\"" : "\"\(url.lastPathComponent)\"")
    }

    private init(empty name: String) {
        (self.name, headers, map) = (name, nil, "module \(name) {}\n")
    }

    /// The module with nothing in it.
    var emptied: ClangModule { ClangModule(empty: name) }

    /// Writes `NAME/` with map and headers: the compiler finds a module in a folder of its name.
    func write(to modules: URL) throws {
        let folder = modules.appending(path: name, directoryHint: .isDirectory)
        let manager = FileManager.default
        try manager.createDirectory(at: folder, withIntermediateDirectories: true)
        let paths = headers.flatMap { manager.enumerator(atPath: $0.path) }
        for path in paths?.compactMap({ $0 as? String }) ?? [] {
            guard let headers, path.hasSuffix(".h") || path.hasSuffix(".inc") else { continue }
            let target = folder.appending(path: path)
            try manager.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            try manager.copyItem(at: headers.appending(path: path), to: target)
        }
        try Data(map.utf8).write(to: folder.appending(path: "module.modulemap"))
    }
}
