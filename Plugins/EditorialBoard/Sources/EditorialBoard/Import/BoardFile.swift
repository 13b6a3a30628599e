import Foundation
import PortalKit

/// The content file `board.yml`: the board as it was set up before the portal, with what it has before it.
///
/// ```yaml
/// terms:
///   - id: "2025"
///     title: Ban Biên tập Cổng thông tin điện tử xã
///     decision: Quyết định số 45/QĐ-UBND
///     decided_on: 2025-07-15
///     starts_on: 2025-07-15
///     members:
///       - {id: lan, name: Dương Thị Ngọc Lan, role: head, office: Phó Chủ tịch UBND xã, duties: "…"}
/// plans:
///   - id: "2026"
///     title: Kế hoạch hoạt động năm 2026
///     period: year
///     year: 2026
///     approved_by: Dương Thị Ngọc Lan
///     items:
///       - {title: Bồi dưỡng cộng tác viên, owner: lan, due_on: 2026-12-10, progress: 40}
/// coverages:
///   - {id: ky-hop, title: Kỳ họp HĐND xã, place: Hội trường, starts_at: "2026-12-08 08:00", ends_at: "2026-12-08 11:30", members: [lan]}
/// requests:
///   - {id: so-lieu, title: Số liệu vụ mùa, body_name: Phòng Kinh tế, email: kinhte@xa.example, content: "…", asked_on: 2026-11-20, due_on: 2026-11-27}
/// cases:
///   - {id: khen, kind: commendation, subject: Vũ Thị Nghĩa, grounds: "…", proposal: "…", proposed_by: Văn phòng, proposed_on: 2026-11-20}
/// minutes:
///   - {id: thang-11, title: Họp Ban Biên tập tháng 11, held_at: "2026-11-05 14:00", chair: "…", secretary: "…", present: "…", content: "…"}
/// ```
struct BoardFile: Sendable {
    struct TermEntry: Sendable {
        let id: String
        let content: Term
        let members: [(id: String, content: Member)]
    }

    struct PlanEntry: Sendable {
        let id: String
        let content: Plan
        let items: [(content: PlanItem, owner: String)]
        let line: Int
    }

    struct Entry<Content: Sendable>: Sendable {
        let id: String
        let content: Content
        let members: [String]
        let line: Int
    }

    var terms: [TermEntry] = []
    var plans: [PlanEntry] = []
    var coverages: [Entry<Coverage>] = []
    var requests: [Entry<InformationRequest>] = []
    var cases: [Entry<BoardCase>] = []
    var minutes: [Entry<Minutes>] = []

    static let name = "board.yml"
    /// The file as faults name it.
    static let displayName = "content/editorial-board/\(name)"

    /// Reads the file; nil when it is faulty.
    static func read(_ url: URL, faults: inout [Fault]) -> BoardFile? {
        let before = faults.count
        guard let root = ConfigNode.load(file: url.path, displayName: displayName, faults: &faults),
            root.requireMapping(faults: &faults)
        else { return nil }
        root.unknownKeys(
            allowing: ["terms", "plans", "coverages", "requests", "cases", "minutes"], faults: &faults)
        var file = BoardFile()
        for node in root.items("terms", faults: &faults) { file.terms += term(Reader(node), &faults) }
        for node in root.items("plans", faults: &faults) { file.plans += plan(Reader(node), &faults) }
        for node in root.items("coverages", faults: &faults) { file.coverages += coverage(Reader(node), &faults) }
        for node in root.items("requests", faults: &faults) { file.requests += request(Reader(node), &faults) }
        for node in root.items("cases", faults: &faults) { file.cases += boardCase(Reader(node), &faults) }
        for node in root.items("minutes", faults: &faults) { file.minutes += minutes(Reader(node), &faults) }
        file.checkMembers(&faults)
        return faults.count == before ? file : nil
    }

    private func checkMembers(_ faults: inout [Fault]) {
        let known = Set(terms.flatMap { $0.members.map(\.id) })
        let named =
            plans.flatMap { plan in plan.items.map { ($0.owner, plan.line) } }
            + coverages.flatMap { entry in entry.members.map { ($0, entry.line) } }
            + requests.flatMap { entry in entry.members.map { ($0, entry.line) } }
        for (id, line) in named where !known.contains(id) {
            faults.append(
                Fault(
                    file: Self.displayName, line: line, message: "there is no member \"\(id)\"",
                    mend: "add it to the members of a term"))
        }
    }

