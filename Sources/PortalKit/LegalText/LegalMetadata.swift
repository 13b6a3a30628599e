import Foundation

/// What the text of a document says of the document itself; each is nil where the text does not say it.
public struct LegalMetadata: Sendable, Hashable {
    /// `15/2024/QĐ-UBND`, as written.
    public var number: String?
    /// `Quyết định`.
    public var type: String?
    /// What it is about.
    public var summary: String?
    /// `Ủy ban nhân dân xã Đồng Việt`.
    public var issuingBody: String?
    /// The day of issue, as `2024-06-12`.
    public var issuedOn: String?
    /// The day from which it is in force, as `2024-07-01`.
    public var effectiveOn: String?
    /// Who signed.
    public var signer: String?
    /// The signer's office: `Chủ tịch`.
    public var signerOffice: String?

    /// Reads it off a text.
    public init(_ text: LegalText) {
        let head = Self.paragraphs(.masthead, before: .signature, text)
        let title = Self.paragraphs(.title, before: .signature, text)
        number = head.lazy.compactMap(Self.number).first
        // In a narrow column the day goes on in the next line.
        issuedOn = head.lazy.compactMap(LegalDay.find).first ?? LegalDay.find(head.joined(separator: " "))
        readTitle(title)
        issuingBody = Self.body(of: text, head: head)
        effectiveOn = Self.effective(text, issued: issuedOn)
        readSigner(Self.signature(of: text))
        if type == nil, let number, case .success(let parts) = LegalNumber.read(number) { type = parts.typeName }
    }

    private static func paragraphs(_ role: LegalRole, before end: LegalRole, _ text: LegalText) -> [String] {
        text.nodes.prefix { $0.role != end }.filter { $0.role == role }.flatMap(\.content).flatMap(\.lines)
            .flatMap { $0.split(whereSeparator: { $0 == "\t" || $0.isNewline }).map(String.init) }
    }

    private static func number(_ line: String) -> String? {
        guard let start = LegalScan.word("so", in: line, from: line.startIndex) else { return nil }
        let rest = line[start...].trimmingPrefix { $0 == ":" || $0.isWhitespace }
        let number = rest.prefix { !$0.isWhitespace && $0 != "," }
        return number.contains("/") ? String(number) : nil
    }

    private mutating func readTitle(_ lines: [String]) {
        guard let first = lines.first else { return }
        type = LegalPhrases.types.first { $0.words == first.legalFolded }?.name
        let rest = lines.dropFirst(type == nil ? 0 : 1).filter { !LegalPhrases.isRule($0) }.joined(separator: " ")
        let about = ["Về việc ", "V/v ", "V/v: "].first(where: rest.hasPrefix)
        let text = about.map { String(rest.dropFirst($0.count)) } ?? rest
        summary = text.isEmpty ? nil : text.prefix(1).uppercased() + text.dropFirst()
    }

    /// The authority's line above the bases, else what stands at the head.
    private static func body(of text: LegalText, head: [String]) -> String? {
        let bases = text.nodes.first { $0.role == .basis }?.content.flatMap(\.lines) ?? []
        if let line = bases.first(where: { LegalPhrases.isAuthority($0.legalFolded, $0) }) { return sentence(line) }
        guard let index = head.firstIndex(where: { LegalPhrases.isAuthority($0.legalFolded, $0) }) else { return nil }
        let next = head[(index + 1)...].first ?? ""
        let place =
            ["xa ", "phuong ", "tinh ", "thanh pho "].contains { next.legalFolded.hasPrefix($0) } ? " " + next : ""
        return sentence(head[index] + place)
    }

    /// Capitals as they are written inside a sentence: names keep theirs.
    static func sentence(_ capitals: String) -> String {
        let words = capitals.split(whereSeparator: \.isWhitespace).map { $0.lowercased() }
        let common: Set<String> = [
            "ủy", "ban", "nhân", "dân", "hội", "đồng", "xã", "phường", "tỉnh", "chủ", "tịch", "thành", "phố", "đảng",
            "thường", "trực",
        ]
        var isName = false
        return words.enumerated().map { index, word in
            let isUnit =
                ["xã", "phường", "tỉnh"].contains(word) || word == "phố" && index > 0 && words[index - 1] == "thành"
            defer { if isUnit { isName = true } }
            // "Chủ tịch Ủy ban nhân dân": the body's own name begins within the line.
            let next = index + 1 < words.count ? words[index + 1] : ""
            let isBody = (word, next) == ("ủy", "ban") || (word, next) == ("hội", "đồng")
            let isSmall = isUnit || !isName && !isBody && common.contains(word)
            return index == 0 || !isSmall ? word.prefix(1).uppercased() + word.dropFirst() : word
        }.joined(separator: " ")
    }

