import Foundation
import GRDB
import PortalKit

extension DossierDesk {
    /// Takes everything personal out of a dossier, on request or when the time is over that it is kept (law 91/2025/QH15).
    /// That there was a dossier, and how it ended, stays.
    func erase(_ id: Int64, in change: Change) throws {
        let dossier = try require(id, in: change.database)
        guard !dossier.state.isOpen else { throw DossierChanged() }
        guard dossier.erasedAt == nil else { return }
        let masked = context.texts("dossier.erased_name")
        try change.database.execute(
            sql: """
                UPDATE eservices_dossiers SET applicant = x'', personal = x'', applicant_label = ?, answers = ?,
                    phone_mark = '', identity_mark = '', suffix_mark = '', mail_mark = '', result_text = '',
                    erased_at = ? WHERE id = ?
                """, arguments: [masked, try JSON.encode(Answers()), change.now, id])
        try change.database.execute(sql: "DELETE FROM eservices_words WHERE dossier_id = ?", arguments: [id])
        try change.database.execute(sql: "DELETE FROM eservices_files WHERE dossier_id = ?", arguments: [id])
        try change.setFiles([ContentHash](), of: dossier.reference, isPublic: false)
        try change.database.execute(
            sql: "UPDATE eservices_supplements SET request = '', answer = '' WHERE dossier_id = ?", arguments: [id])
        try change.database.execute(
            sql: """
                UPDATE eservices_events SET text = '',
                    actor = CASE WHEN kind IN ('received', 'supplied', 'withdrawn') THEN ? ELSE actor END
                WHERE dossier_id = ?
                """, arguments: [masked, id])
        try note(.erased, id, in: change)
        let kept = try require(id, in: change.database)
        try DossierWords.index(kept, Answers(), in: change)
        try change.audit("e-services.dossier-erased", on: dossier.reference, after: ["code": dossier.code])
    }
}
