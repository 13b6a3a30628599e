import Foundation
import GRDB

/// The mail in the morning of a working day that tells a person what waits for them.
///
/// It names kinds and numbers only: titles of what is not public do not belong in a mail.
enum WorkDigest {
    static let job = "work-digest"

    static let migration = Migration(
        id: "work-digests",
        sql: """
            -- Nobody without a row has chosen yet, and gets the mail.
            CREATE TABLE core_work_digests (
                account_id INTEGER PRIMARY KEY REFERENCES core_accounts (id) ON DELETE CASCADE,
                is_wanted INTEGER NOT NULL DEFAULT 1 CHECK (is_wanted IN (0, 1)),
                sent_at TEXT
            ) STRICT;
            """)

    /// Whether the person wants the mail.
    static func isWanted(by account: Int64, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db, sql: "SELECT is_wanted FROM core_work_digests WHERE account_id = ?", arguments: [account]) ?? true
    }

    static func choose(_ isWanted: Bool, for account: Int64, in db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO core_work_digests (account_id, is_wanted) VALUES (?, ?)
                ON CONFLICT (account_id) DO UPDATE SET is_wanted = excluded.is_wanted
                """, arguments: [account, isWanted])
    }

    /// Writes to everybody for whom something new waits since the last mail, or something is late.
    ///
    /// - Returns: how many mails were queued, nil for none.
    static func send(_ site: Site) async throws -> String? {
        let assembly = site.assembly
        guard assembly.workingDays.contains(VietnamTime(site.now())) else { return nil }
        let texts = assembly.texts.texts(module: "core", language: site.identity.language)
        let context = site.coreContext(texts: texts)
        let count = try await context.storage.write(as: .system(job)) { change in
            var count = 0
            for reader in try readers(in: change.database) {
                guard let mail = try mail(to: reader, context, assembly, at: change.now, in: change.database) else {
                    continue
                }
                try change.send(mail)
                try note(reader.account, at: change.now, in: change.database)
                count += 1
            }
            return count
        }
        return count == 0 ? nil : String(count)
    }

    // MARK: - Whom

    private struct Reader {
        let account: Int64
        let name: String
        let address: MailAddress
        let lastSent: Date?
    }

    /// Everybody who can log in, has a mail address and has not declined.
    private static func readers(in db: Database) throws -> [Reader] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT account.id, full_name, email, sent_at
                FROM core_accounts account LEFT JOIN core_work_digests digest ON digest.account_id = account.id
                WHERE state = 'active' AND email <> '' AND coalesce(is_wanted, 1) = 1 ORDER BY account.id
                """
        ).compactMap { row in
            MailAddress(row["email"], name: row["full_name"]).map {
                Reader(account: row["id"], name: row["full_name"], address: $0, lastSent: row["sent_at"])
            }
        }
    }

    private static func note(_ account: Int64, at moment: Date, in db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO core_work_digests (account_id, sent_at) VALUES (?, ?)
                ON CONFLICT (account_id) DO UPDATE SET sent_at = excluded.sent_at
                """, arguments: [account, moment])
    }

    // MARK: - What

    private static func mail(
        to reader: Reader, _ context: ModuleContext, _ assembly: Assembly, at now: Date, in db: Database
    ) throws -> Mail? {
        let actor = Actor(
            .person(id: reader.account, name: reader.name),
            permissions: try RoleStore.permissions(of: reader.account, in: db))
        let types = assembly.workflowRecordTypes
        let load = try WorkflowInbox.load(for: actor, .init(recordTypes: types), now: now, in: db)
        let new = try WorkflowInbox.load(
            for: actor, .init(recordTypes: types, since: reader.lastSent), now: now, in: db)
        guard load.late > 0 || new.total > 0 else { return nil }
        let lines = try WorkflowInbox.places(for: actor, recordTypes: types, now: now, in: db).compactMap {
            place -> String? in
            guard let found = assembly.workflowRecords(place.recordType) else { return nil }
            let texts = assembly.texts.texts(module: found.module.id, language: context.texts.language)
            let names = try WorkflowNames(place.type, texts: texts, in: db)
            return "- \(texts("module.name")), \(names.step(place.step)): \(place.count)"
        }
        return context.mail(
            "digest", to: reader.address,
            [
                "name": reader.name, "total": String(load.total), "late": String(load.late), "new": String(new.total),
                "list": lines.joined(separator: "\n"),
                "url": context.site.canonicalURL + WorkPath.inbox,
            ])
    }
}
