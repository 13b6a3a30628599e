import Foundation
import GRDB
import PortalKit

/// Reads complaints.
enum ComplaintRows {
    private static let query = """
        SELECT ads_complaints.*, ads_businesses.name AS business_name
        FROM ads_complaints JOIN ads_businesses ON ads_businesses.id = business_id
        """

    static func require(_ id: Int64, in database: Database) throws -> Complaint {
        let row = try Row.fetchOne(database, sql: query + " WHERE ads_complaints.id = ?", arguments: [id])
        guard let row else { throw PortalError.notFound }
        return Complaint(row: row)
    }

    /// Complaints about a business, the latest first.
    static func of(_ business: Int64, in database: Database) throws -> [Complaint] {
        try Row.fetchAll(
            database,
            sql: query + " WHERE business_id = ? AND state <> 'spam' ORDER BY ads_complaints.id DESC LIMIT 50",
            arguments: [business]
        ).map(Complaint.init(row:))
    }

    static func count(_ state: Complaint.State?, in database: Database) throws -> Int {
        try Int.fetchOne(
            database,
            sql: "SELECT count(*) FROM ads_complaints WHERE " + (state == nil ? "state <> 'spam'" : "state = ?"),
            arguments: state.map { [$0.rawValue] } ?? []) ?? 0
    }

    static func list(
        _ state: Complaint.State?, limit: Int, offset: Int, in database: Database
    ) throws -> [Complaint] {
        let condition = state == nil ? "state <> 'spam'" : "state = ?"
        let arguments: StatementArguments = state.map { [$0.rawValue] } ?? []
        return try Row.fetchAll(
            database,
            sql: query + " WHERE \(condition) ORDER BY received_at DESC, ads_complaints.id DESC LIMIT ? OFFSET ?",
            arguments: arguments + [limit, offset]
        ).map(Complaint.init(row:))
    }
}

extension Complaint {
    init(row: Row) {
        self.init(
            id: row["id"], code: row["code"], business: row["business_id"], businessName: row["business_name"],
            channel: Business.Channel(rawValue: row["channel"]) ?? .office, receivedAt: row["received_at"],
            sender: Business.Applicant(name: row["sender_name"], mail: row["sender_mail"], phone: row["sender_phone"]),
            text: row["text"], state: State(rawValue: row["state"]) ?? .new, answer: row["answer"],
            answeredAt: row["answered_at"], erasedAt: row["erased_at"])
    }
}
