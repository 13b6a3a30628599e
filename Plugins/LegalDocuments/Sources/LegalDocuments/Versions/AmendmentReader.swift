import PortalKit

/// One thing that an amending document says is to change.
struct Amendment: Sendable, Equatable {
    enum Deed: Sendable, Equatable {
        /// The piece becomes the quoted text.
        case replace
        /// The quoted text comes at the end of the piece, or right after it, which is the same place.
        case add
        case repeal
        case words(old: String, new: String)
    }

    let deed: Deed
    /// The pieces meant, as parts of anchors: `dieu-10-khoan-3`; empty for the whole text.
    let references: [String]
    /// The quoted text.
    let lines: [LegalLine]
    /// The sentence that says so.
    let sentence: String
}

/// Reads what an amending document changes: "Sửa đổi khoản 3 Điều 10 như sau: “…”", "Bổ sung khoản 4 vào Điều 6 như sau",
/// "Bãi bỏ điểm b khoản 3 Điều 5", "Thay thế cụm từ “…” bằng cụm từ “…” tại Điều 2" (Decree 78/2025/NĐ-CP).
struct AmendmentReader {
    private(set) var amendments: [Amendment] = []
    /// Sentences that order a change which is not understood.
    private(set) var unread: [String] = []
    /// Whether they concern what was issued with the other document.
    let concernsAttachment: Bool

    init(_ lines: [LegalLine]) {
        let roles = LegalText.roles(of: lines)
        concernsAttachment = lines.contains { $0.text.folded.contains("ban hanh kem theo") }
        for (index, role) in roles.enumerated() where [.article, .clause, .point, .item, .paragraph].contains(role) {
            let quoted = zip(lines, roles).dropFirst(index + 1).prefix { $0.1 == .quotation }.map(\.0)
            let sentence = Self.withoutOwnLabel(lines[index].text, role)
            if let amendment = Self.read(sentence, Self.unquoted(quoted)) {
                amendments.append(amendment)
            } else if role != .article || Self.isSentence(sentence), Self.ordersChange(sentence) {
                unread.append(sentence)
            }
        }
    }

    /// "Điều 2. Bãi bỏ Điều 5" speaks of article 5 only.
    private static func withoutOwnLabel(_ text: String, _ role: LegalRole) -> String {
        guard role == .article else { return text }
        return text.split(separator: " ", maxSplits: 2).dropFirst(2).joined()
    }

    private static func read(_ sentence: String, _ quoted: [LegalLine]) -> Amendment? {
        let folded = sentence.folded
        if folded.contains("thay the cum tu") || folded.contains("thay cum tu") {
            let words = quotations(in: sentence)
            guard words.count == 2 else { return nil }
            return Amendment(
                deed: .words(old: words[0], new: words[1]), references: references(in: sentence), lines: [],
                sentence: sentence)
        }
        if folded.contains("bai bo "), quoted.isEmpty {
            let found = references(in: sentence)
            return found.isEmpty ? nil : Amendment(deed: .repeal, references: found, lines: [], sentence: sentence)
        }
        guard !quoted.isEmpty, folded.contains("nhu sau") else { return nil }
        let begin = folded.firstRange(of: "sua doi")?.lowerBound ?? folded.endIndex
        if let add = folded.firstRange(of: "bo sung")?.lowerBound, add < begin {
            let isAfter =
                sentence.contains(" sau khoản ") || sentence.contains(" sau Điều ") || sentence.contains(" sau điểm ")
            let place = isAfter ? " sau " : "vào "
            guard let start = sentence.firstRange(of: place)?.upperBound else { return nil }
            let found = references(in: String(sentence[start...]))
            return found.isEmpty
                ? nil
                : Amendment(
                    deed: .add, references: Array(found.prefix(1)), lines: quoted, sentence: sentence)
        }
        guard begin < folded.endIndex else { return nil }
        let found = references(in: sentence)
        return found.count == 1 ? Amendment(deed: .replace, references: found, lines: quoted, sentence: sentence) : nil
    }

    /// An article's heading announces what its clauses order; only a whole sentence orders something itself.
    private static func isSentence(_ text: String) -> Bool { text.last.map { ".;:”".contains($0) } ?? false }

    /// Whether a sentence begins as one that changes something; "Sửa đổi, bổ sung một số điều của …" announces others only.
    private static func ordersChange(_ sentence: String) -> Bool {
        let words = sentence.folded.split(separator: " ")
        let isLabelled = words.first.map { ".)/-".contains($0.last ?? " ") } ?? false
        let order = words.dropFirst(isLabelled ? 1 : 0).joined(separator: " ")
        return ["sua doi", "bo sung", "bai bo", "thay ", "thay the"].contains(where: order.hasPrefix)
            && !order.contains("mot so ")
    }

    // MARK: - References

    /// "điểm b, c khoản 3 Điều 5" is `dieu-5-khoan-3-diem-b` and `dieu-5-khoan-3-diem-c`.
    static func references(in text: String) -> [String] {
        let words = text.split { $0.isWhitespace || ",;.:“”\"()".contains($0) }.map { $0.lowercased() }
        var found: [String] = []
        var (points, clauses): ([String], [String]) = ([], [])
        var kind = ""
        for word in words {
            switch word.folded {
            case "diem", "khoan", "dieu": kind = word.folded
            case "va": break
            default:
                let name = word.replacing("đ", with: "dd")
                switch kind {
                case "diem" where word.count <= 2 && word.first?.isLetter ?? false: points.append("diem-\(name)")
                case "khoan" where word.first?.isNumber ?? false && word.count <= 3: clauses.append("khoan-\(name)")
                case "dieu" where word.first?.isNumber ?? false && word.count <= 4:
                    let article = "dieu-\(name)"
                    if clauses.isEmpty {
                        found.append(article)
                    } else if points.isEmpty {
                        found += clauses.map { "\(article)-\($0)" }
                    } else {
                        found += points.map { "\(article)-\(clauses[clauses.count - 1])-\($0)" }
                    }
                    (points, clauses) = ([], [])
                default:
                    kind = ""
                    (points, clauses) = ([], [])
                }
            }
        }
        return found
    }

    // MARK: - Quotations

    private static func quotations(in text: String) -> [String] {
        var rest = text[...]
        var found: [String] = []
        while let start = rest.firstIndex(where: { "“\"".contains($0) }) {
            let inside = rest[rest.index(after: start)...]
            guard let end = inside.firstIndex(where: { "”\"".contains($0) }) else { break }
            found.append(String(inside[..<end]))
            rest = inside[inside.index(after: end)...]
        }
        return found
    }

    /// Without the marks around the whole.
    private static func unquoted(_ lines: [LegalLine]) -> [LegalLine] {
        var lines = lines.map { line in
            var plain = line
            plain.role = nil
            return plain
        }
        guard !lines.isEmpty else { return [] }
        if let first = lines[0].text.first, "“\"«".contains(first) { lines[0].text.removeFirst() }
        let last = lines.count - 1
        while let end = lines[last].text.last, ".;,".contains(end),
            lines[last].text.dropLast().last.map({ "”\"»".contains($0) }) ?? false
        { lines[last].text.removeLast() }
        if let end = lines[last].text.last, "”\"»".contains(end) { lines[last].text.removeLast() }
        return lines
    }
}
