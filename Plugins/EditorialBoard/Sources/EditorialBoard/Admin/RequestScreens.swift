import Foundation
import GRDB
import PortalKit

extension InformationRequest: BoardForm {
    static func fields(_ content: InformationRequest, _ place: BoardPlace) -> [FormField] {
        let texts = place.texts
        var fields: [FormField] = [.line("title", place, isRequired: true, limit: 300, value: content.title)]
        if !place.bodies.isEmpty {
            fields.append(
                FormField(
                    "body", .select, label: texts("field.body"), help: texts("field.body_help"),
                    options: [.init("", texts("field.other_body"))]
                        + place.bodies.map { .init(String($0.id), $0.name) },
                    value: content.body.map { String($0) } ?? ""))
        }
        return fields + [
            .line(
                "body_name", place, help: place.bodies.isEmpty ? nil : "field.body_name_help",
                isRequired: place.bodies.isEmpty,
                value: place.bodies.contains { $0.id == content.body } ? "" : content.bodyName),
            .mail("email", place, help: "field.request_email_help", value: content.email),
            .lines("content", place, rows: 6, isRequired: true, value: content.content),
            .day("asked_on", place, value: content.askedOn), .day("due_on", place, value: content.dueOn),
            FormField(
                "member", .select, label: texts("field.follower"),
                options: [.init("", texts("nobody"))]
                    + place.memberOptions(keeping: content.member.map { [$0] } ?? []),
                value: content.member.map { String($0) } ?? ""),
        ]
    }

    mutating func take(_ form: inout Form, _ place: BoardPlace) {
        (title, email, content) = (form["title"], form["email"], form["content"])
        (askedOn, dueOn, member) = (form.day("asked_on"), form.day("due_on"), Int64(form["member"]))
        let chosen = place.bodies.first { String($0.id) == form["body"] }
        // A body that is not to be chosen any more stays while its name does.
        let kept = form["body_name"] == bodyName ? body : nil
        (body, bodyName) = (chosen?.id ?? kept, chosen?.name ?? form["body_name"])
        if bodyName.isEmpty { form.fail("body_name", place.texts("form.no_body")) }
        if dueOn < askedOn { form.fail("due_on", place.texts("form.ends_before_start")) }
    }

    static func settle(
        _ id: Int64, before: InformationRequest?, after: InformationRequest, _ context: ModuleContext, in change: Change
    ) throws {
        if before == nil || before?.email != after.email { try RequestMails.ask(id, after, context, in: change) }
    }

    var isOpen: Bool { state == .open }

    var isChangeable: Bool { isOpen }
}

/// What bodies are sent.
enum RequestMails {
    static let asked = "asked"
    static let reminded = "reminded"
    private static let placeholders = ["body", "title", "content", "due", "url"]
    static let all = [asked, reminded].map { MailTemplate(id: $0, placeholders: placeholders) }

    static func ask(_ id: Int64, _ request: InformationRequest, _ context: ModuleContext, in change: Change) throws {
        try send(asked, id, request, context, in: change)
    }

    /// Reminds a body once more, and notes it.
    ///
    /// - Throws: ``Refusal/noAddress``.
    static func remind(_ id: Int64, _ context: ModuleContext, in change: Change) throws {
        var request = try InformationRequest.require(id, in: change.database).content
        guard request.isOpen else { throw Refusal.closed }
        guard try send(reminded, id, request, context, in: change) else { throw Refusal.noAddress }
        request.reminders += 1
        request.remindedOn = VietnamTime(change.now).isoDay
        try BoardDesk.save(id, request, action: "remind", in: change)
    }

    /// - Returns: false when there is no address.
    @discardableResult
    private static func send(
        _ template: String, _ id: Int64, _ request: InformationRequest, _ context: ModuleContext, in change: Change
    ) throws -> Bool {
        guard let address = MailAddress(request.email, name: request.bodyName) else { return false }
        let values = [
            "body": request.bodyName, "title": request.title, "content": request.content,
            "due": VietnamTime(parsing: request.dueOn)?.dayText ?? request.dueOn,
            "url": context.site.canonicalURL + context.adminURL(InformationRequest.screen(id)),
        ]
        try change.send(context.mail(template, to: address, values, record: InformationRequest.reference(id)))
        return true
    }
}

