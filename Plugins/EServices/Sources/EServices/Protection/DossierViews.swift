import Foundation
import GRDB
import PortalKit

/// Who has looked at the personal data of a dossier. Looking takes a button, since a page that is merely opened writes
/// nothing; it lasts a working day.
enum DossierViews {
    struct View: Sendable {
        let name: String
        let at: Date
    }

    /// Seconds for which personal data stays in sight.
    static let duration: TimeInterval = 8 * 3600

    static func record(_ dossier: Dossier, in change: Change) throws {
        try change.database.execute(
            sql: "INSERT INTO eservices_views (dossier_id, account, name, at) VALUES (?, ?, ?, ?)",
            arguments: [dossier.id, change.actor.personId, change.actor.name, change.now])
        try change.audit("e-services.dossier-viewed", on: dossier.reference, after: ["code": dossier.code])
    }

    static func isOpen(_ id: Int64, to actor: Actor, at now: Date, in database: Database) throws -> Bool {
        guard let account = actor.personId else { return false }
        return try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (SELECT 1 FROM eservices_views WHERE dossier_id = ? AND at > ? AND account = ?)
                """, arguments: [id, now.addingTimeInterval(-duration), account]) ?? false
    }

    /// The latest first.
    static func all(of id: Int64, in database: Database) throws -> [View] {
        try Row.fetchAll(
            database, sql: "SELECT name, at FROM eservices_views WHERE dossier_id = ? ORDER BY at DESC LIMIT 50",
            arguments: [id]
        ).map { View(name: $0["name"], at: $0["at"]) }
    }
}
