import GRDB
import PortalKit

/// A place in a text that names a document by its number: "Quyết định số 15/2024/QĐ-UBND ngày 12 tháng 6 năm 2024 của
/// Ủy ban nhân dân xã Đồng Việt".
struct LegalCitation: Sendable, Hashable {
    /// Type, "số" and number.
    let range: Range<String.Index>
    /// What it is looked up by: `15/2024/qd-ubnd|2024-06-12|xa dong viet`.
    let key: Key

    /// Number, day and authority, as far as the text says them: two authorities may use the same number.
    struct Key: Sendable, Hashable {
        let number: String
        let day: String
        /// Level and name of the authority, folded.
        let place: String

        var text: String { "\(number)|\(day)|\(place)" }

        init(number: String, day: String, place: String) {
            (self.number, self.day, self.place) = (number, day, place)
        }

        init?(_ text: String) {
            let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 3 else { return nil }
            self.init(number: parts[0], day: parts[1], place: parts[2])
        }
    }

    static func find(in text: String) -> [LegalCitation] {
        LegalMentions.numbers(in: text).map { number in
            let after = text[number.endIndex...].prefix(160)
            let start = start(of: number, in: text)
            return LegalCitation(
                range: start..<number.endIndex,
                key: Key(number: LegalNumber.key(String(number)), day: day(after), place: place(after)))
        }
    }

    // MARK: - Around the number

    /// Where the words before it begin that belong to it: "Quyết định số".
    private static func start(of number: Substring, in text: String) -> String.Index {
        var start = number.startIndex
        let before = text[..<start]
        for word in ["số ", "số: ", "Số ", "Số: "] where before.hasSuffix(word) {
            start = text.index(start, offsetBy: -word.count)
            break
        }
        let rest = text[..<start]
        for type in LegalNumber.typeNames where rest.suffix(type.count + 1).lowercased() == type.lowercased() + " " {
            return text.index(start, offsetBy: -(type.count + 1))
        }
        return start
    }

    /// The day right after it.
    private static func day(_ after: Substring) -> String {
        let text = after.drop { $0.isWhitespace || $0 == "," }
        guard text.hasPrefix("ngày") else { return "" }
        return LegalDay.find(String(text.prefix(40))) ?? ""
    }

    /// With their marks: "của Ban quản trang" names no quận.
    private static let levels = [
        "xã", "phường", "đặc khu", "thị trấn", "huyện", "quận", "thị xã", "thành phố", "tỉnh",
    ]

    /// The authority after it: "của UBND tỉnh Bắc Ninh" is `tinh bac ninh`.
    private static func place(_ after: Substring) -> String {
        guard let of = after.firstRange(of: "của ") else { return "" }
        guard !after[..<of.lowerBound].contains(where: { ".;:(".contains($0) }) else { return "" }
        let words = after[of.upperBound...].prefix { !",.;:()“”\"".contains($0) }.split(separator: " ").map(String.init)
        guard let found = level(in: words) else { return "" }
        let name = words.dropFirst(found.end).prefix { $0.first?.isUppercase ?? false }.prefix(4)
        return ([found.level] + name.map(\.folded)).joined(separator: " ")
    }

    private static func level(in words: [String]) -> (level: String, end: Int)? {
        for (index, word) in words.prefix(8).enumerated() {
            let small = word.lowercased()
            if levels.contains(small) { return (small.folded, index + 1) }
            guard index + 1 < words.count else { continue }
            let two = "\(small) \(words[index + 1].lowercased())"
            if levels.contains(two) { return (two.folded, index + 2) }
        }
        return nil
    }

    // MARK: - Looking up

    /// The addresses of the public documents that are meant, below the mount path; what could be two is none.
    static func paths(of keys: Set<Key>, except own: Int64?, in database: Database) throws -> [Key: String] {
        guard !keys.isEmpty else { return [:] }
        let numbers = Set(keys.map(\.number))
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT number_key, issued_on, body_key, slug FROM legal_documents
                WHERE number_key IN (\(numbers.map { _ in "?" }.joined(separator: ", "))) AND is_public = 1
                    AND id IS NOT ?
                """, arguments: StatementArguments(numbers.sorted()) + [own])
        let known = Dictionary(grouping: rows) { $0["number_key"] as String }
        return keys.reduce(into: [:]) { paths, key in
            let fitting = (known[key.number] ?? []).filter { key.fits(issuedOn: $0["issued_on"], body: $0["body_key"]) }
            if fitting.count == 1 { paths[key] = LegalPath.document(fitting[0]["slug"]) }
        }
    }
}

extension LegalCitation.Key {
    /// Whether nothing that the text says speaks against a document.
    fileprivate func fits(issuedOn: String, body: String) -> Bool {
        if !day.isEmpty, day != issuedOn { return false }
        if place.isEmpty { return true }
        return "-\(body)-".contains("-\(place.replacing(" ", with: "-"))-")
    }
}

/// Lets all texts of the portal lead to the documents that they name.
struct LegalMentionSource: MentionSource {
    let context: ModuleContext

    func mentions(in text: String) -> [Mention] {
        LegalCitation.find(in: text).map { Mention($0.range, key: $0.key.text) }
    }

    func addresses(of keys: Set<String>) async throws -> [String: String] {
        let wanted = Set(keys.compactMap { LegalCitation.Key($0) })
        let paths = try await context.storage.read { try LegalCitation.paths(of: wanted, except: nil, in: $0) }
        return Dictionary(uniqueKeysWithValues: paths.map { ($0.text, context.url($1)) })
    }

    var dependency: Dependency { .legalNumbers }
}
