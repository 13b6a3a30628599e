import Foundation

/// Makes a folder from a folder of patterns: names in double underscores are filled in, in texts and in file names.
///
/// Patterns that are no files of this package carry a `.txt` at the end, and `gitignore.txt` is a `.gitignore`.
struct Scaffold {
    let pattern: URL
    let values: [String: String]

    /// Writes the files.
    ///
    /// - Throws: ``ScaffoldError`` when the folder exists and is not empty, or the pattern is not installed.
    func write(to folder: URL) throws {
        let manager = FileManager.default
        guard let paths = manager.enumerator(atPath: pattern.path) else {
            throw ScaffoldError(
                description: "the pattern \(pattern.lastPathComponent) is not part of this installation")
        }
        if let present = try? manager.contentsOfDirectory(atPath: folder.path), !present.isEmpty {
            throw ScaffoldError(description: "\(folder.path) is not empty; name another folder")
        }
        for path in paths.compactMap({ $0 as? String }).sorted() {
            let source = pattern.appending(path: path)
            var isFolder: ObjCBool = false
            guard manager.fileExists(atPath: source.path, isDirectory: &isFolder), !isFolder.boolValue else { continue }
            let target = folder.appending(path: Self.name(fill(path)))
            try manager.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(fill(try String(contentsOf: source, encoding: .utf8)).utf8).write(to: target)
        }
    }

    private func fill(_ text: String) -> String {
        values.reduce(text) { $0.replacing("__\($1.key)__", with: $1.value) }
    }

    private static func name(_ path: String) -> String {
        if path == "gitignore.txt" { return ".gitignore" }
        return path.hasSuffix(".swift.txt") ? String(path.dropLast(4)) : path
    }
}

/// Why nothing was made.
public struct ScaffoldError: Error, CustomStringConvertible, Equatable {
    /// One line that says what to do.
    public let description: String
}
