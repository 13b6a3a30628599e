internal import Foundation

/// The texts of one folder in one language: a flat file `vi.yml` of `key: text`.
///
/// Keys are of small letters, digits, underscores and dots; a text may hold placeholders like `{name}`. A counted text
/// has a key for each plural form that its language knows: `results.one` and `results.other` in English,
/// `results.other` alone in Vietnamese.
public struct TextCatalogue: Sendable {
    /// One text and where it stands.
    struct Entry: Sendable {
        let text: String
        let line: Int
    }

    /// The language's code.
    public let language: String
    /// The file as faults name it.
    public let file: String
    let entries: [String: Entry]

    /// All keys, sorted.
    public var keys: [String] { entries.keys.sorted() }

    /// The text of a key as written, nil when there is none.
    public subscript(key: String) -> String? { entries[key]?.text }

    /// Reads one catalogue for each language from a folder, and compares them.
    ///
    /// - Parameters:
    ///   - folder: Holds `vi.yml`, `en.yml`, …
    ///   - displayName: How faults name the folder, for example `Plugins/News/Resources/translations`.
    ///   - languages: The languages that must be there, the default first.
    /// - Returns: The catalogues by language, and the faults of reading and of comparing.
    public static func load(
        folder: String, displayName: String, languages: [String] = ["vi", "en"]
    ) -> (catalogues: [String: TextCatalogue], faults: [Fault]) {
        var faults: [Fault] = []
        var catalogues: [String: TextCatalogue] = [:]
        for language in languages {
            let name = "\(displayName)/\(language).yml"
            guard let root = ConfigNode.load(file: "\(folder)/\(language).yml", displayName: name, faults: &faults)
            else { continue }
            catalogues[language] = read(root, language: language, faults: &faults)
        }
        faults += TextComparison(catalogues: catalogues, languages: languages).faults
        return (catalogues, faults.sorted())
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
                    entries[key] = Entry(text: text, line: node.line)
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
