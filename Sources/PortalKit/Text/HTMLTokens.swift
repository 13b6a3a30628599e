/// Rewrites markup tag by tag as the HTML standard reads it (WHATWG HTML, 13.2.5), so that the parser after this sees
/// nothing that it could read otherwise: every tag is well formed, values are quoted, `<` and `>` in text are escaped,
/// comments, declarations and the content of raw text elements are gone.
///
/// This also bounds the attributes of a tag, in whose number libxml2 takes quadratic time.
struct HTMLTokens {
    private static let maxAttributes = 64

    /// Elements whose content is not markup. None of them is allowed, so they go as a whole.
    private static let rawText: Set<String> = [
        "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext",
    ]

    private let input: [UInt8]
    private var position = 0
    private var output: [UInt8] = []

    /// The markup, rewritten, without controls.
    static func rewritten(_ html: String) -> [UInt8] {
        var tokens = HTMLTokens(input: html.utf8.filter { !$0.isControl })
        tokens.run()
        return tokens.output
    }

    private init(input: [UInt8]) {
        self.input = input
        output.reserveCapacity(input.count + input.count / 8)
    }

    private mutating func run() {
        while position < input.count {
            let byte = input[position]
            guard byte == UInt8(ascii: "<") else {
                append(text: byte)
                position += 1
                continue
            }
            let next = position + 1 < input.count ? input[position + 1] : 0
            if next.isLetter {
                startTag()
            } else if next == UInt8(ascii: "/") {
                endTag()
            } else if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
                skipDeclaration()
            } else {
                append(text: byte)
                position += 1
            }
        }
    }

    private mutating func append(text byte: UInt8) {
        switch byte {
        case UInt8(ascii: "<"): output += "&lt;".utf8
        case UInt8(ascii: ">"): output += "&gt;".utf8
        default: output.append(byte)
        }
    }

    // MARK: - Tags

    private mutating func startTag() {
        position += 1
        let name = take { !$0.endsName }.map(\.lowercased)
        let start = output.count
        output.append(UInt8(ascii: "<"))
        output += name
        var count = 0
        var isSelfClosing = false
        while position < input.count, input[position] != UInt8(ascii: ">") {
            let isSlash = input[position] == UInt8(ascii: "/")
            if isSlash || input[position].isSpace {
                isSelfClosing = isSlash
                position += 1
                continue
            }
            isSelfClosing = false
            attribute(isKept: count < Self.maxAttributes)
            count += 1
        }
        let isComplete = position < input.count
        position += 1
        if !isComplete || !name.isPlainName {
            output.removeSubrange(start...)
        } else if Self.rawText.contains(String(decoding: name, as: UTF8.self)) {
            output.removeSubrange(start...)
            skipRawText(until: name)
        } else {
            output += isSelfClosing ? "/>".utf8 : ">".utf8
        }
    }

    private mutating func attribute(isKept: Bool) {
        let start = position
        position += 1
        skip { !$0.endsName && $0 != UInt8(ascii: "=") }
        let name = input[start..<position].map(\.lowercased)
        skip(\.isSpace)
        var value: ArraySlice<UInt8> = []
        if position < input.count, input[position] == UInt8(ascii: "=") {
            position += 1
            skip(\.isSpace)
            if position < input.count, [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(input[position]) {
                let quote = input[position]
                position += 1
                value = take { $0 != quote }
                position += 1
            } else {
                value = take { !$0.isSpace && $0 != UInt8(ascii: ">") }
            }
        }
        guard isKept, name.isPlainName else { return }
        output.append(0x20)
        output += name
        output += "=\"".utf8
        for byte in value {
            if byte == UInt8(ascii: "\"") { output += "&quot;".utf8 } else { append(text: byte) }
        }
        output.append(UInt8(ascii: "\""))
    }

    private mutating func endTag() {
        position += 2
        let name = take { !$0.endsName }.map(\.lowercased)
        skip { $0 != UInt8(ascii: ">") }
        position += 1
        guard name.isPlainName else { return }
        output += "</".utf8
        output += name
        output.append(UInt8(ascii: ">"))
    }

    // MARK: - What is skipped

    /// A comment, which may end at once, or anything else that begins like a declaration.
    private mutating func skipDeclaration() {
        guard input[position...].starts(with: "<!--".utf8) else {
            skip { $0 != UInt8(ascii: ">") }
            position += 1
            return
        }
        position += 2
        while position < input.count {
            skip { $0 != UInt8(ascii: ">") }
            position += 1
            let end = input[..<min(position, input.count)]
            if end.suffix(3).elementsEqual("-->".utf8) || end.suffix(4).elementsEqual("--!>".utf8) { return }
        }
    }

    private mutating func skipRawText(until name: [UInt8]) {
        while position < input.count {
            skip { $0 != UInt8(ascii: "<") }
            let rest = input[position...].dropFirst()
            let isEnd =
                rest.first == UInt8(ascii: "/")
                && rest.dropFirst().prefix(name.count).map(\.lowercased) == name
                && rest.dropFirst(1 + name.count).first?.endsName ?? true
            if isEnd {
                skip { $0 != UInt8(ascii: ">") }
                position += 1
                return
            }
            position += 1
        }
    }

    // MARK: - Bytes

    private mutating func skip(_ belongs: (UInt8) -> Bool) {
        while position < input.count, belongs(input[position]) { position += 1 }
    }

    private mutating func take(_ belongs: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let start = position
        skip(belongs)
        return input[start..<position]
    }
}

extension UInt8 {
    fileprivate var isControl: Bool { self < 0x20 && !isSpace || self == 0x7F }
    fileprivate var isSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0C || self == 0x0D }
    fileprivate var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
    fileprivate var endsName: Bool { isSpace || self == UInt8(ascii: "/") || self == UInt8(ascii: ">") }
    fileprivate var lowercased: UInt8 { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self }
}

extension [UInt8] {
    /// Whether a tag or attribute of this name is worth passing on: ASCII letters, digits, `-`, `_` and `:`.
    fileprivate var isPlainName: Bool {
        guard let first, first.isLetter, count <= 64 else { return false }
        return allSatisfy {
            $0.isLetter || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":")
                || $0 == UInt8(ascii: "_")
        }
    }
}
