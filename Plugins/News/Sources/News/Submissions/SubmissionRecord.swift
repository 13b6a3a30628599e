import Foundation
import PortalKit

/// A submission's screen: to the desk everything, to a contributor what concerns them.
enum SubmissionRecord {
    /// The desk's view.
    static func desk(
        _ submission: Submission, files: [KeptUpload], events: [SubmissionEvent], article: Article?,
        place: SubmissionAction.Place, failed: (action: SubmissionAction, form: Form)?, _ request: Request
    ) -> AdminRecord {
        let (texts, context) = (request.texts, request.module)
        var record = record(
            submission, files: files, fileURL: { SubmissionScreenPath.file(submission.id, $0) }, events: events,
            request)
        record.facts =
            senderFacts(submission, texts) + itemFacts(submission, texts) + workFacts(submission, texts)
        record.actions =
            article.map { [AdminAction(texts("submission.article"), url: context.adminURL(NewsScreen.edit($0.id)))] }
            ?? SubmissionArticleScreen.link(place, texts, context)
        record.work = request.recordWork(
            SubmissionAction.allCases.filter { $0.isOffered(place) }, primary: .decline, failed: failed,
            url: { context.adminURL(SubmissionScreenPath.action(submission.id, $0.rawValue)) },
            form: { $0.form(place, texts) })
        return record
    }

    /// A contributor's view of their own.
    static func own(
        _ submission: Submission, files: [KeptUpload], events: [SubmissionEvent], article: Article?,
        _ request: Request
    ) -> AdminRecord {
        let (texts, context) = (request.texts, request.module)
        var record = record(
            submission, files: files, fileURL: { SubmissionScreenPath.ownFile(submission.id, $0) },
            events: events.filter(\.isForSender), request)
        record.facts = itemFacts(submission, texts)
        if let article, article.isPublic {
            record.actions = [AdminAction(texts("admin.view_public"), url: context.url(article.path))]
        }
        return record
    }

    private static func record(
        _ submission: Submission, files: [KeptUpload], fileURL: (Int) -> String, events: [SubmissionEvent],
        _ request: Request
    ) -> AdminRecord {
        let (texts, context) = (request.texts, request.module)
        let (state, badge) = submission.stateText(texts)
        var record = AdminRecord(title: submission.title)
        record.intro = texts("submission.code", ["code": submission.code])
        record.badges = [.init(state, badge)]
        if submission.isLate(at: request.now) { record.badges.append(.init(texts("submission.late"), .error)) }
        if !submission.message.isEmpty {
            record.parts.append(.init("message", texts("submission.message"), text: submission.message))
        }
        if !files.isEmpty {
            let models = files.enumerated().map { index, file in
                FileModel(file.name, bytes: file.bytes, url: context.adminURL(fileURL(index + 1)), texts)
            }
            record.parts.append(.init("files", texts("submission.files"), files: models))
        }
        record.events = events.map { event in
            EventModel(
                texts("submission.event.\(event.kind.rawValue)"), by: event.actor, at: event.at, text: event.text)
        }
        return record
    }

    // MARK: - Facts

    private static func senderFacts(_ submission: Submission, _ texts: Texts) -> [FactModel] {
        let sender = submission.sender
        return facts(
            texts,
            [
                ("sender_kind", texts("submission.sender_kind.\(sender.isBody ? "body" : "person")"), nil),
                ("name", sender.name, nil), ("body", sender.body, nil),
                ("mail", sender.mail, "mailto:\(sender.mail)"),
                ("phone", sender.phone, "tel:\(sender.phone.filter { $0.isNumber || $0 == "+" })"),
                ("address", sender.address, nil),
            ])
    }

    private static func itemFacts(_ submission: Submission, _ texts: Texts) -> [FactModel] {
        facts(
            texts,
            [
                ("pen_name", submission.penName, nil),
                ("channel", texts("submission.channel.\(submission.channel.rawValue)"), nil),
                ("received", submission.receivedText, nil),
                ("due", submission.state.isOpen ? VietnamTime(submission.dueAt).dayText : "", nil),
                ("answered", submission.answeredAt.map { VietnamTime($0).timeText } ?? "", nil),
            ])
    }

    private static func workFacts(_ submission: Submission, _ texts: Texts) -> [FactModel] {
        facts(
            texts,
            [
                ("assignee", submission.assigneeName, nil),
                ("erased", submission.erasedAt.map { VietnamTime($0).timeText } ?? "", nil),
            ])
    }

    private static func facts(_ texts: Texts, _ rows: [(key: String, value: String, url: String?)]) -> [FactModel] {
        rows.filter { !$0.value.isEmpty }.map {
            FactModel(texts("submission.\($0.key)"), $0.value, url: $0.url)
        }
    }
}
