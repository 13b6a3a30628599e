/// The styles of an OpenDocument text, those that the author named and those that the program made up.
struct OpenDocumentStyles {
    private var styles: [String: XMLElement] = [:]
    private var families: [String: String] = [:]
    private var orderedLists: [String: Set<Int>] = [:]

    init(_ roots: [XMLElement]) {
        for section in roots.flatMap(\.elements) {
            for element in section.elements {
                let name = element["style:name"] ?? ""
                switch element.name {
                case "style:style": styles[name] = element
                case "style:font-face": families[name] = element["svg:font-family"] ?? name
                case "text:list-style":
                    let levels = element.elements.filter { $0.name == "text:list-level-style-number" }
                    orderedLists[name] = Set(levels.compactMap { $0["text:level"].flatMap { Int($0) } })
                default: continue
                }
            }
        }
    }

    /// The look of a style, upon that of what is around it.
    func look(_ name: String?, upon outer: DocumentLine.Look, depth: Int = 0) -> DocumentLine.Look {
        guard let name, let style = styles[name], depth < 12 else { return outer }
        var look = look(style["style:parent-style-name"], upon: outer, depth: depth + 1)
        guard let properties = style.first("style:text-properties") else { return look }
        if let weight = properties["fo:font-weight"] { look.isBold = weight == "bold" || Int(weight) ?? 0 >= 600 }
        if let slant = properties["fo:font-style"] { look.isItalic = slant == "italic" || slant == "oblique" }
        if let position = properties["style:text-position"] {
            look.isRaised = position.hasPrefix("super")
            look.isLowered = position.hasPrefix("sub")
        }
        let font = properties["style:font-name"].map { families[$0] ?? $0 } ?? properties["fo:font-family"]
        if let font { look.font = font.filter { $0 != "'" && $0 != "\"" } }
        return look
    }

    /// Whether a paragraph of this style is the document's title.
    func isTitle(_ name: String?, depth: Int = 0) -> Bool {
        guard let name, depth < 12 else { return false }
        return name == "Title" || isTitle(styles[name]?["style:parent-style-name"], depth: depth + 1)
    }

    /// Whether a level of a list counts; levels begin with 1.
    func isOrdered(_ name: String?, level: Int) -> Bool { name.flatMap { orderedLists[$0] }?.contains(level) == true }
}
