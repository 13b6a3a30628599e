import Foundation
import PortalKit

/// What the template `admin/case` shows.
struct CaseScreenModel: TemplateModel {
    struct Asked: Sendable {
        let person: String
        let state: String
        let badge: String
        let text: String?
        let recallUrl: String?
    }

    struct Joined: Sendable {
        let title: String
        let url: String
        let note: String
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let csrf: String
    let state: String
    let stateBadge: String
    let late: String?
    let anonymous: String?
    let untold: String?
    let target: Joined?
    let facts: [FactModel]
    let senderFacts: [FactModel]
    let workFacts: [FactModel]
    let text: String
    let map: MapModel?
    let hasPhotos: Bool
    let photos: [PhotoModel]
    let hasFiles: Bool
    let files: [FileModel]
    let answer: String?
    let answerState: String?
    let hasOpinions: Bool
    let opinions: [Asked]
    let hasJoined: Bool
    let joined: [Joined]
    let work: RecordWork
    let events: [EventModel]

    init(
        _ place: CaseAction.Place, _ parts: CaseScreenParts, map: MapField?,
        failed: (action: CaseAction, form: Form)?, _ request: Request
    ) {
        let (item, texts, context) = (place.item, request.texts, request.module)
        title = item.title
        intro = texts("case.code_line", ["code": item.code.text])
        actions = Self.links(place, parts, request)
        hasActions = !actions.isEmpty
        csrf = request.formToken()
        let (state, badge) = item.stateText(texts)
        (self.state, stateBadge) = (state, badge.rawValue)
        late = item.isLate(at: request.now) ? texts("case.late") : nil
        anonymous = item.sender.isAnonymous ? texts("case.anonymous_notice") : nil
        untold = item.waitsForTelling ? texts("case.untold_notice") : nil
        target = parts.target.map { Self.joined($0, texts, context) }
        facts = Self.matterFacts(item, place.settings, texts)
        senderFacts =
            place.access.seesSender(of: item)
            ? Self.senderFacts(item, texts) : [FactModel(texts("case.name"), texts("case.not_shown"))]
        workFacts = Self.workFacts(item, texts)
        text = item.text
        self.map = item.place.point.flatMap { point in map.map { MapModel($0, point: point, texts) } }
        photos = parts.files.filter(\.isPhoto).enumerated().map { index, file in
            PhotoModel(file, alt: file.alt.isEmpty ? texts("case_file.photo", ["number": String(index + 1)]) : file.alt)
        }
        hasPhotos = !photos.isEmpty
        // A scan of a letter says who wrote it.
        files = parts.files.filter { !$0.isPhoto && (place.access.seesSender(of: item) || $0.role != .sender) }.map {
            FileModel(
                $0.name, bytes: $0.bytes, url: context.adminURL(FeedbackScreen.file(item.id, $0.position)), texts)
        }
        hasFiles = !files.isEmpty
        answer = item.answer.text.isEmpty ? nil : item.answer.text
        answerState = item.answer.outcomeCase.map { texts("outcome.\($0.rawValue)") }
        opinions = parts.opinions.map { Self.asked($0, item, place, request) }
        hasOpinions = !opinions.isEmpty
        joined = parts.joined.map { Self.joined($0, texts, context) }
        hasJoined = !joined.isEmpty
        work = request.recordWork(
            CaseAction.allCases.filter { $0.isOffered(place) }, primary: .told,
            open: item.waitsForTelling ? .told : item.state == .new ? .classify : nil, failed: failed,
            url: { context.adminURL(FeedbackScreen.action(item.id, $0.rawValue)) }, form: { $0.form(place, request) })
        events = parts.events.map { event in
            EventModel(
                texts("event.\(event.kind.rawValue)"),
                by: event.isBySender
                    ? texts("event.by_sender") : event.actor.isEmpty ? texts("event.by_portal") : event.actor,
                at: event.at, text: event.text)
        }
    }

    // MARK: - Parts

    private static func links(
        _ place: CaseAction.Place, _ parts: CaseScreenParts, _ request: Request
    ) -> [AdminAction] {
        let (item, texts, context) = (place.item, request.texts, request.module)
        var links: [AdminAction] = []
        if item.state.isWorkable, place.access.mayHandle(item) {
            links.append(
                AdminAction(
                    texts(item.answer.text.isEmpty ? "answer.write" : "answer.go_on"),
                    url: context.adminURL(FeedbackScreen.answer(item.id)), isPrimary: true, icon: "edit"))
        }
        if parts.hasSteps {
            links.append(
                AdminAction(
                    texts(item.state == .answered ? "answer.reopen" : "answer.steps"),
                    url: context.stepsURL(FeedbackScreen.detail(item.id)), isPrimary: item.state == .review))
        }
        if item.isPublic {
            links.append(AdminAction(texts("admin.view_public"), url: context.url(item.path), icon: "eye"))
        }
        if place.access.seesSender(of: item) {
            links.append(
                AdminAction(
                    texts("slip.open"), url: context.adminURL(FeedbackScreen.slip(item.id)), icon: "print"))
        }
        return links
    }

