/// A text with placeholders: `{name}`, in small letters, digits and underscores. Other braces are text.
enum TextTemplate {
    /// The names of the placeholders of a text.
    static func placeholders(of text: String) -> Set<String> {
        var names: Set<String> = []
        _ = replacing(text) { name in
            names.insert(name)
            return nil
        }
        return names
    }

    /// The text with its placeholders replaced; one without a value stays as written, so that the gap is seen.
    static func fill(_ text: String, _ values: [String: String]) -> String {
        text.utf8.contains(UInt8(ascii: "{")) ? replacing(text) { values[$0] } : text
    }

    private static func replacing(_ text: String, _ value: (String) -> String?) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            let inner = rest[rest.index(after: open)...]
            let name = inner.prefix { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") }
            if !name.isEmpty, name.endIndex < inner.endIndex, inner[name.endIndex] == "}" {
                let end = inner.index(after: name.endIndex)
                result += value(String(name)) ?? String(rest[open..<end])
                rest = rest[end...]
            } else {
                result += "{"
                rest = inner
            }
        }
        return result + rest
    }
}
