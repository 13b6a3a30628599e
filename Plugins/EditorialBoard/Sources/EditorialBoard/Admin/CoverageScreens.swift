import Foundation
import GRDB
import PortalKit

extension Coverage: BoardForm {
    static func fields(_ content: Coverage, _ place: BoardPlace) -> [FormField] {
        let texts = place.texts
        let isNew = content.startsAt.timeIntervalSince1970 == 0
        func moment(_ name: String, _ date: Date) -> FormField {
            FormField(
                name, .input(type: "datetime-local"), label: texts("field.\(name)"), isRequired: true,
                maximumLength: 25, value: isNew ? "" : VietnamTime(date).isoMinute)
        }
        let members = FormField(
            "members", .checkboxes, label: texts("field.members"), help: texts("field.members_help"),
            options: place.memberOptions(keeping: content.members))
        return [
            .line("title", place, isRequired: true, limit: 300, value: content.title),
            .line("host", place, value: content.host), .line("place", place, isRequired: true, value: content.place),
            moment("starts_at", content.startsAt), moment("ends_at", content.endsAt), members,
            .lines("task", place, rows: 4, help: "field.task_help", value: content.task),
        ]
    }

    static func fill(_ form: inout Form, _ content: Coverage) {
        form.set("members", to: content.members.map { String($0) })
    }

    mutating func take(_ form: inout Form, _ place: BoardPlace) {
        (title, host, self.place, task) = (form["title"], form["host"], form["place"], form["task"])
        startsAt = form.time("starts_at") ?? startsAt
        endsAt = form.time("ends_at") ?? endsAt
        members = form.all("members").compactMap { Int64($0) }.sorted()
        if endsAt < startsAt { form.fail("ends_at", place.texts("form.ends_before_start")) }
    }

    static func settle(
        _ id: Int64, before: Coverage?, after: Coverage, _ context: ModuleContext, in change: Change
    ) throws {
        if before?.members != after.members { try assign(after.members, to: id, in: change) }
        try CoverageMails.tell(id, before: before, after: after, context, in: change)
    }

    static func assign(_ members: [Int64], to id: Int64, in change: Change) throws {
        try change.database.execute(sql: "DELETE FROM board_assignments WHERE coverage_id = ?", arguments: [id])
        for member in members {
            try change.database.execute(
                sql: "INSERT INTO board_assignments (coverage_id, member_id) VALUES (?, ?)", arguments: [id, member])
        }
    }

    var isOpen: Bool { state == .planned }

    var isChangeable: Bool { isOpen }
}

/// Tells members of what they are to cover.
enum CoverageMails {
    static let assigned = "assigned"
    static let moved = "moved"
    static let cancelled = "cancelled"
    private static let placeholders = ["name", "title", "time", "place", "host", "task", "url"]
    static let all = [assigned, moved, cancelled].map { MailTemplate(id: $0, placeholders: placeholders) }

    static func tell(
        _ id: Int64, before: Coverage?, after: Coverage, _ context: ModuleContext, in change: Change
    ) throws {
        guard after.endsAt >= change.now else { return }
        let old = Set(before?.members ?? [])
        let isMoved = before.map { ($0.startsAt, $0.endsAt, $0.place) != (after.startsAt, after.endsAt, after.place) }
        for member in after.members {
            let template: String? =
                after.state == .cancelled
                ? (before?.state == .planned ? cancelled : nil)
                : !old.contains(member) ? assigned : isMoved == true ? moved : nil
            if let template { try send(template, id, after, to: member, context, in: change) }
        }
        for member in old.subtracting(after.members) {
            try send(cancelled, id, after, to: member, context, in: change)
        }
    }

    private static func send(
        _ template: String, _ id: Int64, _ coverage: Coverage, to member: Int64, _ context: ModuleContext,
        in change: Change
    ) throws {
        guard let person = try Member.fetch(member, in: change.database)?.content,
            let address = try person.address(in: change.database)
        else { return }
        let values = [
            "name": person.title, "title": coverage.title, "time": coverage.timeText(context.texts),
            "place": coverage.place, "host": coverage.host.isEmpty ? "–" : coverage.host,
            "task": coverage.task.isEmpty ? "–" : coverage.task,
            "url": context.site.canonicalURL + context.adminURL(Coverage.screen(id)),
        ]
        try change.send(context.mail(template, to: address, values, record: Coverage.reference(id)))
    }
}

/// Meetings and events that are covered.
enum CoverageScreens {
    static let list = BoardList<Coverage>(
        columns: [
            .init("field.title", order: ("board_coverages.search_key", true)) { coverage, place in
                .init(coverage.content.title, url: place.url(Coverage.screen(coverage.id)))
            },
            .init("field.time", order: ("board_coverages.starts_at", false)) { coverage, _ in
                .init(VietnamTime(coverage.content.startsAt).timeText)
            },
            .init("field.place") { coverage, _ in .init(coverage.content.place) },
            .init("field.members") { coverage, place in
                .init(coverage.content.members.map { place.name($0) }.joined(separator: ", "))
            },
            .init("field.state") { coverage, place in stateCell(coverage.content, place) },
        ], states: Coverage.State.allCases.map(\.rawValue), timeColumn: "board_coverages.starts_at", hasMoments: true,
        sortedBy: 1,
        choice: .init(
            name: "nguoi", label: "field.member", options: { $0.memberOptions() },
            condition: "board_coverages.id IN (SELECT coverage_id FROM board_assignments WHERE member_id = ?)"))

    static let edit = EditScreens<Coverage>()

    static func show(_ request: Request) async throws -> Response { try await screen(nil, nil, request) }

