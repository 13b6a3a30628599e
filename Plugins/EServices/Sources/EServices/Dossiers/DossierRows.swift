import Foundation
import GRDB
import PortalKit

/// Reads dossiers and what belongs to them.
enum DossierRows {
    static func fetch(_ id: Int64, in database: Database) throws -> Dossier? {
        try Row.fetchOne(database, sql: "SELECT * FROM eservices_dossiers WHERE id = ?", arguments: [id])
            .map(Dossier.init(row:))
    }

    static func files(of id: Int64, in database: Database) throws -> [DossierFile] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM eservices_files WHERE dossier_id = ? ORDER BY id LIMIT 500", arguments: [id]
        ).compactMap(DossierFile.init(row:))
    }

    static func file(_ id: Int64, of dossier: Int64, in database: Database) throws -> DossierFile? {
        try Row.fetchOne(
            database, sql: "SELECT * FROM eservices_files WHERE id = ? AND dossier_id = ?", arguments: [id, dossier]
        ).flatMap(DossierFile.init(row:))
    }

    /// The latest first.
    static func events(of id: Int64, in database: Database) throws -> [DossierEvent] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM eservices_events WHERE dossier_id = ? ORDER BY id DESC LIMIT 500",
            arguments: [id]
        ).compactMap { row in
            DossierEvent.Kind(rawValue: row["kind"]).map {
                DossierEvent(kind: $0, at: row["at"], actor: row["actor"], text: row["text"])
            }
        }
    }

    /// The latest first.
    static func handovers(of id: Int64, in database: Database) throws -> [Handover] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM eservices_handovers WHERE dossier_id = ? ORDER BY id DESC LIMIT 100",
            arguments: [id]
        ).map(Handover.init(row:))
    }

    /// The latest first.
    static func supplements(of id: Int64, in database: Database) throws -> [SupplementRequest] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM eservices_supplements WHERE dossier_id = ? ORDER BY id DESC LIMIT 100",
            arguments: [id]
        ).map { row in
            SupplementRequest(
                id: row["id"], request: row["request"], daysLeft: row["days_left"], askedAt: row["asked_at"],
                answeredAt: row["answered_at"], answer: row["answer"])
        }
    }
}

extension Dossier {
    init(row: Row) {
        id = row["id"]
        code = row["code"]
        procedure = row["procedure_id"]
        procedureVersion = row["procedure_version"]
        formVersion = row["form_version"]
        procedureName = row["procedure_name"]
        field = row["field"]
        channel = Channel(rawValue: row["channel"]) ?? .online
        state = DossierState(rawValue: row["state"]) ?? .submitted
        stateBefore = (row["state_before"] as String?).flatMap(DossierState.init(rawValue:))
        outcome = (row["outcome"] as String?).flatMap(DossierState.init(rawValue:))
        body = row["body_id"]
        bodyName = row["body"]
        applicantLabel = row["applicant_label"]
        delivery = row["delivery"]
        confirmedBy = row["confirmed_by"]
        isSuspicious = row["is_suspicious"]
        termDays = row["term_days"]
        receivedAt = row["received_at"]
        acceptedAt = row["accepted_at"]
        dueAt = row["due_at"]
        stageDueAt = row["stage_due_at"]
        stoppedAt = row["stopped_at"]
        finishedAt = row["finished_at"]
        closedAt = row["closed_at"]
        resultText = row["result_text"]
        fee = row["fee"]
        feePaidAt = row["fee_paid_at"]
        feeReceipt = row["fee_receipt"]
        feeMethod = row["fee_method"]
        assignee = row["assignee"]
        assigneeName = row["assignee_name"]
        archivedAt = row["archived_at"]
        erasedAt = row["erased_at"]
    }
}

extension DossierFile {
    init?(row: Row) {
        guard let hash = ContentHash(rawValue: row["hash"]), let role = Role(rawValue: row["role"]),
            let scan = Scan(rawValue: row["scan"])
        else { return nil }
        id = row["id"]
        dossier = row["dossier_id"]
        self.role = role
        label = row["label"]
        file = KeptUpload(
            hash: hash, name: row["name"], mediaType: MediaType(rawValue: row["media_type"]), bytes: row["bytes"])
        addedAt = row["added_at"]
        self.scan = scan
        finding = row["finding"]
    }
}

extension Handover {
    init(row: Row) {
        id = row["id"]
        dossier = row["dossier_id"]
        body = row["body_id"]
        bodyName = row["body"]
        state = State(rawValue: row["state"]) ?? .waiting
        note = row["note"]
        dueAt = row["due_at"]
        handedAt = row["handed_at"]
        handedBy = row["handed_by"]
        answeredAt = row["answered_at"]
        answeredBy = row["answered_by"]
        reason = row["reason"]
    }
}
