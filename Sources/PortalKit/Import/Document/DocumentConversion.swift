import Foundation

/// Converts the text of a document: by the font where a font says in which character set its text is, and otherwise
/// by what the text itself looks like.
struct DocumentConversion {
    private let chosen: VietnameseCharset?
    private var detected = CharsetDetection(of: "")
    private var totals: [VietnameseCharset: (count: Int, before: String, after: String)] = [:]
    private var unknown: [Unicode.Scalar: Int] = [:]

    /// - Parameter charset: as the person chose; it counts for all text.
    init(charset: VietnameseCharset?) {
        chosen = charset
    }

    mutating func convert(_ nodes: [HTMLNode]) -> [HTMLNode] {
        if chosen == nil {
            var loose = ""
            Self.collect(nodes, font: nil, into: &loose)
            detected = CharsetDetection(of: loose)
        }
        return nodes.map { convert($0, font: nil) }
    }

    /// What to tell the person.
    var changes: [ImportChange] {
        var changes = VietnameseCharset.allCases.compactMap { charset -> ImportChange? in
            guard let total = totals[charset], total.count > 0 else { return nil }
            let isDetected = chosen == nil && charset == detected.charset
            return .converted(
                from: charset, confidence: isDetected ? detected.confidence : 1, characters: total.count,
                before: total.before, after: total.after)
        }
        let count = unknown.values.reduce(0, +)
        if count > 0 {
            let sample = unknown.keys.sorted().prefix(8).map { String($0) }.joined(separator: " ")
            changes.append(.unknownCharacters(count: count, sample: sample))
        }
        return changes
    }

    private mutating func convert(_ node: HTMLNode, font: VietnameseCharset?) -> HTMLNode {
        switch node {
        case .text(let text):
            return .text(convert(text, font: font))
        case .element(let name, let attributes, let children):
            let inner = Self.font(attributes) ?? font
            return .element(
                name: name, attributes: attributes, children: children.map { convert($0, font: inner) })
        }
    }

    private mutating func convert(_ text: String, font: VietnameseCharset?) -> String {
        let charset = chosen ?? (text.isAlreadyUnicode ? .unicode : font ?? detected.charset)
        let result = charset.convert(text)
        for (scalar, count) in result.unknown { unknown[scalar, default: 0] += count }
        guard result.converted > 0 || result.text != text else { return result.text.withoutSoftHyphens }
        let before = totals[charset]
        totals[charset] = (
            (before?.count ?? 0) + max(1, result.converted),
            before?.before ?? text.excerpt(length: 60), before?.after ?? result.text.excerpt(length: 60)
        )
        return result.text.withoutSoftHyphens
    }

    /// The text outside fonts that speak for themselves.
    private static func collect(_ nodes: [HTMLNode], font: VietnameseCharset?, into text: inout String) {
        for node in nodes {
            switch node {
            case .text(let piece):
                if font == nil { text += piece }
            case .element(let name, let attributes, let children):
                collect(children, font: Self.font(attributes) ?? font, into: &text)
                if HTMLPolicy.marks[name] == nil, name != "span", name != "font" { text += "\n" }
            }
        }
    }

    /// The character set by the font of an element: `face` of `font`, or the first family of a style.
    private static func font(_ attributes: [String: String]) -> VietnameseCharset? {
        if let face = attributes["face"] { return VietnameseCharset(font: face) }
        guard let style = attributes["style"]?.lowercased(), let start = style.range(of: "font-family:") else {
            return nil
        }
        let family = style[start.upperBound...].prefix { $0 != "," && $0 != ";" }
        return VietnameseCharset(font: family.filter { $0 != "\"" && $0 != "'" })
    }
}

extension String {
    /// Without places to break a line at, which keep their word from being found.
    fileprivate var withoutSoftHyphens: String {
        unicodeScalars.contains("\u{AD}") ? String(UnicodeScalarView(unicodeScalars.filter { $0 != "\u{AD}" })) : self
    }

    /// Whether the text has Vietnamese letters of Unicode, which no old character set has: the font's name is not true.
    fileprivate var isAlreadyUnicode: Bool {
        unicodeScalars.contains { scalar in
            (0x1EA0...0x1EF9).contains(scalar.value)
                || [0x102, 0x103, 0x110, 0x111, 0x1A0, 0x1A1, 0x1AF, 0x1B0].contains(scalar.value)
        }
    }
}
