/// A tag of a template, with its place.
struct TemplateTag: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        /// `{{name}}`, escaped.
        case variable
        /// `{{{name}}}` or `{{&name}}`, as it is.
        case unescaped
        /// `{{#name}}`
        case section
        /// `{{^name}}`
        case inverted
        /// `{{/name}}`
        case close
        /// `{{> name}}`
        case partial
        /// `{{! … }}`
        case comment
    }

    let kind: Kind
    /// Without transforms: `items` of `{{#count(items)}}`.
    let name: String
    /// From the outermost: `count` of `{{#count(items)}}`.
    let transforms: [String]
    let line: Int
    /// The whole tag in the template's characters, delimiters included.
    let range: Range<Int>
    /// True when the character before the tag is `=`: an attribute without quotes.
    let followsEqualsSign: Bool
}
