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

    let state: String
    let stateBadge: String
    let way: [Stage]
    let assignedTo: String?
    let due: MomentModel?
    let isLate: Bool
    /// Why the record came back to the step in which it waits, and from whom; nil when it did not.
    let returned: EventModel?
    let hasObstacles: Bool
    let obstacles: [Obstacle]
    /// The screen of the steps.
    let stepsUrl: String
    let hasHistory: Bool
    let events: [EventModel]

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
        returned = step?.isWaiting == true ? facts.log.last.flatMap { Self.returning($0, in: type, facts, texts) } : nil
        obstacles = facts.obstacles.map { Obstacle(text: $0.text(texts), url: $0.remedyURL(for: request.actor)) }
        hasObstacles = !obstacles.isEmpty
        stepsUrl = request.assembly.workflowURL(item.record) ?? WorkPath.inbox
        events = Self.events(facts, texts, revisionURL: revisionURL)
        hasHistory = !events.isEmpty
    }

    /// The step by which a record came back, when the last one was such.
    private static func returning(
        _ entry: WorkflowLogEntry, in type: WorkflowType, _ facts: WorkItemFacts, _ texts: Texts
    ) -> EventModel? {
        guard !entry.reason.isEmpty, let transition = entry.transition.flatMap(type.transition),
            !type.leadsOn(transition)
        else { return nil }
        return EventModel(
            facts.names.transition(transition.id), by: name(of: entry, texts), at: entry.at, text: entry.reason)
    }

    /// What happened to the record, the latest first: its steps and its revisions.
    private static func events(
        _ facts: WorkItemFacts, _ texts: Texts, revisionURL: (Int) -> String?
    ) -> [EventModel] {
        let byLogEntry = Dictionary(
            facts.approvals.compactMap { approval in approval.logEntry.map { ($0, approval) } },
            uniquingKeysWith: { first, _ in first })
        let taken = facts.log.map { entry in
            let action = entry.transition.map(facts.names.transition) ?? texts("work.history.started")
            let actor = byLogEntry[entry.id].map { signer($0, texts) } ?? name(of: entry, texts)
            let event = EventModel(action, by: actor, at: entry.at, text: entry.reason)
            return (entry.at, 1, entry.id, event)
        }
        let saved = facts.revisions.map { revision in
            let link = revisionURL(revision.number).map {
                EventModel.Link(text: "\(texts("work.revision")) \(revision.number)", url: $0)
            }
            let event = EventModel(
                texts("work.history.saved"), by: revision.person(texts), at: revision.at, text: revision.note ?? "",
                link: link)
            return (revision.at, 0, Int64(revision.number), event)
        }
        let asked = facts.approvals.flatMap { approval -> [(Date, Int, Int64, EventModel)] in
            let person = "\(approval.person.name), \(approval.person.office) (\(approval.person.mail))"
            let asking = EventModel(
                texts("approval.history.asked", ["name": person]), by: approval.askedByName, at: approval.askedAt,
                text: approval.message)
            guard approval.outcome == .withdrawn, let end = approval.endedAt else {
                return [(approval.askedAt, 2, approval.id, asking)]
            }
            let withdrawal = EventModel(
                texts("approval.history.withdrawn", ["name": approval.person.name]), by: "", at: end)
            return [(approval.askedAt, 2, approval.id, asking), (end, 2, approval.id, withdrawal)]
        }
        return (taken + saved + asked).sorted { ($0.0, $0.1, $0.2) > ($1.0, $1.1, $1.2) }.map(\.3)
    }

    /// Who answered a one-time link: the name as signed, whom it was sent to, and from where it came.
    private static func signer(_ approval: OutsideApproval, _ texts: Texts) -> String {
        texts(
            "approval.history.signed",
            [
                "signature": approval.signature, "name": approval.person.name, "office": approval.person.office,
                "mail": approval.person.mail, "address": approval.address,
            ])
    }

    /// Who took a step, with in whose name.
    private static func name(of entry: WorkflowLogEntry, _ texts: Texts) -> String {
        let actor =
            switch entry.actor {
            case .person(_, let name), .guest(let name): name
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
        returned = .example
        hasObstacles = true
        obstacles = [Obstacle(text: "Thiếu người viết.", url: "/quan-tri/dau-mat/news.article/1")]
        stepsUrl = "/quan-tri/news/1/buoc"
        hasHistory = true
        events = [.example]
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
