import Foundation
import GRDB
import Logging

/// Records that the scan has kept from the public, and what was decided about them.
enum SecrecyStops {
    /// A stop as the list shows it.
    struct Entry: Sendable {
        let record: RecordReference
        let content: String
        let stoppedAt: Date
        let stoppedBy: String
        let decidedAt: Date?
        let decidedBy: String?
        let reason: String?

        init(row: Row) {
            record = RecordReference(type: row["record_type"], id: row["record_id"])
            content = row["content"]
            stoppedAt = row["stopped_at"]
            stoppedBy = row["stopped_name"]
            decidedAt = row["decided_at"]
            decidedBy = row["decided_name"]
            reason = row["reason"]
        }
    }

    /// Whether somebody has let exactly this content pass.
    static func isPassed(_ stop: SecrecyStop, in database: Database) throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: """
                SELECT decided_at IS NOT NULL FROM core_secrecy_stops
                WHERE record_type = ? AND record_id = ? AND content = ?
                """, arguments: [stop.record.type, stop.record.id, stop.content]) ?? false
    }

    /// Notes a stop and returns whether it is a new one.
    static func keep(_ stop: SecrecyStop, by actor: Actor, in change: Change) throws -> Bool {
        try change.database.execute(
            sql: """
                INSERT INTO core_secrecy_stops (record_type, record_id, content, stopped_at, stopped_name)
                VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """, arguments: [stop.record.type, stop.record.id, stop.content, change.now, actor.name])
        return change.database.changesCount == 1
    }

    /// Lets this content pass. The reason stays with the stop and in the record's history.
    static func pass(_ stop: SecrecyStop, reason: String, in change: Change) throws {
        _ = try keep(stop, by: change.actor, in: change)
        try change.database.execute(
            sql: """
                UPDATE core_secrecy_stops SET decided_at = ?, decided_by = ?, decided_name = ?, reason = ?
                WHERE record_type = ? AND record_id = ? AND content = ? AND decided_at IS NULL
                """,
            arguments: [
                change.now, change.actor.personId, change.actor.name, reason, stop.record.type, stop.record.id,
                stop.content,
            ])
        if let item = try WorkflowItem.find(stop.record, in: change.database) {
            try WorkflowLog.append(
                item, from: item.step, transition: "secrecy-override", actor: change.actor, reason: reason,
                at: change.now, in: change.database)
        }
        try change.audit("secrecy.override", on: stop.record, after: ["content": stop.content])
    }

    /// The stops of enabled modules, those that nobody has decided about first, then the latest.
    static func list(
        modules: Set<String>, limit: Int, offset: Int, in database: Database
    ) throws -> (entries: [Entry], total: Int) {
        let types = try String.fetchAll(database, sql: "SELECT DISTINCT record_type FROM core_secrecy_stops")
            .filter { modules.contains(RecordReference(type: $0, id: 0).module) }
        let marks = types.map { _ in "?" }.joined(separator: ", ")
        let entries = try Row.fetchAll(
            database,
            sql: """
                SELECT * FROM core_secrecy_stops WHERE record_type IN (\(marks))
                ORDER BY decided_at IS NOT NULL, stopped_at DESC, id DESC LIMIT ? OFFSET ?
                """, arguments: StatementArguments(types) + [limit, offset]
        ).map(Entry.init)
        let total = try Int.fetchOne(
            database, sql: "SELECT count(*) FROM core_secrecy_stops WHERE record_type IN (\(marks))",
            arguments: StatementArguments(types))
        return (entries, total ?? 0)
    }

    /// The stops of one record, the latest first.
    static func list(of record: RecordReference, in database: Database) throws -> [Entry] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT * FROM core_secrecy_stops WHERE record_type = ? AND record_id = ?
                ORDER BY stopped_at DESC, id DESC LIMIT 50
                """, arguments: [record.type, record.id]
        ).map(Entry.init)
    }
}

extension Site {
    /// Notes what the scan has stopped, when it is new, and tells those who may decide about it. The mail holds nothing of
    /// the record, not even its title: it may be what must not leave the house.
    func keepSecrecyStop(of error: WorkflowError, by actor: Actor) {
        guard case .gatesFailed(let failures) = error, let stop = failures.lazy.compactMap(\.secrecy).first else {
            return
        }
        let context = coreContext(texts: assembly.texts.texts(module: "core", language: identity.language))
        do {
            try context.storage.writeBlocking(as: actor) { change in
                guard try SecrecyStops.keep(stop, by: actor, in: change) else { return }
                try change.audit("secrecy.stop", on: stop.record, after: ["content": stop.content])
                let url = identity.canonicalURL + SecrecyScreen.url(of: stop.record)
                for account in try PermissionHolders.find(CorePermission.secrecyOverride, in: change.database) {
                    guard let recipient = MailAddress(account.email, name: account.fullName) else { continue }
                    try change.send(
                        context.mail(
                            "secrecy_stop", to: recipient, ["url": url], record: stop.record))
                }
            }
        } catch {
            logger.error("a secrecy stop was not noted: \(error)")
        }
    }
}
