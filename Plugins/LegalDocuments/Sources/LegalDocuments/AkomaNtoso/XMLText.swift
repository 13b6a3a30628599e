/// Writes XML element by element; text and attributes are escaped.
struct XMLText {
    private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

    mutating func open(_ name: String, _ attributes: [(String, String)]) {
        text += Self.tag(name, attributes) + ">"
    }

    mutating func close(_ name: String) {
        text += "</\(name)>\n"
    }

    /// An element with text.
    mutating func element(_ name: String, _ attributes: [(String, String)] = [], text content: String) {
        text += "\(Self.tag(name, attributes))>\(Self.escaped(content))</\(name)>\n"
    }

    /// An element without content.
    mutating func element(_ name: String, _ attributes: [(String, String)]) {
        text += Self.tag(name, attributes) + "/>\n"
    }

    private static func tag(_ name: String, _ attributes: [(String, String)]) -> String {
        "<" + name + attributes.map { " \($0.0)=\"\(escaped($0.1))\"" }.joined()
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
