/// The plural forms of the interface's languages, by Unicode CLDR: English tells one from other, Vietnamese does not
/// inflect.
enum PluralForm: String, CaseIterable {
    case one, other

    /// The forms that a language tells apart.
    static func forms(of language: String) -> [PluralForm] {
        language == "en" ? [.one, .other] : [.other]
    }

    /// The form for a count as it is shown.
    static func form(of count: String, in language: String) -> PluralForm {
        count == "1" && forms(of: language).contains(.one) ? .one : .other
    }

    /// Splits `results.one` into `results` and its form; nil when the key has none.
    static func split(_ key: String) -> (stem: String, form: PluralForm)? {
        guard let dot = key.lastIndex(of: "."), let form = PluralForm(rawValue: String(key[key.index(after: dot)...]))
        else { return nil }
        return (String(key[..<dot]), form)
    }
}
