import GRDB
import PortalKit

/// Published cases in the portal's search.
enum CaseSearch {
    static let source = SearchSource(
        kind: FeedbackNames.searchKind, type: FeedbackNames.caseType,
        ids: { database, last, limit in
            try Int64.fetchAll(
                database, sql: "SELECT id FROM feedback_cases WHERE is_public = 1 AND id > ? ORDER BY id LIMIT ?",
                arguments: [last, limit])
        },
        entries: { database, id in
            guard let item = try CaseRows.fetch(id, in: database), item.isPublic else { return [] }
            return [entry(item)]
        })

    /// Only what was written for the public.
    static func entry(_ item: FeedbackCase) -> SearchEntry {
        let answer = item.answer
        return SearchEntry(
            record: item.reference, kind: FeedbackNames.searchKind, title: answer.publicTitle,
            text: [answer.publicText, answer.publicAnswer, answer.publicPlace].filter { !$0.isEmpty }
                .joined(separator: "\n"),
            path: item.path, date: item.answeredAt)
    }
}
