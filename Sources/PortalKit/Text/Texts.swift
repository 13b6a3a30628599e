/// The texts of a page in one language: those of a module over those of the core, the default language below both.
///
/// `texts("results", ["count": "3"])` takes `results.other` where the key is a counted text, and fills `{count}`.
public struct Texts: Sendable {
    /// The language's code.
    public let language: String
    private let entries: [String: String]

    /// Lays catalogues over each other once, so that a look-up is one step.
    ///
    /// - Parameters:
    ///   - language: The language wanted.
    ///   - layers: Catalogues by language, the most specific first: a module's, then the core's.
    ///   - defaultLanguage: Where a text is looked for that is missing from the language wanted.
    public init(language: String, layers: [[String: TextCatalogue]], defaultLanguage: String = "vi") {
        self.language = language
        let order = layers.map { $0[language] } + layers.map { $0[defaultLanguage] }
        entries = order.reduce(into: [:]) { entries, catalogue in
            for (key, entry) in catalogue?.entries ?? [:] where entries[key] == nil { entries[key] = entry.text }
        }
    }

    /// The text of a key; `[key]` when no layer has it.
    public subscript(key: String) -> String { callAsFunction(key) }

    /// The text of a key with its placeholders filled. With a `count`, the plural form of that count where there is one.
    public func callAsFunction(_ key: String, _ arguments: [String: String] = [:]) -> String {
        guard let text = find(key, count: arguments["count"]) else { return "[\(key)]" }
        return TextTemplate.fill(text, arguments)
    }

    /// The text of a key, nil when no layer has it: for labels that a module may leave out.
    public func optional(_ key: String, _ arguments: [String: String] = [:]) -> String? {
        find(key, count: arguments["count"]).map { TextTemplate.fill($0, arguments) }
    }

    private func find(_ key: String, count: String?) -> String? {
        guard let count else { return entries[key] }
        let form = PluralForm.form(of: count, in: language)
        return entries["\(key).\(form)"] ?? entries["\(key).\(PluralForm.other)"] ?? entries[key]
    }
}