    // MARK: - Entries

    /// Reads the keys of one entry, and knows which it has read.
    private struct Reader {
        let node: ConfigNode

        init(_ node: ConfigNode) { self.node = node }

        func accepts(_ keys: String, _ faults: inout [Fault]) -> Bool {
            guard node.requireMapping(faults: &faults) else { return false }
            node.unknownKeys(allowing: keys.split(separator: " ").map(String.init), faults: &faults)
            return true
        }

        func text(_ key: String, _ faults: inout [Fault], required: Bool = false, limit: Int = 500) -> String {
            (node.text(key, required: required, maximumLength: limit, faults: &faults) ?? "").nfc
        }

        func day(_ key: String, _ faults: inout [Fault]) -> String { moment(key, &faults).map { $0.isoDay } ?? "" }

        func optionalDay(_ key: String, _ faults: inout [Fault]) -> String? {
            node.child(key).map { _ in day(key, &faults) }
        }

        func moment(_ key: String, _ faults: inout [Fault]) -> VietnamTime? {
            let text = text(key, &faults, required: true)
            if text.isEmpty { return nil }
            guard let moment = VietnamTime(parsing: text) else {
                faults.append(node.fault("has no day or time \"\(text)\" in \(key)", mend: "write 2026-11-24"))
                return nil
            }
            return moment
        }

        func choice<Value: RawRepresentable & CaseIterable>(
            _ key: String, _ usual: Value, _ faults: inout [Fault]
        ) -> Value where Value.RawValue == String {
            node.choice(key, of: Value.allCases.map(\.rawValue), faults: &faults).flatMap(Value.init(rawValue:))
                ?? usual
        }
    }

    private static func term(_ read: Reader, _ faults: inout [Fault]) -> [TermEntry] {
        guard read.accepts("id title decision decided_on starts_on ends_on note members", &faults) else { return [] }
        var term = Term()
        (term.title, term.decision) = (
            read.text("title", &faults, required: true), read.text("decision", &faults, required: true)
        )
        (term.decidedOn, term.startsOn) = (read.day("decided_on", &faults), read.day("starts_on", &faults))
        term.endsOn = read.optionalDay("ends_on", &faults)
        term.note = read.text("note", &faults, limit: 4000)
        let members = read.node.items("members", faults: &faults).compactMap { node -> (id: String, content: Member)? in
            let read = Reader(node)
            guard read.accepts("id name role office unit email duties starts_on ends_on", &faults) else { return nil }
            var member = Member()
            member.title = read.text("name", &faults, required: true)
            member.role = read.choice("role", .member, &faults)
            (member.office, member.unit) = (read.text("office", &faults), read.text("unit", &faults))
            (member.email, member.duties) = (read.text("email", &faults), read.text("duties", &faults, limit: 4000))
            member.startsOn = read.optionalDay("starts_on", &faults)
            member.endsOn = read.optionalDay("ends_on", &faults)
            return (read.text("id", &faults, required: true), member)
        }
        return [TermEntry(id: read.text("id", &faults, required: true), content: term, members: members)]
    }

    private static func plan(_ read: Reader, _ faults: inout [Fault]) -> [PlanEntry] {
        guard read.accepts("id title period year aim approved_by items", &faults) else { return [] }
        var plan = Plan()
        plan.title = read.text("title", &faults, required: true)
        plan.period = read.choice("period", .year, &faults)
        plan.year = read.node.integer("year", in: 2000...2999, faults: &faults) ?? plan.year
        plan.aim = read.text("aim", &faults, limit: 4000)
        plan.approvedBy = read.text("approved_by", &faults)
        let items = read.node.items("items", faults: &faults).compactMap {
            node -> (content: PlanItem, owner: String)? in
            let read = Reader(node)
            guard read.accepts("title owner due_on result state progress report", &faults) else { return nil }
            var item = PlanItem()
            item.title = read.text("title", &faults, required: true)
            item.dueOn = read.day("due_on", &faults)
            (item.result, item.report) = (read.text("result", &faults), read.text("report", &faults))
            item.progress = read.node.integer("progress", in: 0...100, faults: &faults) ?? 0
            item.state = read.choice(
                "state", item.progress == 0 ? .planned : item.progress == 100 ? .done : .doing, &faults)
            return (item, read.text("owner", &faults, required: true))
        }
        return [
            PlanEntry(
                id: read.text("id", &faults, required: true), content: plan, items: items, line: read.node.line)
        ]
    }

