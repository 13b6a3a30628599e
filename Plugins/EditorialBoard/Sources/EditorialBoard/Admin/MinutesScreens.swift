import Foundation
import GRDB
import PortalKit

extension Minutes: BoardForm {
    static func fields(_ content: Minutes, _ place: BoardPlace) -> [FormField] {
        let texts = place.texts
        return [
            .line("title", place, isRequired: true, value: content.title),
            FormField(
                "held_at", .input(type: "datetime-local"), label: texts("field.held_at"), isRequired: true,
                maximumLength: 25,
                value: content.heldAt.timeIntervalSince1970 == 0 ? "" : VietnamTime(content.heldAt).isoMinute),
            .line("place", place, value: content.place),
            FormField(
                "chair", label: texts("field.chair"), isRequired: true, maximumLength: 100,
                suggestions: place.current.map(\.content.title), value: content.chair),
            FormField(
                "secretary", label: texts("field.secretary"), isRequired: true, maximumLength: 100,
                suggestions: place.current.map(\.content.title), value: content.secretary),
            .lines("present", place, rows: 4, help: "field.present_help", isRequired: true, value: content.present),
            .lines("absent", place, rows: 2, value: content.absent),
            FormField(
                "content", .richText(rows: 14), label: texts("field.minutes_content"), isRequired: true,
                maximumLength: 100_000, value: content.content),
            .lines("conclusions", place, rows: 5, value: content.conclusions),
        ]
    }

    mutating func take(_ form: inout Form, _ place: BoardPlace) {
        (title, self.place, chair, secretary) = (form["title"], form["place"], form["chair"], form["secretary"])
        (present, absent, content, conclusions) = (
            form["present"], form["absent"], form["content"], form["conclusions"]
        )
        heldAt = form.time("held_at") ?? heldAt
    }

    var isOpen: Bool { state == .draft }

    var isChangeable: Bool { isOpen }
}

/// Minutes of the board's meetings.
enum MinutesScreens {
    static let list = BoardList<Minutes>(
        columns: [
            .init("field.title", order: ("board_minutes.search_key", true)) { minutes, place in
                .init(minutes.content.title, url: place.url(Minutes.screen(minutes.id)))
            },
            .init("field.held_at", order: ("board_minutes.held_at", false)) { minutes, _ in
                .init(VietnamTime(minutes.content.heldAt).timeText)
            },
            .init("field.chair") { minutes, _ in .init(minutes.content.chair) },
            .init("field.state") { minutes, place in
                .init(
                    place.texts("minutes.state.\(minutes.content.state.rawValue)"),
                    badge: minutes.content.isOpen ? .warning : .success)
            },
        ], states: Minutes.State.allCases.map(\.rawValue), timeColumn: "board_minutes.held_at", hasMoments: true,
        sortedBy: 1)

    /// New minutes begin with who is on the board today.
    static let edit = EditScreens<Minutes>(
        begin: { _, place in
            var minutes = Minutes()
            minutes.chair = place.current.first { $0.content.role == .head }?.content.title ?? ""
            minutes.secretary = place.current.first { $0.content.role == .secretary }?.content.title ?? ""
            minutes.present = place.current.map { member in
                let office = member.content.office
                return office.isEmpty ? member.content.title : "\(member.content.title), \(office)"
            }.joined(separator: "\n")
            return minutes
        })

    static func show(_ request: Request) async throws -> Response {
        let (place, minutes) = (try await BoardPlace(request), try await request.record(Minutes.self))
        let (texts, content, path) = (request.texts, minutes.content, Minutes.screen(minutes.id))
        var model = AdminRecord(title: content.title)
        model.badges = [
            .init(texts("minutes.state.\(content.state.rawValue)"), content.isOpen ? .warning : .success)
        ]
        model.facts = [
            FactModel(texts("field.held_at"), VietnamTime(content.heldAt).longTimeText(texts)),
            FactModel(texts("field.place"), content.place.isEmpty ? "–" : content.place),
            FactModel(texts("field.chair"), content.chair), FactModel(texts("field.secretary"), content.secretary),
        ]
        model.parts = [.init("present", texts("field.present"), text: content.present)]
        if !content.absent.isEmpty { model.parts.append(.init("absent", texts("field.absent"), text: content.absent)) }
        model.parts.append(
            .init("content", texts("field.minutes_content"), html: try RichText.html(from: content.content)))
        if !content.conclusions.isEmpty {
            model.parts.append(.init("conclusions", texts("field.conclusions"), text: content.conclusions))
        }
        if content.isOpen, request.actor.may(BoardPermission.plan) {
            model.actions = [AdminAction(texts("edit"), url: place.url(path + "/sua"), icon: "edit")]
            model.work.buttons = [
                .init(
                    texts("minutes.close"), url: place.url(path + "/chot"), isPrimary: true,
                    question: texts("minutes.close_ask", ["title": content.title]),
                    explanation: texts("minutes.close_note"), back: place.url(path)),
                .init(
                    texts("delete"), url: place.url(path + "/xoa"),
                    question: texts("delete_ask", ["title": content.title]), back: place.url(path)),
            ]
        }
        model.actions.append(request.revisions(at: path))
        return try request.adminRecord(
            model,
            PageInfo(title: content.title, breadcrumbs: [.init(texts("minutes.list"), url: place.url(Minutes.path))]))
    }

    static func close(_ request: Request) async throws -> Response {
        let minutes = try await draft(request)
        var content = minutes.content
        content.state = .final
        let (changed, path) = (content, Minutes.screen(minutes.id))
        return try await request.perform("minutes.closed", to: path, from: path) {
            try BoardDesk.save(minutes.id, changed, from: minutes.revision, action: "close", in: $0)
        }
    }

    static func delete(_ request: Request) async throws -> Response {
        let minutes = try await draft(request)
        return try await request.perform("deleted", to: Minutes.path, from: Minutes.screen(minutes.id)) {
            try BoardDesk.delete(Minutes.self, minutes.id, in: $0)
        }
    }

    private static func draft(_ request: Request) async throws -> Stored<Minutes> {
        let minutes = try await request.record(Minutes.self)
        guard minutes.content.isOpen else { throw PortalError.conflict(reason: "error.409") }
        return minutes
    }
}
