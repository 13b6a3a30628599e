import Foundation
import GRDB
import PortalKit

/// The words by which officers find a case: of its title, text, place and sender. A table of its own, since the portal's
/// search knows only what is public.
enum CaseWords {
    private static let most = 150

    /// Brings the words in line with a case.
    static func index(_ item: FeedbackCase, in database: Database) throws {
        try forget(item.id, in: database)
        let sender = item.sender
        let texts = [
            sender.mail, item.title, item.place.line, sender.name, item.bodyName, item.text,
        ]
        var words = Set([item.code.key.lowercased(), sender.phone.phoneKey].filter { !$0.isEmpty })
        for word in texts.lazy.flatMap({ Self.words(of: $0) }) where words.count < most { words.insert(word) }
        let insert = try database.cachedStatement(
            sql: "INSERT OR IGNORE INTO feedback_words (word, case_id) VALUES (?, ?)")
        for word in words { try insert.execute(arguments: [word, item.id]) }
    }

    static func forget(_ id: Int64, in database: Database) throws {
        try database.execute(sql: "DELETE FROM feedback_words WHERE case_id = ?", arguments: [id])
    }

    /// What is looked for: a code, a telephone number, or words.
    static func searched(_ typed: String) -> [String] {
        if let code = TrackingCode(typed: typed) { return [code.key.lowercased()] }
        let digits = typed.phoneKey
        if digits.count >= 9, typed.allSatisfy({ $0.isNumber || " .-+()".contains($0) }) { return [digits] }
        return Array(Self.words(of: String(typed.prefix(200))).prefix(6))
    }

    /// The cases whose `id` holds all that was typed. The rarest word is looked up, the others are asked of what it gives;
    /// of a word that is in very many cases only the newest are looked at, so that a search costs the same however many
    /// cases there are.
    static func condition(_ typed: String, in database: Database) throws -> (String, StatementArguments) {
        let words = try searched(typed).map { word in (word: word, count: try count(word, in: database)) }
            .sorted { $0.count < $1.count }.map(\.word)
        guard !words.isEmpty else { return ("0", []) }
        let others = words.dropFirst().map { _ in
            "EXISTS (SELECT 1 FROM feedback_words other WHERE other.word = ? AND other.case_id = found.case_id)"
        }
        let narrowed = others.isEmpty ? "" : "WHERE " + others.joined(separator: " AND ")
        return (
            """
            id IN (SELECT case_id FROM (
                SELECT case_id FROM feedback_words WHERE word = ? ORDER BY case_id DESC LIMIT \(newest)
            ) AS found \(narrowed) LIMIT \(CaseListQuery.countLimit))
            """, StatementArguments(words)
        )
    }

    /// In how many cases a word is, counted only so far as to tell which is rare.
    private static func count(_ word: String, in database: Database) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: "SELECT count(*) FROM (SELECT 1 FROM feedback_words WHERE word = ? LIMIT 1000)"),
            arguments: [word]) ?? 0
    }

    /// So many cases of a frequent word are looked at.
    private static let newest = 5000

    /// Folded words; of an address also as a whole.
    static func words(of text: String) -> [String] {
        let folded = text.folded
        let parts = folded.split { !$0.isLetter && !$0.isNumber }.map { String($0.prefix(40)) }
        let addresses = folded.split { $0.isWhitespace || $0 == "," }.filter { $0.contains("@") }
            .map { String($0.prefix(80)) }
        return addresses + parts
    }
}

extension String {
    /// A telephone number for comparing: its digits, beginning with 0 within the country.
    var phoneKey: String {
        let digits = filter { $0.isASCII && $0.isNumber }
        return digits.hasPrefix("84") && digits.count >= 11 ? "0" + digits.dropFirst(2) : digits
    }

    /// A mail address for comparing.
    var mailKey: String { normalizedInput().lowercased() }
}
