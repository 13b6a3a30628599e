/// What markup written by people may hold: the one place to look when something is lost or let through.
enum HTMLPolicy {
    /// Removed with everything inside.
    static let dropped: Set<String> = [
        "script", "style", "iframe", "frame", "frameset", "noframes", "noscript", "object", "embed", "applet",
        "svg", "math", "template", "head", "title", "meta", "link", "base", "textarea", "select", "option", "input",
        "button", "datalist", "audio", "video", "source", "track", "canvas", "map", "area", "xmp", "plaintext",
        "listing", "noembed", "portal", "dialog", "slot", "param", "col", "colgroup", "bgsound", "marquee",
    ]

    /// Marks of running text, and the element that each becomes.
    static let marks: [String: String] = [
        "em": "em", "i": "i", "strong": "strong", "b": "b", "u": "u", "ins": "u", "s": "s", "strike": "s", "del": "s",
        "sub": "sub", "sup": "sup", "code": "code", "kbd": "code", "samp": "code", "tt": "code", "cite": "cite",
        "abbr": "abbr", "acronym": "abbr", "a": "a",
    ]

    /// Headings, and the level that each becomes: the page itself has the one `h1`.
    static let headings: [String: String] = [
        "h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4",
    ]

    /// Elements that only separate: their content becomes paragraphs of its own.
    static let boundaries: Set<String> = [
        "p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "address", "details", "summary",
        "fieldset", "legend", "form", "center", "body", "html", "hgroup", "search", "figcaption", "li", "dd", "dt",
        "tr", "td", "th", "caption", "thead", "tbody", "tfoot", "menu", "dir",
    ]

    /// Elements without content or end tag, as the serialiser writes them. None begins another allowed name.
    static let voidElements = ["br>", "hr>", "img "]

    /// The start tag of a mark, or nothing when the mark is not worth keeping: a link that leads nowhere.
    static func mark(_ name: String, attributes: [String: String]) -> InlineMark? {
        guard let element = marks[name] else { return nil }
        switch element {
        case "a":
            guard let href = attributes["href"].flatMap(linkAddress) else { return nil }
            let isExternal = href.hasASCIIPrefix("http:") || href.hasASCIIPrefix("https:")
            let startTag = "<a href=\"\(escape(href))\"" + (isExternal ? " rel=\"noopener\">" : ">")
            return InlineMark(element: element, startTag: startTag)
        case "abbr":
            return InlineMark(element: element, startTag: "<abbr\(text("title", in: attributes))>")
        default:
            return InlineMark(element: element, startTag: "<\(element)>")
        }
    }

    /// The tag of a picture, or nothing when its source is not one of the site's own files.
    static func image(_ attributes: [String: String]) -> String? {
        guard let source = attributes["src"].flatMap(imageAddress) else { return nil }
        let alternative = "alt=\"\(escape(line(attributes["alt"] ?? "")))\""
        return "<img src=\"\(escape(source))\" \(alternative)"
            + number("width", in: attributes, 1...10_000) + number("height", in: attributes, 1...10_000) + ">"
    }

    /// The start tag of a list.
    static func list(_ name: String, attributes: [String: String]) -> String {
        guard name == "ol" else { return "<ul>" }
        let type = attributes["type"].flatMap { ["a", "A", "i", "I"].contains($0) ? " type=\"\($0)\"" : nil } ?? ""
        return "<ol\(number("start", in: attributes, 0...100_000))\(type)>"
    }

    /// The start tag of a table's cell.
    static func cell(_ name: String, attributes: [String: String]) -> String {
        var tag = "<\(name)"
        if name == "th", let scope = attributes["scope"]?.lowercased(),
            ["row", "col", "rowgroup", "colgroup"].contains(scope)
        {
            tag += " scope=\"\(scope)\""
        }
        return tag + number("colspan", in: attributes, 2...1_000) + number("rowspan", in: attributes, 2...1_000) + ">"
    }

    /// Text as markup, composed (NFC). A leading U+0338 would make one letter with the `>` of a tag before it as
    /// soon as somebody normalises the page, so it is written by number.
    static func escape(_ text: String) -> String {
        let escaped = SafeHTML(escaping: text.nfc).html
        guard escaped.utf8.first == 0xCC, escaped.unicodeScalars.first == "\u{338}" else { return escaped }
        return "&#824;" + String(escaped.unicodeScalars.dropFirst())
    }

    private static func text(_ name: String, in attributes: [String: String]) -> String {
        let value = line(attributes[name] ?? "")
        return value.isEmpty ? "" : " \(name)=\"\(escape(value))\""
    }

    private static func number(_ name: String, in attributes: [String: String], _ range: ClosedRange<Int>) -> String {
        guard let value = attributes[name].flatMap({ Int($0.trimmingWhitespace) }), range.contains(value) else {
            return ""
        }
        return " \(name)=\"\(value)\""
    }

    /// One line of bounded length.
    private static func line(_ value: String) -> String {
        String(value.unicodeScalars.prefix(1_000)).normalizedInput()
    }
}
