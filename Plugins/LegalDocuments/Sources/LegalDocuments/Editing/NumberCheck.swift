import GRDB
import PortalKit

/// What is unusual about a document's number: a warning, since old and foreign documents have numbers of all kinds.
enum NumberCheck {
    /// The warnings in words; none for an empty number.
    ///
    /// - Parameters:
    ///   - id: the document itself, nil for a new one.
    static func warnings(
        _ content: LegalContent, id: Int64?, texts: Texts, in database: Database
    ) throws -> [String] {
        guard !content.number.isEmpty else { return [] }
        return form(content, texts) + (try duplicates(content, id: id, texts: texts, in: database))
    }

    /// Those that the number alone gives, with type and day.
    static func form(_ content: LegalContent, _ texts: Texts) -> [String] {
        guard !content.number.isEmpty else { return [] }
        switch LegalNumber.read(content.number) {
        case .failure(let failure): return [texts("number.\(failure.fault.rawValue)")]
        case .success(let number):
            var warnings: [String] = []
            if !content.type.isEmpty, number.typeName.folded != content.type.folded {
                warnings.append(texts("number.other_type", ["found": number.typeName, "type": content.type]))
            }
            if let year = number.year, !content.issuedOn.isEmpty, !content.issuedOn.hasPrefix(String(year)) {
                warnings.append(texts("number.other_year", ["year": String(year), "day": content.issuedOn.dayText]))
            }
            return warnings
        }
    }

    /// Other documents of this body with the number; numbers without a year begin anew each year.
    static func duplicates(
        _ content: LegalContent, id: Int64?, texts: Texts, in database: Database
    ) throws -> [String] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT type, number, issued_on FROM legal_documents
                WHERE number_key = ? AND id IS NOT ? AND body_key = ? AND substr(issued_on, 1, 4) = ? LIMIT 3
                """,
            arguments: [
                LegalNumber.key(content.number), id, Slug.make(from: content.issuingBody),
                String(content.issuedOn.prefix(4)),
            ]
        ).map { row in
            let day: String = row["issued_on"]
            return texts(
                "number.duplicate",
                ["type": row["type"], "number": row["number"], "day": day.isEmpty ? "–" : day.dayText])
        }
    }
}
