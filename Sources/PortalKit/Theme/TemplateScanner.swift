/// Reads the tags of a template, strictly, before Mustache does.
///
/// Mustache's own parser is trusting: nested deeply it exhausts the stack, and it knows tags that switch escaping off
/// or name a partial by data. The scanner accepts the part of the language that our templates need and that can be
/// checked: variables, sections, inverted sections, partials, comments. What it refuses never reaches that parser.
struct TemplateScanner {
    /// The largest template, in bytes.
    static let maximumSize = 256 << 10
    /// The deepest nesting of sections.
    static let maximumDepth = 24
    /// Transforms of swift-mustache that templates may use; those without a name in brackets read the loop's place.
    static let transforms: Set<String> = [
        "first", "last", "index", "even", "odd", "count", "empty", "reversed", "lowercased", "uppercased",
        "capitalized", "equalzero", "plusone", "minusone",
    ]

    private let characters: [Character]
    private let file: String
    private var line = 1
    private var index = 0
    private var tags: [TemplateTag] = []
    private var open: [TemplateTag] = []
    private var faults: [Fault] = []

    private init(_ text: String, file: String) {
        // Characters, as Mustache counts: a brace under a combining mark is no brace to either.
        characters = Array(text)
        self.file = file
    }

    /// The tags of a template in their order, and what is wrong with them.
    static func scan(_ text: String, file: String) -> (tags: [TemplateTag], faults: [Fault]) {
        var scanner = TemplateScanner(text, file: file)
        scanner.run()
        return (scanner.tags, scanner.faults)
    }

    private mutating func run() {
        while index < characters.count {
            if characters[index] == "{", index + 1 < characters.count, characters[index + 1] == "{" {
                guard readTag() else { return }
            } else {
                if characters[index].isNewline { line += 1 }
                index += 1
            }
        }
        for tag in open {
            fault(tag.line, "the section \"\(tag.name)\" is not closed", "add {{/\(tag.name)}}")
        }
    }

    /// Reads one tag; false when nothing after it can be made sense of.
    private mutating func readTag() -> Bool {
        let start = index
        let startLine = line
        let opener = start + 2 < characters.count ? characters[start + 2] : " "
        let isTriple = opener == "{"
        guard let end = endOfTag(from: start + (isTriple ? 3 : 2), braces: isTriple ? 3 : 2) else {
            fault(startLine, "a tag is not closed", "add \(isTriple ? "}}}" : "}}")")
            return false
        }
        let inside = String(characters[(start + 2)..<(end - 2)])
        line += inside.count(where: \.isNewline)
        index = end
        guard let (kind, written) = kind(of: inside, opener: opener, line: startLine) else { return true }
        guard let (name, transforms) = kind == .comment ? ("", []) : Self.name(written, isPartial: kind == .partial)
        else {
            fault(startLine, "{{\(inside.prefix(40))}} is not a tag", "write a name of a-z, 0-9, _ and dots in it")
            return true
        }
        for transform in transforms where !Self.transforms.contains(transform) {
            fault(
                startLine, "there is no transform \"\(transform)\"",
                "use \(Self.transforms.sorted().joined(separator: ", "))")
        }
        accept(
            TemplateTag(
                kind: kind, name: name, transforms: transforms, line: startLine, range: start..<end,
                followsEqualsSign: start > 0 && characters[start - 1] == "="))
        return true
    }

    /// The position after the closing braces.
    private func endOfTag(from start: Int, braces: Int) -> Int? {
        var position = start
        while position + braces <= characters.count {
            if characters[position..<(position + braces)].allSatisfy({ $0 == "}" }) { return position + braces }
            position += 1
        }
        return nil
    }

    private mutating func kind(of inside: String, opener: Character, line: Int) -> (TemplateTag.Kind, String)? {
        let rest = String(inside.dropFirst())
        switch opener {
        case "{": return (.unescaped, String(rest.dropLast()))
        case "&": return (.unescaped, rest)
        case "#": return (.section, rest)
        case "^": return (.inverted, rest)
        case "/": return (.close, rest)
        case ">": return (.partial, rest)
        case "!": return (.comment, "")
        case "<", "$", "=", "%":
            fault(line, "{{\(opener) is not accepted", "use variables, sections, partials and comments only")
            return nil
        default: return (.variable, inside)
        }
    }

    private mutating func accept(_ tag: TemplateTag) {
        tags.append(tag)
        switch tag.kind {
        case .section, .inverted:
            open.append(tag)
            if open.count > Self.maximumDepth {
                fault(
                    tag.line, "sections are nested deeper than \(Self.maximumDepth)", "move the inner ones to a partial"
                )
            }
        case .close:
            if let last = open.last, last.name == tag.name, last.transforms == tag.transforms {
                open.removeLast()
            } else if let last = open.last {
                fault(
                    tag.line, "{{/\(tag.name)}} closes \"\(last.name)\" of line \(last.line)", "write {{/\(last.name)}}"
                )
                // Without a section of that name it is taken for a slip of the pen.
                open.removeSubrange((open.lastIndex { $0.name == tag.name } ?? open.count - 1)...)
            } else {
                fault(tag.line, "{{/\(tag.name)}} closes nothing", "remove it, or open the section before it")
            }
        case .variable, .unescaped, .partial, .comment: break
        }
    }

    private mutating func fault(_ line: Int, _ message: String, _ mend: String) {
        guard faults.count < 100 else { return }
        faults.append(Fault(file: file, line: line, message: message, mend: mend))
    }

    /// Splits `count(items)` into its name and transforms; nil for what is no name.
    private static func name(_ written: String, isPartial: Bool) -> (String, [String])? {
        let text = written.trimmingSpace()
        if isPartial { return TemplateLibrary.isName(text) ? (text, []) : nil }
        var rest = text[...]
        var transforms: [String] = []
        while let bracket = rest.firstIndex(of: "(") {
            guard rest.last == ")", transforms.count < 4 else { return nil }
            transforms.append(String(rest[..<bracket]))
            rest = rest[rest.index(after: bracket)...].dropLast()
        }
        let isWord: (Substring) -> Bool = { word in
            !word.isEmpty
                && word.utf8.allSatisfy { byte in
                    (48...57).contains(byte) || (97...122).contains(byte | 0x20) || byte == 95 || byte == 45
                }
        }
        let isPath = rest.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isWord)
        let isName = rest == "." || isPath || (rest.isEmpty && !transforms.isEmpty)
        return isName && transforms.allSatisfy { isWord($0[...]) } ? (String(rest), transforms) : nil
    }
}
