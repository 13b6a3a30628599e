import Foundation
import GRDB
import PortalKit

/// What is held of a person outside who was asked about a case by a link: name, mail and signature. Their office and what
/// they said stay, since the answer rests on it.
enum OpinionPersonalData {
    static let source = PersonalDataSource(
        type: FeedbackNames.opinionType, find: find, export: export,
        erase: { id, change, context in
            guard let opinion = try fetch(id, in: change.database), !opinion.isOpen(at: change.now) else {
                throw CaseChanged()
            }
            try CaseDesk(context).erase(opinion, in: change)
        })

    static let query = """
        SELECT * FROM feedback_opinions WHERE mail <> '' AND lower(mail) = ? ORDER BY id DESC LIMIT 300
        """

    private static func find(
        _ subject: PersonalDataSubject, _ context: ModuleContext
    ) async throws -> [PersonalDataRecord] {
        let mail = subject.mail.mailKey
        guard !mail.isEmpty else { return [] }
        let found = try await context.storage.read { database in
            try Row.fetchAll(database, sql: query, arguments: [mail]).map(Opinion.init(row:))
        }
        return found.map { opinion in
            PersonalDataRecord(
                RecordReference(type: FeedbackNames.opinionType, id: opinion.id),
                title: context.texts("protection.opinion", ["number": String(opinion.caseID)]),
                url: context.adminURL(FeedbackScreen.detail(opinion.caseID)), date: opinion.askedAt,
                obstacle: opinion.isOpen(at: context.now()) ? context.texts("protection.opinion_open") : nil)
        }
    }

    private static func export(_ id: Int64, _ context: ModuleContext) async throws -> JSONValue {
        let opinion = try await context.storage.read { try fetch(id, in: $0) }
        guard let opinion else { throw PortalError.notFound }
        return .object([
            "name": .string(opinion.person.name), "office": .string(opinion.person.office),
            "mail": .string(opinion.person.mail), "asked": .string(opinion.message),
            "answer": .string(opinion.answer), "signature": .string(opinion.signature),
        ])
    }

    private static func fetch(_ id: Int64, in database: Database) throws -> Opinion? {
        try Row.fetchOne(database, sql: "SELECT * FROM feedback_opinions WHERE id = ?", arguments: [id])
            .map(Opinion.init(row:))
    }
}

extension CaseDesk {
    /// Masks who was asked, also in the case's history.
    func erase(_ opinion: Opinion, in change: Change) throws {
        let masked = context.texts("case.erased_name")
        let item = try self.change(opinion.caseID, change) { _ in
            try change.database.execute(
                sql: """
                    UPDATE feedback_opinions SET mail = '', name = ?,
                        signature = CASE signature WHEN '' THEN '' ELSE ? END WHERE id = ?
                    """, arguments: [masked, masked, opinion.id])
            for name in [opinion.person.name, opinion.signature] where !name.isEmpty {
                try change.database.execute(
                    sql: """
                        UPDATE feedback_events SET actor = replace(actor, ?1, ?2),
                            text = CASE kind WHEN 'requested' THEN replace(text, ?1, ?2) ELSE text END
                        WHERE case_id = ?3 AND kind IN ('requested', 'opinion')
                        """, arguments: [name, masked, opinion.caseID])
            }
        }
        try audit("erase-opinion", item, in: change)
    }
}