    /// An office in capitals as it is written after a name: "Phó Chủ tịch", "Chánh Văn phòng".
    private static func office(_ capitals: String) -> String {
        var isName = true
        return capitals.lowercased().split(separator: " ").map { word in
            defer { isName = word == "phó" || word == "chánh" || word.hasSuffix(".") }
            return isName ? word.prefix(1).uppercased() + word.dropFirst() : String(word)
        }.joined(separator: " ")
    }

    private static func effective(_ text: LegalText, issued: String?) -> String? {
        for article in text.nodes.flatMap(\.flattened) where article.role == .article || article.role == .clause {
            let own = ([article.heading] + article.content.flatMap(\.lines)).joined(separator: " ")
            guard let found = own.range(of: "có hiệu lực") else { continue }
            let rest = String(own[found.upperBound...])
            if rest.prefix(60).contains("từ ngày ký") {
                return issued.flatMap { VietnamTime(parsing: $0) }?.adding(days: daysAfter(rest)).isoDay
            }
            if let day = LegalDay.find(rest) { return day }
        }
        return nil
    }

    /// "sau 10 ngày kể từ ngày ký": 10; 0 where it is the day of signing itself.
    private static func daysAfter(_ text: String) -> Int {
        text.firstMatch(of: /sau (\d{1,3}) ngày/).flatMap { Int($0.1) } ?? 0
    }

    /// The lines of who signs; office programs set them in a table beside who gets it.
    private static func signature(of text: LegalText) -> [String] {
        text.nodes.filter { $0.role == .signature || $0.role == .recipients }.flatMap { node in
            node.content.flatMap { piece -> [String] in
                guard case .table(let rows) = piece else { return node.role == .signature ? piece.lines : [] }
                return rows.joined().filter { !$0.legalFolded.contains("noi nhan") }
            }
        }
    }

    private mutating func readSigner(_ lines: [String]) {
        let cells = lines.flatMap { $0.split(whereSeparator: { $0 == "\t" || $0.isNewline }).map(String.init) }
            .map { $0.trimming(\.isWhitespace) }.filter { !$0.isEmpty }
        signer = cells.last {
            !LegalScan.isCapitals($0) && !$0.hasPrefix("(") && !$0.hasPrefix("-") && !$0.contains(":")
        }
        let offices = cells.filter {
            LegalScan.isCapitals($0)
                && !["tm", "kt", "tl", "tuq"].contains(String($0.prefix(2)).legalFolded.trimming { $0 == "." })
                && !$0.legalFolded.hasPrefix("tuq")
        }
        signerOffice = offices.last.map(Self.office)
    }
}

/// Days as legal texts write them: "ngày 01 tháng 7 năm 2024", "01/7/2024".
public enum LegalDay {
    /// The first day that a text names, as `2024-07-01`.
    public static func find(_ text: String) -> String? {
        written(text) ?? short(text)
    }

    private static func written(_ text: String) -> String? {
        let words = text.split { $0.isWhitespace || ",;.".contains($0) }
        for index in words.indices where String(words[index]).legalFolded == "ngay" {
            let rest = words[(index + 1)...]
            guard rest.count >= 5, String(rest[index + 2]).legalFolded == "thang",
                String(rest[index + 4]).legalFolded == "nam",
                let day = Int(rest[index + 1]), let month = Int(rest[index + 3]),
                let year = Int(rest[index + 5].prefix { $0.isNumber })
            else { continue }
            return iso(year, month, day)
        }
        return nil
    }

    private static func short(_ text: String) -> String? {
        for word in text.split(whereSeparator: { !($0.isNumber || $0 == "/" || $0 == "-") }) {
            let parts = word.split { $0 == "/" || $0 == "-" }.map(String.init)
            guard parts.count == 3, parts[2].count == 4, let day = Int(parts[0]), let month = Int(parts[1]),
                let year = Int(parts[2])
            else { continue }
            if let found = iso(year, month, day) { return found }
        }
        return nil
    }

    /// The day in ISO 8601, nil when there is no such day.
    static func iso(_ year: Int, _ month: Int, _ day: Int) -> String? {
        guard (1900...2200).contains(year), (1...12).contains(month), day >= 1 else { return nil }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day <= days[month - 1] else { return nil }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(year)-\(two(month))-\(two(day))"
    }
}
