import Foundation
import GRDB
import PortalKit

/// How codes of dossiers are made. Whatever scheme is used, the number comes from a row that only one transaction holds,
/// so no code is given twice.
protocol DossierCodeScheme: Sendable {
    /// Within what numbers are counted: a new scope begins at 1.
    func scope(unit: String, on day: VietnamTime) -> String

    func code(unit: String, on day: VietnamTime, number: Int) -> String
}

/// The scheme by a pattern of the settings: `{unit}-{date}-{number}`. Numbers begin anew when what stands before them
/// changes: each day with `{date}`, each year with `{year}`.
struct DossierCodePattern: DossierCodeScheme, Equatable {
    private let pattern: String

    /// Nil when it has no number, or names something that is not known.
    init?(_ pattern: String) {
        let filled = Self.fill(pattern, unit: "", day: VietnamTime(.distantPast), number: "")
        guard pattern.contains("{number}"), !filled.contains(where: { "{}".contains($0) }),
            filled.unicodeScalars.allSatisfy({
                $0.isASCII && ($0.properties.isAlphabetic || "0123456789-./".unicodeScalars.contains($0))
            })
        else { return nil }
        self.pattern = pattern
    }

    func scope(unit: String, on day: VietnamTime) -> String {
        Self.fill(pattern, unit: unit, day: day, number: "#")
    }

    func code(unit: String, on day: VietnamTime, number: Int) -> String {
        let digits = String(number)
        let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return Self.fill(pattern, unit: unit, day: day, number: padded)
    }

    private static func fill(_ pattern: String, unit: String, day: VietnamTime, number: String) -> String {
        let date = day.isoDay.filter { $0 != "-" }
        return pattern.replacing("{unit}", with: unit).replacing("{date}", with: date.dropFirst(2))
            .replacing("{year}", with: date.prefix(4)).replacing("{number}", with: number)
    }

    static let usual = DossierCodePattern("{unit}-{date}-{number}")
}

/// Gives numbers.
enum DossierCounter {
    /// The next number of a scope; nobody else gets it, whatever happens at the same time.
    static func next(_ scope: String, in database: Database) throws -> Int {
        try Int.fetchOne(
            database,
            sql: """
                INSERT INTO eservices_counters (scope, number) VALUES (?, 1)
                ON CONFLICT (scope) DO UPDATE SET number = number + 1 RETURNING number
                """, arguments: [scope]) ?? 1
    }
}
