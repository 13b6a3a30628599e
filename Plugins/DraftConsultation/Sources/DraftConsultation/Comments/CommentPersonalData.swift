import Foundation
import GRDB
import PortalKit

/// What comments hold of whoever sent them: found by telephone or mail, given to them, masked. What was said stays, since
/// the gathering of comments rests on it.
enum CommentPersonalData {
    static let source = PersonalDataSource(
        type: ConsultationNames.commentType, find: find, export: export,
        erase: { id, change, context in try CommentDesk(context).erase(id, in: change) })

    /// Comments with a telephone number or a mail address, by the indexes of the migration `personal-data`.
    static let query = PersonalDataSubject.query(table: "consultation_comments")

    private static func find(
        _ subject: PersonalDataSubject, _ context: ModuleContext
    ) async throws -> [PersonalDataRecord] {
        let comments = try await context.storage.read { database in
            try Row.fetchAll(database, sql: query, arguments: [subject.phoneKey, subject.mailKey])
                .map(Comment.init(row:))
        }
        return comments.map { comment in
            PersonalDataRecord(
                comment.reference, title: context.texts("protection.comment", ["code": comment.code]),
                url: context.adminURL(ConsultationScreen.comment(comment.id)), date: comment.receivedAt)
        }
    }

    private static func export(_ id: Int64, _ context: ModuleContext) async throws -> JSONValue {
        try await context.storage.read { database in
            guard let comment = try CommentRows.fetch(id, in: database) else { throw PortalError.notFound }
            let draft = try DraftRows.fetch(comment.draft, in: database)
            return .object([
                "code": .string(comment.code), "draft": .string(draft?.content.title ?? ""),
                "place": .string(comment.place.label), "text": .string(comment.text), "name": .string(comment.name),
                "body": .string(comment.body), "mail": .string(comment.mail), "phone": .string(comment.phone),
                "files": .array(comment.files.map { .string($0.name) }),
                "received": .string(VietnamTime(comment.receivedAt).iso8601), "answer": .string(comment.reason),
            ])
        }
    }
}
