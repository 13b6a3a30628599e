/// The texts of a page in one language: those of a module over those of the core, the default language below both.
///
/// `texts("results", ["count": "3"])` takes `results.other` where the key is a counted text, and fills `{count}`.
public struct Texts: Sendable {
    /// The language's code.
    public let language: String
    /// The most specific first. Not merged: each site would hold the core's texts once for each module and language.
    private let catalogues: [TextCatalogue]

    /// - Parameters:
    ///   - language: The language wanted.
    ///   - layers: Catalogues by language, the most specific first: a module's, then the core's.
    ///   - defaultLanguage: Where a text is looked for that is missing from the language wanted.
    public init(language: String, layers: [[String: TextCatalogue]], defaultLanguage: String = "vi") {
        self.language = language
        let languages = language == defaultLanguage ? [language] : [language, defaultLanguage]
        catalogues = languages.flatMap { language in layers.compactMap { $0[language] } }
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
        guard let count else { return text(key) }
        let form = PluralForm.form(of: count, in: language)
        return text("\(key).\(form)") ?? text("\(key).\(PluralForm.other)") ?? text(key)
    }

    private func text(_ key: String) -> String? {
        for catalogue in catalogues {
            if let text = catalogue[key] { return text }
        }
        return nil
    }
}
