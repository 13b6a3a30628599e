import Foundation
import PortalKit

/// What the template `admin/submission` shows: to the desk everything, to a contributor what concerns them.
struct SubmissionModel: TemplateModel {
    struct File: Sendable {
        let name: String
        let url: String
        let size: String
    }

    /// Something to do that asks for something first.
    struct Action: Sendable {
        let label: String
        let submit: String
        let url: String
        let open: Bool
        let primary: Bool
        let fields: [FieldModel]
    }

    struct Button: Sendable {
        let label: String
        let url: String
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let csrf: String
    let state: String
    let stateBadge: String
    let late: String?
    let facts: [FactModel]
    let message: String?
    let hasFiles: Bool
    let files: [File]
    let hasWork: Bool
    let buttons: [Button]
    let forms: [Action]
    let events: [EventModel]

    static var example: SubmissionModel {
        SubmissionModel(
            title: "Gương người tốt", intro: "BG-7K2M9QX4TD", hasActions: true,
            actions: [AdminAction("Bài đã tạo", url: "/quan-tri/news/1", isPrimary: true, icon: "edit")], csrf: "…",
            state: "Đang xử lý", stateBadge: "warning", late: "Quá hạn",
            facts: [.example],
            message: "Nội dung", hasFiles: true,
            files: [File(name: "bai.docx", url: "/quan-tri/news/ban-gui/1/tep/1", size: "12 KB")], hasWork: true,
            buttons: [Button(label: "Nhận xử lý", url: "/quan-tri/news/ban-gui/1/nhan")],
            forms: [
                Action(
                    label: "Không sử dụng", submit: "Gửi trả lời", url: "/quan-tri/news/ban-gui/1/khong-dung",
                    open: true, primary: true, fields: FieldModel.examples)
            ],
            events: [.example])
    }
}

extension SubmissionModel {
    /// The desk's view.
    init(
        _ submission: Submission, files: [KeptUpload], events: [SubmissionEvent], article: Article?,
        place: SubmissionAction.Place, failed: (action: SubmissionAction, form: Form)?, _ request: Request
    ) {
        let (texts, context) = (request.texts, request.module)
        let offered = SubmissionAction.allCases.filter { $0.isOffered(place) }
        self.init(
            submission, files: files, events: events,
            facts: Self.senderFacts(submission, texts)
                + Self.itemFacts(submission, texts) + Self.workFacts(submission, texts),
            actions: article.map { article in
                [AdminAction(texts("submission.article"), url: context.adminURL(NewsScreen.edit(article.id)))]
            } ?? SubmissionArticleScreen.link(place, texts, context),
            fileURL: { SubmissionScreenPath.file(submission.id, $0) },
            buttons: offered.filter(\.isPlain).map { action in
                Button(
                    label: texts("submission.action.\(action.rawValue)"),
                    url: context.adminURL(SubmissionScreenPath.action(submission.id, action.rawValue)))
            },
            forms: offered.filter { !$0.isPlain }.map { action in
                let isFailed = failed?.action == action
                let form = isFailed ? failed?.form ?? Form(fields: []) : action.form(place, texts)
                return Action(
                    label: texts("submission.action.\(action.rawValue)"),
                    submit: texts("submission.submit.\(action.rawValue)"),
                    url: context.adminURL(SubmissionScreenPath.action(submission.id, action.rawValue)),
                    open: isFailed, primary: action == .decline,
                    fields: form.fields.map { FieldModel($0, idSuffix: action.rawValue) })
            }, request)
    }

    /// A contributor's view of their own.
    init(
        own submission: Submission, files: [KeptUpload], events: [SubmissionEvent], article: Article?,
        _ request: Request
    ) {
        let (texts, context) = (request.texts, request.module)
        let isPublic = article?.isPublic == true
        self.init(
            submission, files: files, events: events.filter(\.isForSender), facts: Self.itemFacts(submission, texts),
            actions: isPublic
                ? article.map { [AdminAction(texts("admin.view_public"), url: context.url($0.path))] } ?? [] : [],
            fileURL: { SubmissionScreenPath.ownFile(submission.id, $0) }, buttons: [], forms: [], request)
    }

    private init(
        _ submission: Submission, files: [KeptUpload], events: [SubmissionEvent], facts: [FactModel],
        actions: [AdminAction], fileURL: (Int) -> String, buttons: [Button], forms: [Action], _ request: Request
    ) {
        let (texts, context) = (request.texts, request.module)
        let (state, badge) = submission.stateText(texts)
        self.init(
            title: submission.title, intro: texts("submission.code", ["code": submission.code]),
            hasActions: !actions.isEmpty, actions: actions, csrf: request.formToken(), state: state,
            stateBadge: badge.rawValue,
            late: submission.isLate(at: request.now) ? texts("submission.late") : nil, facts: facts,
            message: submission.message.isEmpty ? nil : submission.message, hasFiles: !files.isEmpty,
            files: files.enumerated().map { index, file in
                File(
                    name: file.name, url: context.adminURL(fileURL(index + 1)),
                    size: file.bytes.fileSize(language: texts.language))
            },
            hasWork: !buttons.isEmpty || !forms.isEmpty, buttons: buttons, forms: forms,
            events: events.map { event in
                EventModel(
                    texts("submission.event.\(event.kind.rawValue)"), by: event.actor, at: event.at, text: event.text)
            })
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