    private static func joined(_ item: FeedbackCase, _ texts: Texts, _ context: ModuleContext) -> Joined {
        Joined(
            title: item.title, url: context.adminURL(FeedbackScreen.detail(item.id)),
            note: "\(item.code.text), \(VietnamTime(item.receivedAt).dayText)")
    }

    private static func asked(
        _ opinion: Opinion, _ item: FeedbackCase, _ place: CaseAction.Place, _ request: Request
    ) -> Asked {
        let texts = request.texts
        let isOpen = opinion.isOpen(at: request.now)
        let word =
            opinion.outcome == "answered"
            ? "answered" : opinion.outcome == "recalled" ? "recalled" : isOpen ? "open" : "expired"
        return Asked(
            person: "\(opinion.person.name), \(opinion.person.office) (\(opinion.person.mail))",
            state: texts(
                "opinion.state.\(word)",
                [
                    "day": VietnamTime(opinion.endedAt ?? opinion.expiresAt).dayText, "name": opinion.signature,
                ]), badge: word == "answered" ? "success" : word == "open" ? "warning" : "neutral",
            text: opinion.answer.isEmpty ? nil : opinion.answer,
            recallUrl: isOpen && place.access.mayHandle(item)
                ? request.module.adminURL("/\(item.id)/hoi-co-quan/\(opinion.id)/rut-lai") : nil)
    }

    private static func matterFacts(
        _ item: FeedbackCase, _ settings: FeedbackSettings, _ texts: Texts
    ) -> [FactModel] {
        facts(
            texts,
            [
                ("kind", texts("case.kind.\(item.kind.rawValue)"), nil), ("topic", settings.title(of: item.topic), nil),
                ("aim", item.aim, nil), ("demand", item.demand, nil), ("place", item.place.line, nil),
                ("channel", texts("case.channel.\(item.channel.rawValue)"), nil),
                ("received", VietnamTime(item.receivedAt).timeText, nil),
                ("may_publish", texts(item.mayPublish ? "yes" : "no"), nil),
            ])
    }

    private static func senderFacts(_ item: FeedbackCase, _ texts: Texts) -> [FactModel] {
        let sender = item.sender
        return facts(
            texts,
            [
                ("name", sender.name, nil),
                ("phone", sender.phone, "tel:\(sender.phone.filter { $0.isNumber || $0 == "+" })"),
                ("mail", sender.mail, "mailto:\(sender.mail)"), ("address", sender.address, nil),
                ("erased", item.erasedAt.map { VietnamTime($0).timeText } ?? "", nil),
            ])
    }

    private static func workFacts(_ item: FeedbackCase, _ texts: Texts) -> [FactModel] {
        let due =
            item.state == .asked
            ? texts("case.due_stands", ["count": String(item.daysLeft ?? 0)])
            : item.state.isOpen ? VietnamTime(item.dueAt).dayText : ""
        return facts(
            texts,
            [
                ("due", due, nil), ("body", item.bodyName, nil), ("assignee", item.assigneeName, nil),
                ("answered", item.answeredAt.map { VietnamTime($0).timeText } ?? "", nil),
                ("told", item.toldBy, nil),
                ("hidden", item.hiddenAt.map { "\(VietnamTime($0).dayText): \(item.hiddenReason)" } ?? "", nil),
                (
                    "rating",
                    item.rating.map { rating in
                        [texts("rating.\(rating.key)"), item.ratingComment].filter { !$0.isEmpty }.joined(
                            separator: " – ")
                    } ?? "", nil
                ),
                ("reopened", item.reopened > 0 ? String(item.reopened) : "", nil),
            ])
    }

    private static func facts(_ texts: Texts, _ rows: [(key: String, value: String, url: String?)]) -> [FactModel] {
        rows.filter { !$0.value.isEmpty }.map { FactModel(texts("case.\($0.key)"), $0.value, url: $0.url) }
    }

    private init() {
        (title, intro, hasActions) = ("Đường thôn hỏng", "PA-7K2M-9QX4-TD8C", true)
        actions = [AdminAction("Soạn trả lời", url: "/quan-tri/feedback/1/tra-loi", isPrimary: true, icon: "edit")]
        (csrf, state, stateBadge, late) = ("…", "Đang xử lý", "warning", "Quá hạn")
        (anonymous, untold) = ("Người gửi đề nghị giấu tên", "Chưa báo")
        target = Joined(title: "Ổ gà đường trục", url: "/quan-tri/feedback/2", note: "PA-…")
        (facts, senderFacts, workFacts) = ([.example], [.example], [.example])
        text = "Nội dung"
        map = .example
        (hasPhotos, photos) = (true, [.example])
        hasFiles = true
        files = [.example]
        (answer, answerState) = ("Kính gửi…", "Đã giải quyết")
        hasOpinions = true
        opinions = [Asked(person: "Bà Lê Thị Hoa", state: "Chờ", badge: "warning", text: "Đã sửa", recallUrl: "/x")]
        hasJoined = true
        joined = [Joined(title: "Ổ gà", url: "/quan-tri/feedback/3", note: "PA-…")]
        work = .example
        events = [.example]
    }

    static var example: CaseScreenModel { CaseScreenModel() }
}
