import Foundation
import GRDB

/// What somebody has typed into a form and not saved yet. Nobody else ever sees it.
struct FormDraft: Sendable {
    /// One filling in of the form: two windows of one person have two.
    let session: String
    let values: [String: [String]]
    let at: Date

    /// The values as if they had been sent.
    var sent: FormValues { FormValues(values.flatMap { name, all in all.map { (name, $0) } }) }
    /// The revision that was in the form when it was opened.
    var revision: Int { values["revision"]?.first.flatMap { Int($0) } ?? 0 }
}

/// The drafts of forms. They go with the account, when the form is saved, and after a month.
enum FormDrafts {
    static let mostBytes = 512 << 10
    static let mostPerForm = 3
    static let mostPerPerson = 40
    static let days = 30

    static let migration = Migration(
        id: "form_drafts",
        sql: """
            CREATE TABLE core_form_drafts (
                account_id INTEGER NOT NULL REFERENCES core_accounts (id) ON DELETE CASCADE,
                form TEXT NOT NULL,
                session TEXT NOT NULL,
                typed TEXT NOT NULL,
                saved_at TEXT NOT NULL,
                PRIMARY KEY (account_id, form, session)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX core_form_drafts_person ON core_form_drafts (account_id, saved_at);
            CREATE INDEX core_form_drafts_saved ON core_form_drafts (saved_at);
            """)

    /// A person's drafts of one form, the latest first; none of somebody without an account.
    static func list(_ form: EditKey, of person: Int64?, in database: Database) throws -> [FormDraft] {
        guard let person else { return [] }
        return try Row.fetchAll(
            database,
            sql: """
                SELECT session, typed, saved_at FROM core_form_drafts WHERE account_id = ? AND form = ?
                ORDER BY saved_at DESC
                """, arguments: [person, form.text]
        ).map {
            FormDraft(
                session: $0["session"], values: try JSONText.decode([String: [String]].self, from: $0["typed"]),
                at: $0["saved_at"])
        }
    }

    /// Keeps a draft in place of the one before of the same filling in; of too many, the oldest go.
    ///
    /// - Returns: false when it is too long to be kept.
    static func save(_ draft: FormDraft, of form: EditKey, person: Int64, in database: Database) throws -> Bool {
        let text = try JSONText.encode(draft.values)
        guard text.utf8.count <= mostBytes else { return false }
        try database.execute(
            sql: """
                INSERT OR REPLACE INTO core_form_drafts (account_id, form, session, typed, saved_at)
                VALUES (?, ?, ?, ?, ?)
                """, arguments: [person, form.text, draft.session, text, draft.at])
        try database.execute(
            sql: """
                DELETE FROM core_form_drafts WHERE account_id = ?1 AND form = ?2 AND session NOT IN (
                    SELECT session FROM core_form_drafts WHERE account_id = ?1 AND form = ?2
                    ORDER BY saved_at DESC LIMIT ?3)
                """, arguments: [person, form.text, mostPerForm])
        try database.execute(
            sql: """
                DELETE FROM core_form_drafts WHERE account_id = ?1 AND saved_at < (
                    SELECT min(saved_at) FROM (
                        SELECT saved_at FROM core_form_drafts WHERE account_id = ?1 ORDER BY saved_at DESC LIMIT ?2))
                """, arguments: [person, mostPerPerson])
        return true
    }

    static func discard(_ session: String, of form: EditKey, person: Int64, in database: Database) throws {
        try database.execute(
            sql: "DELETE FROM core_form_drafts WHERE account_id = ? AND form = ? AND session = ?",
            arguments: [person, form.text, session])
    }

    static func prune(now: Date, in database: Database) throws {
        try database.execute(
            sql: "DELETE FROM core_form_drafts WHERE saved_at < ?",
            arguments: [now.addingTimeInterval(-Double(days) * 86_400)])
    }
}

extension Change {
    /// Forgets what was typed into the form that this request sends: it is being saved.
    public func dropDraft(_ form: EditKey, sentWith request: Request) throws {
        guard let person = actor.personId, let session = request.form[Editing.Name.session] else { return }
        try FormDrafts.discard(session, of: form, person: person, in: database)
    }
}
