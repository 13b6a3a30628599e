import Foundation
import GRDB
import PortalKit

/// What cases hold of the person who sent them: found by telephone or mail, given to them, masked.
enum CasePersonalData {
    static let source = PersonalDataSource(
        type: FeedbackNames.caseType, find: find, export: export,
        erase: { id, change, context in
            guard try CaseRows.fetch(id, in: change.database)?.state.isOpen == false else { throw CaseChanged() }
            try CaseDesk(context).erase(id, in: change)
        })

    /// The words of a case hold its sender's telephone and mail, so no index of their own is needed; that a word is not
    /// merely in the text is looked at afterwards.
    private static func find(
        _ subject: PersonalDataSubject, _ context: ModuleContext
    ) async throws -> [PersonalDataRecord] {
        let (phone, mail) = (subject.phone.phoneKey, subject.mail.mailKey)
        let words = (phone.isEmpty ? [] : [phone]) + CaseWords.words(of: mail).prefix(1)
        guard !words.isEmpty else { return [] }
        let cases = try await context.storage.read { database in
            let rows = try Row.fetchCursor(
                database, sql: query(words.count), arguments: StatementArguments(words))
            var found: [FeedbackCase] = []
            while found.count < 300, let item = try rows.next().map(FeedbackCase.init(row:)) {
                let sender = item.sender
                let isTheirs =
                    !phone.isEmpty && sender.phone.phoneKey == phone || !mail.isEmpty && sender.mail.mailKey == mail
                if isTheirs { found.append(item) }
            }
            return found
        }
        return cases.map { item in
            PersonalDataRecord(
                item.reference,
                title: context.texts(
                    "protection.case",
                    ["kind": context.texts("case.kind.\(item.kind.rawValue)"), "code": item.code.text]),
                url: context.adminURL(FeedbackScreen.detail(item.id)), date: item.receivedAt,
                obstacle: item.state.isOpen ? context.texts("protection.open") : nil)
        }
    }

    /// Cases with any of so many words, the newest first.
    static func query(_ words: Int) -> String {
        """
        SELECT * FROM feedback_cases WHERE erased_at IS NULL AND id IN (
            SELECT case_id FROM feedback_words WHERE word IN (\(repeatElement("?", count: words).joined(separator: ", "))))
        ORDER BY id DESC
        """
    }

    private static func export(_ id: Int64, _ context: ModuleContext) async throws -> JSONValue {
        let (texts, settings) = (context.texts, FeedbackSettings(context.settings))
        return try await context.storage.read { database in
            let item = try CaseRows.require(id, in: database)
            let files = try CaseFiles.list(of: id, in: database).filter { $0.role == .sender }
            let events = try CaseRows.events(of: id, in: database).filter(\.isForSender)
            var content: [String: JSONValue] = words(of: item, settings, texts).mapValues { .string($0) }
            content["sender"] = held(of: item)
            content["files"] = .array(files.map { .string($0.name) })
            content["history"] = .array(events.map { .string(line($0, texts)) })
            return .object(content)
        }
    }

    private static func words(
        of item: FeedbackCase, _ settings: FeedbackSettings, _ texts: Texts
    ) -> [String: String] {
        [
            "code": item.code.text, "kind": texts("case.kind.\(item.kind.rawValue)"),
            "topic": settings.title(of: item.topic), "state": texts("public_state.\(item.state.rawValue)"),
            "channel": texts("case.channel.\(item.channel.rawValue)"), "title": item.title, "text": item.text,
            "place": item.place.line, "answer": item.state == .answered ? item.answer.text : "",
            "rating": item.rating.map { texts("rating.\($0.key)") } ?? "", "rating_comment": item.ratingComment,
        ]
    }

    private static func held(of item: FeedbackCase) -> JSONValue {
        let sender = item.sender
        return .object([
            "name": .string(sender.name), "phone": .string(sender.phone), "mail": .string(sender.mail),
            "address": .string(sender.address), "anonymous": .boolean(sender.isAnonymous),
            "may_publish": .boolean(item.mayPublish),
        ])
    }

    private static func line(_ event: CaseEvent, _ texts: Texts) -> String {
        let parts = [
            VietnamTime(event.at).timeText, texts("event.\(event.kind.rawValue)"), event.textForSender,
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
