/// The named styles and the numberings of a Word document.
struct WordStyles {
    /// What a style says, with what it inherits.
    struct Style {
        var heading: Int?
        var font: String?
        var isBold = false
        var isItalic = false
        var list: (number: String, level: Int)?
    }

    private var styles: [String: Style] = [:]
    private var orderedLevels: [String: Set<Int>] = [:]

    init(styles root: XMLElement?, numbering: XMLElement?) {
        var raw: [String: XMLElement] = [:]
        for style in root?.elements ?? [] where style.name == "w:style" {
            if let id = style["w:styleId"] { raw[id] = style }
        }
        let defaults = root?.first("w:docDefaults")?.descendant("w:rFonts")?["w:ascii"]
        for id in raw.keys { styles[id] = Self.style(id, raw, depth: 0) }
        styles[""] = Style(font: defaults)
        for id in styles.keys where styles[id]?.font == nil { styles[id]?.font = defaults }
        readNumbering(numbering)
    }

    /// The style of this id; that of the document when there is none.
    func style(_ id: String?) -> Style { styles[id ?? ""] ?? styles[""] ?? Style() }

    /// Whether a level of a numbering counts, instead of showing bullets.
    func isOrdered(_ number: String, level: Int) -> Bool { orderedLevels[number]?.contains(level) == true }

    private static func style(_ id: String, _ raw: [String: XMLElement], depth: Int) -> Style {
        guard let element = raw[id], depth < 12 else { return Style() }
        var style = element.first("w:basedOn")?["w:val"].map { Self.style($0, raw, depth: depth + 1) } ?? Style()
        let name = (element.first("w:name")?["w:val"] ?? "").normalizedInput().lowercased()
        let paragraph = element.first("w:pPr")
        if name == "title" || name == "tiêu đề" {
            style.heading = 1
        } else if name.hasPrefix("heading ") || name.hasPrefix("tiêu đề ") || name.hasPrefix("đầu đề ") {
            style.heading = name.split(separator: " ").last.flatMap { Int($0) } ?? style.heading
        } else if let level = paragraph?.first("w:outlineLvl")?["w:val"].flatMap({ Int($0) }), level < 6 {
            style.heading = level + 1
        }
        if let run = element.first("w:rPr") {
            if let font = run.font { style.font = font }
            if let isBold = run.toggle("w:b") { style.isBold = isBold }
            if let isItalic = run.toggle("w:i") { style.isItalic = isItalic }
        }
        if let list = paragraph?.first("w:numPr")?.list { style.list = list }
        return style
    }

    private mutating func readNumbering(_ root: XMLElement?) {
        var kinds: [String: Set<Int>] = [:]
        for kind in root?.elements ?? [] where kind.name == "w:abstractNum" {
            let levels = kind.elements.filter { level in
                level.name == "w:lvl" && !["bullet", "none", nil].contains(level.first("w:numFmt")?["w:val"])
            }
            kinds[kind["w:abstractNumId"] ?? ""] = Set(levels.compactMap { $0["w:ilvl"].flatMap { Int($0) } })
        }
        for number in root?.elements ?? [] where number.name == "w:num" {
            orderedLevels[number["w:numId"] ?? ""] = kinds[number.first("w:abstractNumId")?["w:val"] ?? ""]
        }
    }
}

extension XMLElement {
    /// The font that the run properties name.
    var font: String? { first("w:rFonts").flatMap { $0["w:ascii"] ?? $0["w:hAnsi"] } }

    /// Whether a property is switched on or off; nothing when it is not mentioned.
    func toggle(_ name: String) -> Bool? {
        first(name).map { !["0", "false", "off"].contains($0["w:val"] ?? "") }
    }

    /// The list of the numbering properties.
    var list: (number: String, level: Int)? {
        guard let number = first("w:numId")?["w:val"], number != "0" else { return nil }
        let level = first("w:ilvl")?["w:val"].flatMap { Int($0) } ?? 0
        return (number, min(max(level, 0), 8))
    }
}