/// Requests for information.
enum RequestScreens {
    static let list = BoardList<InformationRequest>(
        columns: [
            .init("field.title", order: ("board_requests.search_key", true)) { request, place in
                .init(request.content.title, url: place.url(InformationRequest.screen(request.id)))
            },
            .init("field.body", order: ("board_requests.body_name", true)) { request, _ in
                .init(request.content.bodyName)
            },
            .init("field.asked_on", order: ("board_requests.asked_on", false)) { request, place in
                .init(place.day(request.content.askedOn))
            },
            .init("field.due_on", order: ("board_requests.due_on", false)) { request, place in
                .init(place.day(request.content.dueOn))
            },
            .init("field.follower") { request, place in .init(place.name(request.content.member)) },
            .init("field.state") { request, place in stateCell(request.content, place) },
        ], states: InformationRequest.State.allCases.map(\.rawValue), timeColumn: "board_requests.due_on", sortedBy: 3,
        visible: { place in
            // A body's officer sees what their bodies are asked for.
            if BoardPermission.members.contains(where: { place.actor.may($0) }) { return nil }
            guard let scopes = place.actor.permissions.scopes(of: BoardPermission.answer) else { return nil }
            let bodies = place.bodies.filter { scopes.contains($0.scope) }.map(\.id)
            return (
                "board_requests.body_id IN (\(bodies.map { _ in "?" }.joined(separator: ", ")))", bodies
            )
        })

    static let edit = EditScreens<InformationRequest>(
        begin: { request, _ in
            var asked = InformationRequest()
            let today = VietnamTime(request.now)
            (asked.askedOn, asked.dueOn) = (today.isoDay, today.adding(days: 7).isoDay)
            return asked
        })

    static func show(_ request: Request) async throws -> Response { try await screen(nil, request) }

    /// The body's officer, or the office, writes down what was answered.
    static func answer(_ request: Request) async throws -> Response {
        let (place, asked) = (try await BoardPlace(request), try await visible(request))
        guard asked.content.isOpen else { throw PortalError.conflict(reason: "error.409") }
        guard mayAnswer(asked.content, place) else { throw PortalError.forbidden }
        var form = answerForm(place)
        form.accept(request)
        guard form.isValid else { return try await screen(form, request) }
        var content = asked.content
        (content.state, content.answer, content.answeredOn) = (.answered, form["answer"], form.day("answered_on"))
        let (changed, path) = (content, InformationRequest.screen(asked.id))
        return try await request.perform("request.answered", to: path, from: path) {
            try BoardDesk.save(asked.id, changed, action: "answer", in: $0)
        }
    }

    static func remind(_ request: Request) async throws -> Response {
        let (id, context) = (try request.id(), request.module)
        let path = InformationRequest.screen(id)
        return try await request.perform("request.reminded", to: path, from: path) {
            try RequestMails.remind(id, context, in: $0)
        }
    }

    static func withdraw(_ request: Request) async throws -> Response {
        let asked = try await request.record(InformationRequest.self)
        guard asked.content.isOpen else { throw PortalError.conflict(reason: "error.409") }
        var content = asked.content
        content.state = .withdrawn
        let (changed, path) = (content, InformationRequest.screen(asked.id))
        return try await request.perform("request.withdrawn", to: path, from: path) {
            try BoardDesk.save(asked.id, changed, action: "withdraw", in: $0)
        }
    }

    // MARK: - Parts

