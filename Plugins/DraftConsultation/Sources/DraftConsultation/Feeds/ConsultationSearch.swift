import GRDB
import PortalKit

/// Drafts in the portal's search.
enum ConsultationSearch {
    static let source = SearchSource(kind: ConsultationNames.searchKind) { change in
        let ids = try Int64.fetchCursor(
            change.database, sql: "SELECT id FROM consultation_drafts WHERE is_public = 1 ORDER BY ends_at, id")
        while let id = try ids.next() {
            guard let draft = try DraftRows.fetch(id, in: change.database) else { continue }
            try change.index(entry(draft))
        }
    }

    static func entry(_ draft: Draft) -> SearchEntry {
        let content = draft.content
        let text = content.lines.map { $0.table.map { rows in rows.joined().joined(separator: " ") } ?? $0.text }
        return SearchEntry(
            record: draft.reference, kind: ConsultationNames.searchKind, title: content.title,
            text: ([content.summary, content.body] + text).joined(separator: "\n"), path: draft.path,
            date: draft.startsAt)
    }
}
