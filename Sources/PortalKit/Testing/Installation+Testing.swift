import Foundation

extension Installation {
    /// The file of the core's library in this process, from which tests find the installation that it belongs to.
    static var loadedLibrary: URL {
        // The file has no size, so it is read to its end; reading it as a whole stops after one page.
        let maps = (try? FileHandle(forReadingAtPath: "/proc/self/maps")?.readToEnd()) ?? Data()
        let path = String(decoding: maps, as: UTF8.self).split(separator: "\n").lazy
            .compactMap { line in line.firstIndex(of: "/").map { String(line[$0...]) } }
            .first { $0.hasSuffix("/libPortalKit.so") }
        return path.map { URL(fileURLWithPath: $0) } ?? runningExecutable
    }
}

extension ModuleFolder {
    /// The module's folder around one of its source files.
    static func above(file: String) throws -> ModuleFolder {
        var folder = URL(fileURLWithPath: file).deletingLastPathComponent()
        while folder.path != "/" {
            if FileManager.default.fileExists(atPath: folder.appending(path: "module.yml").path) {
                return try read(folder)
            }
            folder.deleteLastPathComponent()
        }
        throw Fault(
            file: "module.yml", message: "is in no folder above the test", mend: "put it into the module's folder")
    }
}
