/// What of a Swift source file a client compiled against it depends on: its declarations and the layout of its types,
/// without comments, white space and the bodies of functions and accessors.
///
/// Stored properties stay, private ones too: a client allocates the core's structs itself, so that a new private
/// property makes an old client overrun. A file with inlinable code stays whole, since clients hold copies of it.
/// In doubt the skeleton keeps text: an ABI number that changes too often costs a rebuild, one that does not is a crash.
struct InterfaceSkeleton {
    private let source: [UInt8]
    private var position = 0
    private var output: [UInt8] = []

    /// The skeleton of the file with this text.
    static func of(_ text: String) -> [UInt8] {
        var skeleton = InterfaceSkeleton(source: Array(text.utf8))
        let keepsBodies = ["@inlinable", "@_alwaysEmitIntoClient", "@usableFromInline"].contains { text.contains($0) }
        skeleton.scan(keepsBodies: keepsBodies)
        return skeleton.output
    }

    private init(source: [UInt8]) {
        self.source = source
    }

    /// Keywords whose braces hold declarations; the braces of all others hold code.
    private static let typeKeywords: Set<String> = ["struct", "class", "enum", "actor", "extension", "protocol"]
    private static let memberKeywords: Set<String> = ["func", "init", "deinit", "subscript", "var", "let", "case"]

    private mutating func scan(keepsBodies: Bool) {
        var keyword = ""
        var openTypes: [String] = []
        while let byte = peek() {
            if skipComment() { continue }
            if byte == UInt8(ascii: "\"") || (byte == UInt8(ascii: "#") && startsRawString) {
                copyString()
            } else if Self.isWord(byte) {
                let word = takeWord()
                if Self.typeKeywords.contains(word) || Self.memberKeywords.contains(word) {
                    // `class func` and `class var` declare members, so the later keyword decides.
                    keyword = word
                }
                output.append(contentsOf: word.utf8)
                output.append(UInt8(ascii: " "))
            } else if byte == UInt8(ascii: "{") {
                let holdsDeclarations = Self.typeKeywords.contains(keyword)
                if keepsBodies || holdsDeclarations || openTypes.last == "protocol" {
                    openTypes.append(holdsDeclarations ? keyword : openTypes.last ?? "")
                    output.append(byte)
                    position += 1
                    keyword = ""
                } else {
                    skipBody()
                    output.append(contentsOf: Array("{}".utf8))
                }
            } else {
                if byte == UInt8(ascii: "}") { _ = openTypes.popLast() }
                if !Self.isSpace(byte) { output.append(byte) }
                position += 1
            }
        }
    }

    /// Passes over a body from its opening to its closing brace, minding strings and comments.
    private mutating func skipBody() {
        let kept = output.count
        var depth = 0
        while let byte = peek() {
            if skipComment() { continue }
            if byte == UInt8(ascii: "\"") || (byte == UInt8(ascii: "#") && startsRawString) {
                copyString()
                continue
            }
            position += 1
            if byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 { break }
            }
        }
        output.removeSubrange(kept...)
    }

    // MARK: - Lexing

    private func peek(_ offset: Int = 0) -> UInt8? {
        position + offset < source.count ? source[position + offset] : nil
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte == UInt8(ascii: "@") || byte >= 0x80
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    private mutating func takeWord() -> String {
        let start = position
        while let byte = peek(), Self.isWord(byte) { position += 1 }
        return String(decoding: source[start..<position], as: UTF8.self)
    }

    private mutating func skipComment() -> Bool {
        guard peek() == UInt8(ascii: "/") else { return false }
        if peek(1) == UInt8(ascii: "/") {
            while let byte = peek(), byte != 0x0A { position += 1 }
            return true
        }
        guard peek(1) == UInt8(ascii: "*") else { return false }
        var depth = 0
        while let byte = peek() {
            if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
                depth += 1
                position += 2
            } else if byte == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
                depth -= 1
                position += 2
                if depth == 0 { break }
            } else {
                position += 1
            }
        }
        return true
    }

    private var startsRawString: Bool {
        var offset = 0
        while peek(offset) == UInt8(ascii: "#") { offset += 1 }
        return peek(offset) == UInt8(ascii: "\"")
    }

    /// Copies a string literal of any kind, with the code interpolated into it.
    private mutating func copyString() {
        let start = position
        var hashes = 0
        while peek() == UInt8(ascii: "#") {
            hashes += 1
            position += 1
        }
        let isMultiline = (0..<3).allSatisfy { peek($0) == UInt8(ascii: "\"") }
        let quotes = isMultiline ? 3 : 1
        position += quotes
        while let byte = peek() {
            if byte == UInt8(ascii: "\\"), (0..<hashes).allSatisfy({ peek($0 + 1) == UInt8(ascii: "#") }) {
                position += 1 + hashes
                if peek() == UInt8(ascii: "(") { skipInterpolation() } else { position += 1 }
            } else if closesString(quotes: quotes, hashes: hashes) {
                position += quotes + hashes
                break
            } else {
                position += 1
            }
        }
        output.append(contentsOf: source[start..<min(position, source.count)])
    }

    private func closesString(quotes: Int, hashes: Int) -> Bool {
        (0..<quotes).allSatisfy { peek($0) == UInt8(ascii: "\"") }
            && (0..<hashes).allSatisfy { peek(quotes + $0) == UInt8(ascii: "#") }
    }

    private mutating func skipInterpolation() {
        var depth = 0
        while let byte = peek() {
            if byte == UInt8(ascii: "\"") || (byte == UInt8(ascii: "#") && startsRawString) {
                let kept = output.count
                copyString()
                output.removeSubrange(kept...)
                continue
            }
            position += 1
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") {
                depth -= 1
                if depth == 0 { return }
            }
        }
    }
}
