import GRDB
import PortalKit

/// A document that another may be put in relation to.
struct RelationCandidate: Sendable {
    let number: String
    let type: String
    let summary: String
    let issuedOn: String

    /// The documents whose number begins so or whose summary holds the words, the newest first.
    ///
    /// - Parameter scopes: of documents that are not public, only those of these bodies; nil for all.
    static func search(
        _ typed: String, except id: Int64, scopes: Set<String>?, in database: Database
    ) throws -> [RelationCandidate] {
        let words = typed.folded.split(separator: " ").prefix(8).map(String.init)
        guard !words.isEmpty else { return [] }
        let key = LegalNumber.key(typed)
        var arguments: StatementArguments = [id, key, key + "\u{10FFFF}"]
        arguments += StatementArguments(words)
        var seen = ""
        if let scopes {
            seen = "AND (is_public = 1 OR body_key IN (\(scopes.map { _ in "?" }.joined(separator: ", "))))"
            arguments += StatementArguments(scopes.sorted())
        }
        return try Row.fetchAll(
            database,
            sql: """
                SELECT number, type, summary, issued_on FROM legal_documents
                WHERE id <> ? AND (number_key >= ? AND number_key < ?
                    OR \(words.map { _ in "instr(search_key, ?) > 0" }.joined(separator: " AND "))) \(seen)
                ORDER BY issued_on DESC, id DESC LIMIT 20
                """, arguments: arguments
        ).map(RelationCandidate.init)
    }

    init(_ row: Row) {
        (number, type, summary, issuedOn) = (row["number"], row["type"], row["summary"], row["issued_on"])
    }

    /// A document that the portal need not have.
    init(number: String) {
        (self.number, type, summary, issuedOn) = (number, "", "", "")
    }
}

/// A relation that a document's text speaks of and that is not entered yet.
struct RelationSuggestion: Sendable {
    let kind: LegalRelation.Kind
    let document: RelationCandidate

    private static let limit = 30

    static func find(_ document: LegalDocument, in database: Database) throws -> [RelationSuggestion] {
        let content = document.content
        var seen = Set(content.relations.map { LegalNumber.key($0.number) } + [LegalNumber.key(content.number)])
        var found: [(kind: LegalRelation.Kind, number: String)] = []
        let roles = LegalText.roles(of: content.lines)
        for (line, role) in zip(content.lines, roles) where line.table == nil && role != .masthead {
            for number in LegalMentions.numbers(in: line.text) where found.count < limit {
                guard seen.insert(LegalNumber.key(String(number))).inserted else { continue }
                found.append(
                    (
                        kind(before: line.text[..<number.startIndex], after: line.text[number.endIndex...], role),
                        String(number)
                    ))
            }
        }
        let keys = found.map { LegalNumber.key($0.number) }
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT number_key, number, type, summary, issued_on FROM legal_documents
                WHERE number_key IN (\(keys.map { _ in "?" }.joined(separator: ", "))) AND is_public = 1
                ORDER BY issued_on
                """, arguments: StatementArguments(keys))
        let known = Dictionary(
            rows.map { ($0["number_key"] as String, RelationCandidate($0)) }, uniquingKeysWith: { $1 })
        return found.map { kind, number in
            RelationSuggestion(
                kind: kind, document: known[LegalNumber.key(number)] ?? RelationCandidate(number: number))
        }
    }

    /// What the words around a number say.
    private static func kind(before: Substring, after: Substring, _ role: LegalRole) -> LegalRelation.Kind {
        if role == .basis { return .basis }
        let (before, after) = (String(before.suffix(160)).folded, String(after.prefix(160)).folded)
        if before.contains("thay the") { return .replaces }
        if before.contains("bai bo") || after.contains("het hieu luc") { return .repeals }
        if before.contains("sua doi") || before.contains("bo sung") { return .amends }
        if before.contains("huong dan") || before.contains("trien khai") || before.contains("thuc hien") {
            return .guides
        }
        return .relates
    }
}
