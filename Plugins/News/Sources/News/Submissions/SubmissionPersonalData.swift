import Foundation
import GRDB
import PortalKit

/// What submissions hold of whoever sent them: found by telephone or mail, given to them, masked.
enum SubmissionPersonalData {
    static let source = PersonalDataSource(
        type: SubmissionNames.type, find: find, export: export,
        erase: { id, change, context in try SubmissionDesk(context).erase(id, in: change) })

    /// Submissions with a telephone number or a mail address, by the indexes of the migration `submission-senders`.
    static let query = PersonalDataSubject.query(table: "news_submissions")

    private static func find(
        _ subject: PersonalDataSubject, _ context: ModuleContext
    ) async throws -> [PersonalDataRecord] {
        let submissions = try await context.storage.read { database in
            try Row.fetchAll(database, sql: query, arguments: [subject.phoneKey, subject.mailKey])
                .map(Submission.init(row:))
        }
        return submissions.map { submission in
            PersonalDataRecord(
                submission.reference, title: context.texts("submission.personal_record", ["code": submission.code]),
                url: context.adminURL(SubmissionScreenPath.submission(submission.id)), date: submission.receivedAt,
                obstacle: submission.state.isOpen ? context.texts("submission.personal_open") : nil)
        }
    }

    private static func export(_ id: Int64, _ context: ModuleContext) async throws -> JSONValue {
        try await context.storage.read { database in
            guard let submission = try SubmissionRows.fetch(id, in: database) else { throw PortalError.notFound }
            let sender = submission.sender
            return .object([
                "code": .string(submission.code), "title": .string(submission.title),
                "message": .string(submission.message), "name": .string(sender.name), "body": .string(sender.body),
                "mail": .string(sender.mail), "phone": .string(sender.phone), "address": .string(sender.address),
                "pen_name": .string(submission.penName),
                "files": .array(try SubmissionRows.files(of: id, in: database).map { .string($0.name) }),
                "received": .string(VietnamTime(submission.receivedAt).iso8601), "answer": .string(submission.answer),
            ])
        }
    }
}
