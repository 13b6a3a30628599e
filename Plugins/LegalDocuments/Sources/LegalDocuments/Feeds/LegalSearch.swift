import GRDB
import PortalKit

/// Documents in the portal's search.
enum LegalSearch {
    static let source = SearchSource(
        kind: LegalNames.searchKind, type: LegalNames.documentType,
        ids: { database, after, limit in
            try Int64.fetchAll(
                database, sql: "SELECT id FROM legal_documents WHERE is_public = 1 AND id > ? ORDER BY id LIMIT ?",
                arguments: [after, limit])
        },
        entries: { database, id in
            guard let document = try DocumentRows.fetch(id, in: database), document.isPublic else { return [] }
            return [try entry(document, in: database)]
        })

    /// What is known of a document: its text as it was issued, and what its consolidated texts say otherwise.
    static func entry(_ document: LegalDocument, in database: Database) throws -> SearchEntry {
        let content = document.content
        let versions = try VersionRows.texts(of: document.id, in: database)
        var known = Set(content.lines)
        let changed = versions.joined().filter { known.insert($0).inserted }
        return SearchEntry(
            record: document.reference, kind: LegalNames.searchKind,
            title: "\(content.type) \(content.number): \(content.summary)",
            text: (content.lines + changed).map(\.searched).joined(separator: "\n"), path: document.path,
            date: VietnamTime(parsing: content.issuedOn)?.date)
    }
}

extension LegalLine {
    fileprivate var searched: String {
        table.map { rows in rows.joined().joined(separator: " ") } ?? text
    }
}
