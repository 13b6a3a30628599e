import Foundation

/// What the screen of a record's steps shows of approval by somebody outside: whom it was sent to, or the form to send it.
struct OutsideApprovalPanel: Sendable {
    let hasFacts: Bool
    let facts: [AccountFact]
    let postActions: [PostAction]
    let form: FormModel?

    static let example = OutsideApprovalPanel(
        facts: [AccountFact(label: "Người được đề nghị", value: "Ông Trần Văn Bình, Chủ tịch Hội Nông dân xã")],
        postActions: [PostAction(AdminPost("Rút lại", url: "/", subject: "Lịch tiêm", confirm: .example), csrf: "…")],
        form: .example)

    /// Nil where the step is not given to anybody outside, or the person may not ask.
    ///
    /// - Parameter failed: the form that was refused, shown again with its errors.
    init?(_ facts: WorkItemFacts, _ scene: WorkItemScene, failed: Form?, _ request: Request) {
        let last = facts.approvals.first { $0.step == facts.item.step && $0.since == facts.item.since }
        let state = last?.state(facts.item, revision: facts.revision, now: request.now)
        let isAsker = last?.askedBy != nil && last?.askedBy == request.actor.personId
        guard facts.place.outsideWay != nil, facts.place.mayAskOutside || isAsker else { return nil }
        let texts = request.texts
        let isOpen = state == .open
        self.facts = last.flatMap { approval in state.map { Self.facts(approval, $0, texts) } } ?? []
        hasFacts = !self.facts.isEmpty
        var posts: [AdminPost] = []
        if let last, let state, facts.place.mayAskOutside, state == .open || state == .expired || state == .overtaken {
            posts.append(
                AdminPost(
                    texts("approval.renew"), url: scene.url + OutsideApprovalDesk.renewPath, subject: last.person.name,
                    confirm: .init(
                        texts("approval.renew.ask", ["name": last.person.name]),
                        explanation: texts("approval.renew.explanation"))))
        }
        if let last, isOpen {
            posts.append(
                AdminPost(
                    texts("approval.withdraw"), url: scene.url + OutsideApprovalDesk.withdrawPath,
                    subject: last.person.name,
                    confirm: .init(
                        texts("approval.withdraw.ask", ["name": last.person.name]),
                        explanation: texts("approval.withdraw.explanation"))))
        }
        postActions = posts.map { PostAction($0, csrf: request.formToken(), back: scene.url) }
        let mayAsk = facts.place.mayAskOutside && !isOpen
        form =
            mayAsk
            ? request.formModel(
                failed ?? OutsideApprovalDesk.form(texts), action: scene.url + OutsideApprovalDesk.path,
                submit: texts("approval.ask")) : nil
    }

    private init(facts: [AccountFact], postActions: [PostAction], form: FormModel?) {
        hasFacts = !facts.isEmpty
        self.facts = facts
        self.postActions = postActions
        self.form = form
    }

    private static func facts(
        _ approval: OutsideApproval, _ state: OutsideApproval.State, _ texts: Texts
    ) -> [AccountFact] {
        let until = VietnamTime(approval.expiresAt).dayText
        let word =
            switch state {
            case .open: texts("approval.state.open", ["until": until])
            case .expired: texts("approval.state.expired", ["until": until])
            case .overtaken: texts("approval.state.overtaken")
            case .ended(let outcome): texts("approval.state.\(outcome.rawValue)")
            }
        return [
            AccountFact(label: texts("approval.person"), value: "\(approval.person.name), \(approval.person.office)"),
            AccountFact(label: texts("approval.mail"), value: approval.person.mail),
            AccountFact(
                label: texts("approval.asked_by"),
                value: "\(approval.askedByName), \(VietnamTime(approval.askedAt).timeText)"),
            AccountFact(label: texts("approval.state"), value: word),
        ]
    }
}
