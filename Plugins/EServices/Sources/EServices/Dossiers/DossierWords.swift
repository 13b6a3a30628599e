import Foundation
import GRDB
import PortalKit

/// The words by which the desk finds a dossier; personal answers are not among them.
enum DossierWords {
    static func index(_ dossier: Dossier, _ answers: Answers, in change: Change) throws {
        let texts =
            [dossier.code, dossier.procedureName, dossier.bodyName, dossier.applicantLabel]
            + answers.values.values.flatMap { $0 }
        for word in words(of: texts.joined(separator: " ")).prefix(200) {
            try change.database.execute(
                sql: "INSERT OR IGNORE INTO eservices_words (word, dossier_id) VALUES (?, ?)",
                arguments: [word, dossier.id])
        }
    }

    static func words(of text: String) -> [String] {
        var seen: Set<String> = []
        return text.folded.split { !$0.isLetter && !$0.isNumber && $0 != "-" }
            .map { String($0.prefix(60)) }.filter { seen.insert($0).inserted }
    }

    /// So many dossiers with a frequent word are looked at, the newest.
    private static let newest = 5000

    /// The dossiers with all that was typed, as `dossier_id`; nil when nothing was typed. The rarest word is looked up, the
    /// others are asked of what it gives, so that a search costs the same however many dossiers there are. Of what has a
    /// digit the beginning is enough, since codes are long; codes of one day stand together, the newest last.
    static func found(_ typed: String, in database: Database) throws -> DossierSearch.Query? {
        let ranges = try words(of: typed).prefix(6).map(Range.init)
            .map { (range: $0, count: try $0.count(in: database)) }.sorted { $0.count < $1.count }.map(\.range)
        guard let rarest = ranges.first else { return nil }
        let others = ranges.dropFirst().map { range in
            """
            EXISTS (SELECT 1 FROM eservices_words other
                WHERE other.dossier_id = rarest.dossier_id AND \(range.condition("other.")))
            """
        }
        return (
            """
            SELECT DISTINCT dossier_id FROM (
                SELECT dossier_id FROM eservices_words WHERE \(rarest.condition())
                ORDER BY \(rarest.isBeginning ? "word DESC" : "dossier_id DESC") LIMIT \(newest)
            ) AS rarest \(others.isEmpty ? "" : "WHERE " + others.joined(separator: " AND "))
            LIMIT \(DossierSearch.countLimit)
            """, StatementArguments(ranges.flatMap(\.arguments))
        )
    }

    /// A word, or all words that begin with it.
    private struct Range {
        let word: String

        var isBeginning: Bool { word.contains(where: \.isNumber) }

        var arguments: [String] { isBeginning ? [word, word + "\u{10FFFF}"] : [word] }

        func condition(_ table: String = "") -> String {
            isBeginning ? "\(table)word >= ? AND \(table)word < ?" : "\(table)word = ?"
        }

        /// In how many dossiers it is, counted only so far as to tell which is rare.
        func count(in database: Database) throws -> Int {
            try Int.fetchOne(
                database,
                sql: "SELECT count(*) FROM (SELECT 1 FROM eservices_words WHERE \(condition()) LIMIT 1000)",
                arguments: StatementArguments(arguments)) ?? 0
        }
    }
}