    /// Whoever covered it, or the office, says what came of it.
    static func report(_ request: Request) async throws -> Response {
        let (place, coverage) = (try await BoardPlace(request), try await request.record(Coverage.self))
        guard mayReport(coverage, place), coverage.content.state != .cancelled else { throw PortalError.forbidden }
        var form = outcomeForm(coverage.content, place)
        form.accept(request)
        guard form.isValid else { return try await screen(form, nil, request) }
        var content = coverage.content
        (content.state, content.outcome, content.link) = (.done, form["outcome"], form["link"])
        return try await save(coverage, content, "report", "coverage.reported", request)
    }

    static func cancel(_ request: Request) async throws -> Response {
        let (place, coverage) = (try await BoardPlace(request), try await request.record(Coverage.self))
        guard coverage.content.state == .planned else { throw PortalError.conflict(reason: "error.409") }
        var form = cancelForm(place)
        form.accept(request)
        guard form.isValid else { return try await screen(nil, form, request) }
        var content = coverage.content
        (content.state, content.outcome) = (.cancelled, form["reason"])
        return try await save(coverage, content, "cancel", "coverage.cancelled", request)
    }

    private static func save(
        _ coverage: Stored<Coverage>, _ content: Coverage, _ action: String, _ done: String, _ request: Request
    ) async throws -> Response {
        let context = request.module
        return try await request.perform(done, to: Coverage.screen(coverage.id), from: Coverage.screen(coverage.id)) {
            try BoardDesk.save(coverage.id, content, action: action, in: $0)
            try CoverageMails.tell(coverage.id, before: coverage.content, after: content, context, in: $0)
        }
    }

    static func delete(_ request: Request) async throws -> Response {
        let id = try request.id()
        return try await request.perform("deleted", to: Coverage.path, from: Coverage.screen(id)) {
            try BoardDesk.delete(Coverage.self, id, in: $0)
        }
    }

    // MARK: - Parts

    private static func mayReport(_ coverage: Stored<Coverage>, _ place: BoardPlace) -> Bool {
        place.actor.may(BoardPermission.plan) || place.own.contains { coverage.content.members.contains($0.id) }
    }

    private static func screen(_ outcome: Form?, _ cancel: Form?, _ request: Request) async throws -> Response {
        let (place, coverage) = (try await BoardPlace(request), try await request.record(Coverage.self))
        let (texts, content, path) = (request.texts, coverage.content, Coverage.screen(coverage.id))
        var model = AdminRecord(title: content.title)
        let state = stateCell(content, place)
        model.badges = [.init(state.text, state.badge)]
        let names = content.members.map { place.name($0) }.joined(separator: ", ")
        model.facts = [
            FactModel(texts("field.time"), content.timeText(texts)), FactModel(texts("field.place"), content.place),
            FactModel(texts("field.host"), content.host.isEmpty ? "–" : content.host),
            FactModel(texts("field.members"), names.isEmpty ? texts("coverage.nobody") : names),
        ]
        if !content.link.isEmpty {
            model.facts.append(FactModel(texts("field.link"), content.link, url: content.link))
        }
        if !content.task.isEmpty { model.parts.append(.init("task", texts("field.task"), text: content.task)) }
        if !content.outcome.isEmpty {
            model.parts.append(.init("outcome", texts("field.outcome"), text: content.outcome))
        }
        if request.actor.may(BoardPermission.plan) {
            if content.isOpen {
                model.actions = [AdminAction(texts("edit"), url: place.url(path + "/sua"), icon: "edit")]
            }
            model.work.buttons = [
                .init(
                    texts("delete"), url: place.url(path + "/xoa"),
                    question: texts("delete_ask", ["title": content.title]), back: place.url(path))
            ]
        }
        if content.state != .cancelled, mayReport(coverage, place) {
            model.work.forms.append(
                .init(
                    outcome ?? outcomeForm(content, place), id: "outcome", label: texts("coverage.report"),
                    submit: texts("save"), url: place.url(path + "/ket-qua")))
        }
        if content.isOpen, request.actor.may(BoardPermission.plan) {
            model.work.forms.append(
                .init(
                    cancel ?? cancelForm(place), id: "cancel", label: texts("coverage.cancel"),
                    submit: texts("coverage.cancel"), url: place.url(path + "/huy")))
        }
        model.actions.append(request.revisions(at: path))
        return try request.adminRecord(
            model,
            PageInfo(
                title: content.title, breadcrumbs: [.init(texts("coverage.list"), url: place.url(Coverage.path))],
                status: outcome == nil && cancel == nil ? 200 : 422))
    }

    private static func outcomeForm(_ coverage: Coverage, _ place: BoardPlace) -> Form {
        let texts = place.texts
        return Form(fields: [
            .lines("outcome", place, rows: 4, isRequired: true, value: coverage.outcome),
            FormField(
                "link", label: texts("field.link"), help: texts("field.link_help"), maximumLength: 500,
                value: coverage.link,
                check: { link in
                    ["/", "https://", "http://"].contains { link.hasPrefix($0) } && !link.hasPrefix("//")
                        ? nil : texts("form.no_link")
                }),
        ])
    }

    private static func cancelForm(_ place: BoardPlace) -> Form {
        Form(fields: [.lines("reason", place, rows: 3, isRequired: true, value: "")])
    }

    /// How it stands; what is over and has no outcome is marked.
    static func stateCell(_ coverage: Coverage, _ place: BoardPlace) -> BoardList<Coverage>.Cell {
        switch coverage.state {
        case .planned where VietnamTime(coverage.endsAt).isoDay < place.today:
            .init(place.texts("coverage.state.unreported"), badge: .error)
        case .planned: .init(place.texts("coverage.state.planned"), badge: .warning)
        case .done: .init(place.texts("coverage.state.done"), badge: .success)
        case .cancelled: .init(place.texts("coverage.state.cancelled"))
        }
    }
}
