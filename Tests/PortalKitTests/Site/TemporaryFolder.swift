import Foundation

/// A folder that lives as long as the test that made it.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("dinh-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a text file, with the folders above it.
    func write(_ text: String, to name: String) throws {
        let file = URL(fileURLWithPath: path).appendingPathComponent(name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    /// Makes the folder one of a module, with the same texts in Vietnamese and English.
    func writeModule(_ id: String, texts: String) throws {
        try write("id: \(id)\nlibrary: \(id.capitalized)\n", to: "module.yml")
        for language in ["vi", "en"] { try write(texts, to: "Resources/translations/\(language).yml") }
    }
}
