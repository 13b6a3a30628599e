import Foundation
import PortalKit

/// What the template `case-file` shows.
struct CaseFileModel: TemplateModel {
    struct Step: Sendable {
        let title: String
        let isPast: Bool
        let isCurrent: Bool
    }

    struct Action: Sendable {
        let label: String
        let open: Bool
        let form: FormModel
    }

    struct Photo: Sendable {
        let src: String
        let alt: String
    }

    let title: String
    let code: String
    let contactHint: String
    let state: String
    let stateBadge: String
    let explanation: String
    let steps: [Step]
    let facts: [FactModel]
    let text: String
    let hasPhotos: Bool
    let photos: [Photo]
    let question: String?
    let answer: String?
    let answeredOn: String?
    let publicUrl: String?
    let rating: String?
    let actions: [Action]
    let events: [EventModel]
    let newUrl: String?

    init(_ file: SenderFile, failed: SenderForm?, _ request: Request) {
        let (texts, context) = (request.texts, request.module)
        let item = file.item
        let settings = FeedbackSettings(context.settings, language: texts.language)
        // Who sent spam is not told so.
        let shown = item.state == .spam ? item.stateBefore ?? .new : item.state
        let isAnswered = file.answering.state == .answered
        let state = shown == .merged && isAnswered ? .answered : shown
        title = item.title
        code = item.code.text
        contactHint = texts("case_file.keep")
        self.state = texts("public_state.\(state.rawValue)")
        stateBadge = state == .answered ? "success" : state == .asked ? "warning" : "neutral"
        explanation = texts(
            "public_state.\(state.rawValue)_help", ["day": VietnamTime(file.answering.dueAt).dayText])
        steps = Self.steps(state, texts)
        facts = Self.facts(item, settings, texts)
        text = item.text
        photos = file.files.filter { $0.isPhoto && $0.role == .sender }.enumerated().map { index, photo in
            Photo(
                src: context.url(FeedbackPath.photo(file.token, photo.position)),
                alt: texts("case_file.photo", ["number": String(index + 1)]))
        }
        hasPhotos = !photos.isEmpty
        question = file.question
        let isOwn = file.answering.id == item.id
        answer = isAnswered ? isOwn ? file.answering.answer.text : file.answering.sharedAnswer : nil
        answeredOn = isAnswered ? file.answering.answeredAt.map { VietnamTime($0).dayText } : nil
        publicUrl = file.answering.isPublic ? context.url(file.answering.path) : nil
        rating = item.rating.map { texts("rating.\($0.key)") }
        actions = SenderAction.allCases.filter { $0.isOffered(file, now: request.now) }.map { action in
            let isFailed = failed?.action == action
            let form = isFailed ? failed ?? SenderForm(action, request) : SenderForm(action, request)
            return Action(
                label: texts("sender.action.\(action.rawValue)"),
                open: isFailed || action == .rate && item.rating == nil
                    || action == .supplement && file.question != nil,
                form: request.formModel(
                    form.form, action: context.url(FeedbackPath.caseFile(file.token)),
                    submit: texts("sender.submit.\(action.rawValue)")))
        }
        events = file.events.filter(\.isForSender).map { event in
            EventModel(
                texts("event.\(event.kind.rawValue)"), by: "", at: event.at, text: event.textForSender)
        }
        newUrl = settings.isOpen ? context.url(FeedbackPath.form) : nil
    }

    private static func steps(_ state: FeedbackCase.State, _ texts: Texts) -> [Step] {
        let place =
            switch state {
            case .new: 0
            case .work, .asked, .merged: 1
            case .review: 2
            default: 3
            }
        return ["received", "work", "review", "answered"].enumerated().map { index, key in
            Step(title: texts("case_file.step.\(key)"), isPast: index < place, isCurrent: index == place)
        }
    }

    private static func facts(
        _ item: FeedbackCase, _ settings: FeedbackSettings, _ texts: Texts
    ) -> [FactModel] {
        [
            (texts("case.kind"), texts("case.kind.\(item.kind.rawValue)")),
            (texts("case.topic"), settings.title(of: item.topic)),
            (texts("case.place"), item.place.line),
            (texts("case.received"), VietnamTime(item.receivedAt).timeText),
            (
                texts("case.due"),
                item.state.isOpen && item.state != .asked ? VietnamTime(item.dueAt).dayText : ""
            ),
        ].filter { !$0.1.isEmpty }.map { FactModel($0.0, $0.1) }
    }

    private init() {
        (title, code, contactHint) = ("Đường thôn hỏng", "PA-7K2M-9QX4-TD8C", "Hãy ghi lại mã")
        (state, stateBadge, explanation) = ("Đang xử lý", "neutral", "Xã sẽ trả lời trước ngày 10/12/2026")
        steps = [Step(title: "Tiếp nhận", isPast: true, isCurrent: true)]
        facts = [.example]
        text = "Nội dung"
        hasPhotos = true
        photos = [Photo(src: "/phan-anh/tra-cuu/anh", alt: "Ảnh 1")]
        question = "Đoạn nào?"
        answer = "Đã sửa xong"
        answeredOn = "01/12/2026"
        publicUrl = "/phan-anh/1-duong-thon-hong"
        rating = "Hài lòng"
        actions = [Action(label: "Gửi bổ sung", open: true, form: .example)]
        events = [.example]
        newUrl = "/phan-anh/gui"
    }

    static var example: CaseFileModel { CaseFileModel() }
}