    /// The request that the address names, if the person may see it.
    private static func visible(_ request: Request) async throws -> Stored<InformationRequest> {
        let asked = try await request.record(InformationRequest.self)
        let isMember = BoardPermission.members.contains { request.actor.may($0) }
        guard isMember || request.actor.may(BoardPermission.answer, inAnyOf: asked.content.scopes) else {
            throw PortalError.notFound
        }
        return asked
    }

    private static func mayAnswer(_ asked: InformationRequest, _ place: BoardPlace) -> Bool {
        place.actor.may(BoardPermission.plan) || place.actor.may(BoardPermission.answer, inAnyOf: asked.scopes)
            || place.own.contains { $0.id == asked.member }
    }

    private static func screen(_ failed: Form?, _ request: Request) async throws -> Response {
        let (place, asked) = (try await BoardPlace(request), try await visible(request))
        let (texts, content, path) = (request.texts, asked.content, InformationRequest.screen(asked.id))
        var model = AdminRecord(title: content.title)
        let state = stateCell(content, place)
        model.badges = [.init(state.text, state.badge)]
        model.facts = [
            FactModel(texts("field.body"), content.bodyName),
            FactModel(
                texts("field.email"), content.email.isEmpty ? "–" : content.email,
                url: content.email.isEmpty ? nil : "mailto:\(content.email)"),
            FactModel(texts("field.asked_on"), place.day(content.askedOn)),
            FactModel(texts("field.due_on"), place.day(content.dueOn)),
            FactModel(texts("field.follower"), content.member == nil ? texts("nobody") : place.name(content.member)),
        ]
        if content.reminders > 0 {
            model.facts.append(
                FactModel(
                    texts("field.reminders"),
                    texts(
                        "request.reminders",
                        ["count": String(content.reminders), "day": place.day(content.remindedOn)])))
        }
        model.parts = [.init("content", texts("field.content"), text: content.content)]
        if content.state == .answered {
            model.facts.append(FactModel(texts("field.answered_on"), place.day(content.answeredOn)))
            model.parts.append(.init("answer", texts("field.answer"), text: content.answer))
        }
        if content.isOpen { addWork(to: &model, content, path, failed, place) }
        model.actions.append(request.revisions(at: path))
        return try request.adminRecord(
            model,
            PageInfo(
                title: content.title,
                breadcrumbs: [.init(texts("request.list"), url: place.url(InformationRequest.path))],
                status: failed == nil ? 200 : 422))
    }

    private static func addWork(
        to model: inout AdminRecord, _ content: InformationRequest, _ path: String, _ failed: Form?, _ place: BoardPlace
    ) {
        let texts = place.texts
        if place.actor.may(BoardPermission.plan) {
            model.actions = [AdminAction(texts("edit"), url: place.url(path + "/sua"), icon: "edit")]
            model.work.buttons = [
                .init(
                    texts("request.withdraw"), url: place.url(path + "/rut"),
                    question: texts("request.withdraw_ask", ["title": content.title]), back: place.url(path))
            ]
            if !content.email.isEmpty {
                model.work.buttons.insert(.init(texts("request.remind"), url: place.url(path + "/nhac")), at: 0)
            }
        }
        if mayAnswer(content, place) {
            model.work.forms = [
                .init(
                    failed ?? answerForm(place), id: "answer", label: texts("request.answer"), submit: texts("save"),
                    url: place.url(path + "/tra-loi"))
            ]
        }
    }

    private static func answerForm(_ place: BoardPlace) -> Form {
        Form(fields: [
            .lines("answer", place, rows: 6, isRequired: true, limit: 10_000, value: ""),
            .day("answered_on", place, value: place.today),
        ])
    }

    static func stateCell(_ request: InformationRequest, _ place: BoardPlace) -> BoardList<InformationRequest>.Cell {
        if request.isLate(on: place.today) { return .init(place.texts("late"), badge: .error) }
        let badge: AdminList.Cell.Badge =
            switch request.state {
            case .open: .warning
            case .answered: .success
            case .withdrawn: .neutral
            }
        return .init(place.texts("request.state.\(request.state.rawValue)"), badge: badge)
    }
}
