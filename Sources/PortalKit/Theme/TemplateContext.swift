internal import Mustache

/// What Mustache is handed: the outermost object of a page, in which `t` is the texts.
struct TemplateContext: MustacheParent {
    let fields: [String: TemplateValue]
    let texts: Texts

    func child(named name: String) -> Any? {
        name == "t" ? TextCursor(texts: texts, key: "") : fields[name]?.mustacheValue
    }
}

/// An object inside a page. It converts a field when a template asks for it, and no others.
struct TemplateObject: MustacheParent {
    let fields: [String: TemplateValue]

    func child(named name: String) -> Any? { fields[name]?.mustacheValue }
}

/// An optional that is nil: found, so that Mustache does not look for the name further out; prints nothing.
struct TemplateNull: MustacheCustomRenderable {
    var renderText: String { "" }
    var isNull: Bool { true }
}

/// `t.search.hint`: Mustache walks the dots, the cursor gathers the key, and prints its text. So a key may go on
/// where another ends (`setting.count` and `setting.count.help`).
struct TextCursor: MustacheParent, MustacheCustomRenderable {
    let texts: Texts
    let key: String

    func child(named name: String) -> Any? {
        TextCursor(texts: texts, key: key.isEmpty ? name : "\(key).\(name)")
    }

    var renderText: String { SafeHTML(escaping: texts[key]).html }
    var isNull: Bool { false }
}

extension TemplateValue {
    /// The value in the types that Mustache tells apart; texts are escaped here, so that no template can forget it.
    var mustacheValue: Any {
        switch self {
        case .null: TemplateNull()
        case .text(let text): SafeHTML(escaping: text).html
        case .html(let html): html.html
        case .integer(let number): number
        case .boolean(let flag): flag
        case .list(let values): values.map(\.mustacheValue)
        case .object(let fields): TemplateObject(fields: fields)
        }
    }
}
