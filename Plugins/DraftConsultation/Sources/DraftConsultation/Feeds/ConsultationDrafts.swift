import GRDB
import PortalKit

/// Which public drafts became a document, for whoever shows that one.
struct ConsultationDrafts: ConsultedDrafts {
    let context: ModuleContext

    func drafts(ofDocument number: String, issuedOn: String) async throws -> [LinkedPage] {
        let key = LegalNumber.key(number)
        guard !key.isEmpty else { return [] }
        return try await context.storage.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT title, slug FROM consultation_drafts
                    WHERE issued_key = ? AND issued_key <> '' AND is_public = 1 AND (? = '' OR issued_on = ?)
                    ORDER BY id DESC LIMIT 5
                    """, arguments: [key, issuedOn, issuedOn]
            ).map { LinkedPage(title: $0["title"], url: context.url(ConsultationPath.draft($0["slug"]))) }
        }
    }

    var dependency: Dependency { .consultationResults }
}
