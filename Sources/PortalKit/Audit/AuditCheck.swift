import Foundation
import GRDB

/// The nightly check that the audit log is as it was written. Each check notes where the log ended, so that the next one
/// also finds out an end that was cut off.
struct AuditCheck: Sendable, Equatable {
    let at: Date
    /// Entries that there were.
    let entries: Int64
    /// The first entry that is not as it was written, or is missing; nil when all is well.
    let broken: Int64?

    static let migration = Migration(
        id: "audit checks",
        sql: """
            CREATE TABLE core_audit_checks (
                id INTEGER PRIMARY KEY,
                at TEXT NOT NULL,
                entries INTEGER NOT NULL,
                head TEXT NOT NULL,
                broken INTEGER
            ) STRICT
            """)

    /// The last check, nil before the first.
    static func last(in database: Database) throws -> AuditCheck? {
        try Row.fetchOne(database, sql: "SELECT * FROM core_audit_checks ORDER BY id DESC LIMIT 1").map {
            AuditCheck(at: $0["at"], entries: $0["entries"], broken: $0["broken"])
        }
    }

    /// Where the log ended when it was last found well.
    static func knownHead(in database: Database) throws -> AuditHead? {
        try Row.fetchOne(
            database,
            sql:
                "SELECT entries, head FROM core_audit_checks WHERE broken IS NULL AND entries > 0 ORDER BY id DESC LIMIT 1"
        ).map { AuditHead(id: $0["entries"], hash: $0["head"]) }
    }
}

/// The audit log is not as it was written.
struct AuditBroken: Error, CustomStringConvertible {
    let entry: Int64

    var description: String { "entry \(entry) of the audit log is not as it was written; compare with a backup" }
}

extension Site {
    /// Checks the audit log, notes the outcome, and tells whoever may read the log when something is wrong that was well
    /// before.
    func checkAudit() async throws -> AuditCheck {
        let (verdict, wasWell) = try await database.read { database in
            let head = try AuditLog.head(database)
            let broken = try AuditLog.verify(database, known: AuditCheck.knownHead(in: database))
            return (
                AuditVerdict(entries: head?.id ?? 0, head: head?.hash ?? "", broken: broken),
                try AuditCheck.last(in: database)?.broken == nil
            )
        }
        let context = coreContext(texts: assembly.texts.texts(module: "core", language: identity.language))
        return try await context.storage.write(as: .system("audit")) { change in
            try change.database.execute(
                sql: "INSERT INTO core_audit_checks (at, entries, head, broken) VALUES (?, ?, ?, ?)",
                arguments: [change.now, verdict.entries, verdict.head, verdict.broken])
            if let broken = verdict.broken, wasWell {
                let values = [
                    "number": String(broken),
                    "url": context.site.canonicalURL + AdminPath.audit,
                ]
                for account in try PermissionHolders.find(CorePermission.audit, in: change.database) {
                    guard let recipient = MailAddress(account.email, name: account.fullName) else { continue }
                    try change.send(context.mail("audit_broken", to: recipient, values))
                }
            }
            return AuditCheck(at: change.now, entries: verdict.entries, broken: verdict.broken)
        }
    }
}
