internal import Foundation
import Synchronization

/// The texts of one folder in one language: a flat file `vi.yml` of `key: text`, and as many as there are in `vi/`.
///
/// A large catalogue has a file for each concept: `vi/account.yml`. No key stands in two of them.
/// Keys are of small letters, digits, underscores and dots; a text may hold placeholders like `{name}`. A counted text
/// has a key for each plural form that its language knows: `results.one` and `results.other` in English,
/// `results.other` alone in Vietnamese.
public struct TextCatalogue: Sendable {
    /// One text and where it stands.
    struct Entry: Sendable {
        let text: String
        /// The file as faults name it.
        let file: String
        let line: Int
    }

    /// The language's code.
    public let language: String
    /// The first of its files, which faults name when a key stands nowhere.
    public let file: String
    let entries: [String: Entry]

    /// All keys, sorted.
    public var keys: [String] { entries.keys.sorted() }

    /// The text of a key as written, nil when there is none.
    public subscript(key: String) -> String? { entries[key]?.text }

    /// Reads one catalogue for each language from a folder, and compares them.
    ///
    /// - Parameters:
    ///   - folder: Holds `vi.yml`, `en.yml`, …, and perhaps `vi/`, `en/`, … with further files.
    ///   - displayName: How faults name the folder, for example `Plugins/News/Resources/translations`.
    ///   - languages: The languages that must be there, the default first.
    /// - Returns: The catalogues by language, and the faults of reading and of comparing.
    public static func load(
        folder: String, displayName: String, languages: [String] = ["vi", "en"]
    ) -> (catalogues: [String: TextCatalogue], faults: [Fault]) {
        let names = languages.map { files(of: $0, in: folder) }
        let stamps = names.joined().map { FileStatus("\(folder)/\($0)") }
        let key = ([folder, displayName] + languages).joined(separator: "\n")
        if let known = loaded.withLock({ $0[key] }), known.stamps == stamps { return (known.catalogues, known.faults) }
        let (catalogues, faults) = read(zip(languages, names), folder: folder, displayName: displayName)
        let result = Loaded(stamps: stamps, catalogues: catalogues, faults: faults)
        loaded.withLock { loaded in
            if loaded.count >= maximumLoaded { loaded = [:] }
            loaded[key] = result
        }
        return (catalogues, faults)
    }

    /// What was read once is read again only when a file has changed: each site and each change of a module asks for the
    /// core's texts in all languages.
    private struct Loaded: Sendable {
        let stamps: [FileStatus?]
        let catalogues: [String: TextCatalogue]
        let faults: [Fault]
    }

    private static let loaded = Mutex<[String: Loaded]>([:])
    private static let maximumLoaded = 64

    private static func read(
        _ files: some Sequence<(String, [String])>, folder: String, displayName: String
    ) -> (catalogues: [String: TextCatalogue], faults: [Fault]) {
        var faults: [Fault] = []
        var catalogues: [String: TextCatalogue] = [:]
        var languages: [String] = []
        var places: [(language: String, name: String)] = []
        for (language, names) in files {
            languages.append(language)
            places += names.map { (language, $0) }
        }
        let parts = places.concurrentMap { place -> (language: String, part: TextCatalogue?, faults: [Fault]) in
            var faults: [Fault] = []
            let root = ConfigNode.load(
                file: "\(folder)/\(place.name)", displayName: "\(displayName)/\(place.name)", faults: &faults)
            let part = root.map { read($0, language: place.language, faults: &faults) }
            return (place.language, part, faults)
        }
        for read in parts {
            faults += read.faults
            guard let part = read.part else { continue }
            catalogues[read.language] = catalogues[read.language]?.adding(part, faults: &faults) ?? part
        }
        faults += TextComparison(catalogues: catalogues, languages: languages).faults
        return (catalogues, faults.sorted())
    }

    /// `vi.yml` and the files of `vi/`; the first when there is none, so that its absence is noticed.
    private static func files(of language: String, in folder: String) -> [String] {
        let parts = ((try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(language)")) ?? [])
            .filter { $0.hasSuffix(".yml") }.sorted().map { "\(language)/\($0)" }
        let main = "\(language).yml"
        let hasMain = parts.isEmpty || FileManager.default.fileExists(atPath: "\(folder)/\(main)")
        return (hasMain ? [main] : []) + parts
    }

    private func adding(_ part: TextCatalogue, faults: inout [Fault]) -> TextCatalogue {
        for (key, entry) in part.entries {
            guard let other = entries[key] else { continue }
            faults.append(
                Fault(
                    file: entry.file, line: entry.line, message: "\"\(key)\" stands in \(other.file):\(other.line) too",
                    mend: "keep one of the two"))
        }
        return TextCatalogue(
            language: language, file: file, entries: entries.merging(part.entries) { first, _ in first })
    }

    static func read(_ root: ConfigNode, language: String, faults: inout [Fault]) -> TextCatalogue {
        var entries: [String: Entry] = [:]
        if !root.isEmpty, root.requireMapping(faults: &faults) {
            for (key, node) in root.children {
                if !isKey(key) {
                    faults.append(
                        Fault(
                            file: node.file, line: node.line, message: "\"\(key)\" is not a key",
                            mend: "write it in small letters a-z, digits, _ and dots"))
                } else if node.isEmpty {
                    faults.append(node.fault("is empty", mend: "write its text"))
                } else if let text = node.asText(maximumLength: 5000, faults: &faults) {
                    entries[key] = Entry(text: text, file: node.file, line: node.line)
                }
            }
        }
        return TextCatalogue(language: language, file: root.file, entries: entries)
    }

    /// Words of small letters, digits, underscores and hyphens, joined by single dots.
    private static func isKey(_ key: String) -> Bool {
        key.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { word in
            !word.isEmpty
                && word.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 || $0 == 45 }
        }
    }
}
