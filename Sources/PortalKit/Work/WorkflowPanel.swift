import Foundation

/// Where a record stands, for the partials `admin/partials/work-state` and `admin/partials/work-history`; a model that
/// uses them has it as `workflow`.
public struct WorkflowPanel: TemplateModel {
    struct Stage: Sendable {
        let title: String
        let isCurrent: Bool
        let isPast: Bool
    }

    /// What keeps the record from going on, and where one may decide about it.
    struct Obstacle: Sendable {
        let text: String
        let url: String?
    }

    struct Event: Sendable {
        let action: String
        let actor: String
        let time: MomentModel
        let url: String?
        let number: String?
        let note: String?
    }

    let state: String
    let stateBadge: String
    let way: [Stage]
    let assignedTo: String?
    let due: MomentModel?
    let isLate: Bool
    let hasObstacles: Bool
    let obstacles: [Obstacle]
    /// The screen of the steps.
    let stepsUrl: String
    let hasHistory: Bool
    let history: [Event]

    init(
        _ facts: WorkItemFacts, _ request: Request, state: (text: String, badge: String)?, revisionURL: (Int) -> String?
    ) {
        let (item, type, texts) = (facts.item, facts.place.type, request.texts)
        let step = type.step(item.step)
        self.state = state?.text ?? facts.names.step(item.step)
        stateBadge =
            state?.badge ?? (item.isPublic ? "success" : item.step == type.initial ? "neutral" : "warning")
        let here = type.steps.firstIndex { $0.id == item.step } ?? 0
        way = type.steps.enumerated().map { index, step in
            Stage(title: facts.names.step(step.id), isCurrent: index == here, isPast: index < here)
        }
        assignedTo = facts.assignedTo
        due = step?.isWaiting == true ? item.dueAt.map(MomentModel.onDay) : nil
        isLate = step?.isWaiting == true && (item.dueAt ?? .distantFuture) < request.now
        obstacles = facts.obstacles.map { Obstacle(text: $0.text(texts), url: $0.remedyURL(for: request.actor)) }
        hasObstacles = !obstacles.isEmpty
        stepsUrl = request.assembly.workflowURL(item.record) ?? WorkPath.inbox
        history = Self.events(facts, texts, revisionURL: revisionURL)
        hasHistory = !history.isEmpty
    }

    /// What happened to the record, the latest first: its steps and its revisions.
    private static func events(
        _ facts: WorkItemFacts, _ texts: Texts, revisionURL: (Int) -> String?
    ) -> [Event] {
        let taken = facts.log.map { entry in
            let action = entry.transition.map(facts.names.transition) ?? texts("work.history.started")
            let event = Event(
                action: action, actor: name(of: entry, texts), time: MomentModel(entry.at), url: nil, number: nil,
                note: entry.reason.isEmpty ? nil : entry.reason)
            return (entry.at, 1, entry.id, event)
        }
        let saved = facts.revisions.map { revision in
            let url = revisionURL(revision.number)
            let event = Event(
                action: texts("work.history.saved"), actor: revision.actorName, time: MomentModel(revision.at),
                url: url, number: url.map { _ in String(revision.number) }, note: revision.note)
            return (revision.at, 0, Int64(revision.number), event)
        }
        return (taken + saved).sorted { ($0.0, $0.1, $0.2) > ($1.0, $1.1, $1.2) }.map(\.3)
    }

    /// Who took a step, with in whose name.
    private static func name(of entry: WorkflowLogEntry, _ texts: Texts) -> String {
        let actor =
            switch entry.actor {
            case .person(_, let name): name
            case .system, .command, .anonymous: texts("work.history.portal")
            }
        return entry.behalfOf.isEmpty
            ? actor : texts("work.history.behalf", ["name": actor, "other": entry.behalfOf])
    }

    private init() {
        state = "Chờ kiểm duyệt"
        stateBadge = "warning"
        way = [Stage(title: "Chờ kiểm duyệt", isCurrent: true, isPast: true)]
        assignedTo = "Lê Quang Vinh"
        due = .example
        isLate = true
        hasObstacles = true
        obstacles = [Obstacle(text: "Thiếu người viết.", url: "/quan-tri/dau-mat/news.article/1")]
        stepsUrl = "/quan-tri/news/1/buoc"
        hasHistory = true
        history = [
            Event(
                action: "Gửi kiểm duyệt", actor: "Nguyễn Thị Hạnh", time: .example, url: "/quan-tri/news/1/phien-ban/4",
                number: "4", note: "Đã bổ sung ảnh")
        ]
    }

    /// A record that waits.
    public static var example: WorkflowPanel { WorkflowPanel() }
}

extension MomentModel {
    /// A day without its time, as of a term.
    static func onDay(_ date: Date) -> MomentModel {
        let clock = VietnamTime(date)
        return MomentModel(iso: clock.isoDay, text: clock.dayText)
    }

    private init(iso: String, text: String) {
        self.iso = iso
        self.text = text
    }
}

extension Request {
    /// Where one of the module's records stands, for a screen that shows it beside other things.
    ///
    /// - Parameters:
    ///   - state: the module's own word for the state, where it says more than the step does.
    ///   - revisionURL: the address of a revision by its number.
    public func workflowPanel(
        of record: RecordReference, state: (text: String, badge: AdminList.Cell.Badge)? = nil,
        revisionURL: (Int) -> String? = { _ in nil }
    ) async throws -> WorkflowPanel {
        guard let records = assembly.workflowRecords(record.type)?.records else { throw PortalError.notFound }
        let facts = try await site.database.read { try WorkItemFacts(record, for: self, records: records, in: $0) }
        return WorkflowPanel(
            facts, self, state: state.map { ($0.text, $0.badge.rawValue) }, revisionURL: revisionURL)
    }
}
