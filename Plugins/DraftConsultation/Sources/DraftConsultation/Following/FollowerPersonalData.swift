import Foundation
import GRDB
import PortalKit

/// Whoever follows a draft has left a mail address: it is found, given to them, and forgotten.
enum FollowerPersonalData {
    static let source = PersonalDataSource(
        type: ConsultationNames.followerType, find: find, export: export,
        erase: { id, change, context in try FollowDesk(context).remove(id, in: change) })

    static let query = """
        SELECT id, created_at FROM consultation_followers WHERE mail = ? ORDER BY id DESC LIMIT 300
        """

    private static func find(
        _ subject: PersonalDataSubject, _ context: ModuleContext
    ) async throws -> [PersonalDataRecord] {
        guard !subject.mailKey.isEmpty else { return [] }
        return try await context.storage.read { database in
            try Row.fetchAll(database, sql: query, arguments: [subject.mailKey]).map { row in
                PersonalDataRecord(
                    RecordReference(type: ConsultationNames.followerType, id: row["id"]),
                    title: context.texts("protection.follower"), url: nil, date: row["created_at"])
            }
        }
    }

    private static func export(_ id: Int64, _ context: ModuleContext) async throws -> JSONValue {
        try await context.storage.read { database in
            let found = try Row.fetchOne(
                database,
                sql: """
                    SELECT mail, consultation_followers.created_at AS since, title FROM consultation_followers
                    JOIN consultation_drafts ON consultation_drafts.id = draft_id WHERE consultation_followers.id = ?
                    """, arguments: [id])
            guard let found else { throw PortalError.notFound }
            return .object([
                "draft": .string(found["title"]), "mail": .string(found["mail"]),
                "since": .string(VietnamTime(found["since"]).iso8601),
            ])
        }
    }
}