    private static func coverage(_ read: Reader, _ faults: inout [Fault]) -> [Entry<Coverage>] {
        guard read.accepts("id title place starts_at ends_at host task members state outcome link", &faults) else {
            return []
        }
        var coverage = Coverage()
        (coverage.title, coverage.place) = (
            read.text("title", &faults, required: true), read.text("place", &faults, required: true)
        )
        coverage.startsAt = read.moment("starts_at", &faults)?.date ?? coverage.startsAt
        coverage.endsAt = max(coverage.startsAt, read.moment("ends_at", &faults)?.date ?? coverage.startsAt)
        (coverage.host, coverage.task) = (read.text("host", &faults), read.text("task", &faults, limit: 4000))
        coverage.state = read.choice("state", .planned, &faults)
        (coverage.outcome, coverage.link) = (read.text("outcome", &faults, limit: 4000), read.text("link", &faults))
        return [entry(read, coverage, read.node.list("members", faults: &faults), &faults)]
    }

    private static func request(_ read: Reader, _ faults: inout [Fault]) -> [Entry<InformationRequest>] {
        guard
            read.accepts("id title body_name email content asked_on due_on member state answer answered_on", &faults)
        else { return [] }
        var request = InformationRequest()
        (request.title, request.bodyName) = (
            read.text("title", &faults, required: true), read.text("body_name", &faults, required: true)
        )
        (request.email, request.content) = (
            read.text("email", &faults), read.text("content", &faults, required: true, limit: 4000)
        )
        (request.askedOn, request.dueOn) = (read.day("asked_on", &faults), read.day("due_on", &faults))
        request.state = read.choice("state", .open, &faults)
        request.answer = read.text("answer", &faults, limit: 10_000)
        request.answeredOn = read.optionalDay("answered_on", &faults)
        let member = read.text("member", &faults)
        return [entry(read, request, member.isEmpty ? [] : [member], &faults)]
    }

    private static func boardCase(_ read: Reader, _ faults: inout [Fault]) -> [Entry<BoardCase>] {
        let keys = "id kind subject unit grounds proposal proposed_by proposed_on state decision decision_number"
        guard read.accepts(keys + " decided_by decided_on", &faults) else { return [] }
        var found = BoardCase()
        found.kind = read.choice("kind", .commendation, &faults)
        (found.title, found.unit) = (read.text("subject", &faults, required: true), read.text("unit", &faults))
        found.grounds = read.text("grounds", &faults, required: true, limit: 4000)
        found.proposal = read.text("proposal", &faults, required: true, limit: 4000)
        (found.proposedBy, found.proposedOn) = (
            read.text("proposed_by", &faults, required: true), read.day("proposed_on", &faults)
        )
        found.state = read.choice("state", .proposed, &faults)
        found.decision = read.text("decision", &faults, limit: 4000)
        (found.decisionNumber, found.decidedBy) = (
            read.text("decision_number", &faults), read.text("decided_by", &faults)
        )
        found.decidedOn = read.optionalDay("decided_on", &faults)
        return [entry(read, found, [], &faults)]
    }

    private static func minutes(_ read: Reader, _ faults: inout [Fault]) -> [Entry<Minutes>] {
        guard
            read.accepts("id title held_at place chair secretary present absent content conclusions state", &faults)
        else { return [] }
        var minutes = Minutes()
        (minutes.title, minutes.place) = (read.text("title", &faults, required: true), read.text("place", &faults))
        minutes.heldAt = read.moment("held_at", &faults)?.date ?? minutes.heldAt
        (minutes.chair, minutes.secretary) = (
            read.text("chair", &faults, required: true), read.text("secretary", &faults, required: true)
        )
        (minutes.present, minutes.absent) = (
            read.text("present", &faults, required: true, limit: 4000), read.text("absent", &faults, limit: 4000)
        )
        minutes.content = read.text("content", &faults, required: true, limit: 100_000)
        minutes.conclusions = read.text("conclusions", &faults, limit: 4000)
        minutes.state = read.choice("state", .draft, &faults)
        return [entry(read, minutes, [], &faults)]
    }

    private static func entry<Content: Sendable>(
        _ read: Reader, _ content: Content, _ members: [String], _ faults: inout [Fault]
    ) -> Entry<Content> {
        Entry(id: read.text("id", &faults, required: true), content: content, members: members, line: read.node.line)
    }
}
