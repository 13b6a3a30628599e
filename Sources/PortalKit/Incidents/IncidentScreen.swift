import Foundation
import GRDB

/// One incident: what was seen, what was done, and its end. Only whoever raised it and those who direct the response
/// see it; for everybody else it does not exist.
enum IncidentScreen {
    static let endpoints = [
        AdminEndpoints.screen(.get, AdminPath.incidents, handler: IncidentListScreen.show),
        AdminEndpoints.screen(
            .get, "\(AdminPath.incidents)/tai-ve", CorePermission.incidents, handler: IncidentListScreen.export),
        AdminEndpoints.screen(.get, IncidentRaising.path, handler: IncidentRaising.show),
        AdminEndpoints.screen(.post, IncidentRaising.path, handler: IncidentRaising.raise),
        AdminEndpoints.screen(.get, "\(AdminPath.incidents)/:id", handler: show),
        AdminEndpoints.screen(.post, "\(AdminPath.incidents)/:id/viec") { try await note(.action, $0) },
        AdminEndpoints.screen(.post, "\(AdminPath.incidents)/:id/dong", CorePermission.incidents) {
            try await note(.close, $0)
        },
        AdminEndpoints.screen(.post, "\(AdminPath.incidents)/:id/mo-lai", CorePermission.incidents) {
            try await note(.reopen, $0)
        },
    ]

    static func show(_ request: Request) async throws -> Response {
        try page(try await found(request), failed: nil, request)
    }

    private static func note(_ kind: IncidentAction.Kind, _ request: Request) async throws -> Response {
        let found = try await found(request)
        var form = form(kind, request.texts)
        form.accept(request)
        guard form.isValid else { return try page(found, failed: (kind, form), request) }
        let (id, text) = (found.incident.id, form[kind.rawValue].normalizedInput(multiline: true))
        let mails = IncidentMails(request.site)
        let isDone = try await mails.context.storage.write(as: request.actor) { change in
            guard try IncidentStore.note(kind, text, on: id, in: change) else { return false }
            try mails.changed(found.incident, kind, in: change)
            return true
        }
        let message =
            isDone
            ? FlashMessage(.success, request.texts("incident.done.\(kind.rawValue)"))
            : FlashMessage(.error, request.texts("incident.changed_meanwhile"))
        return .redirect(to: "\(AdminPath.incidents)/\(id)", message: message)
    }

    // MARK: - Parts

    private struct Found: Sendable {
        let incident: Incident
        let actions: [IncidentAction]
    }

    private static func found(_ request: Request) async throws -> Found {
        let id = try request.id()
        let found = try await request.site.database.read { database in
            try IncidentStore.find(id, in: database).map {
                Found(incident: $0, actions: try IncidentStore.actions(of: id, in: database))
            }
        }
        guard let found,
            request.actor.may(CorePermission.incidents) || found.incident.raisedBy == request.actor.personId
        else { throw PortalError.notFound }
        return found
    }

    private static func form(_ kind: IncidentAction.Kind, _ texts: Texts) -> Form {
        Form(fields: [
            FormField(
                kind.rawValue, .textarea(rows: 4), label: texts("incident.\(kind.rawValue)_label"),
                help: texts("incident.\(kind.rawValue)_help"), isRequired: true,
                maximumLength: IncidentStore.maximumText)
        ])
    }

    private static let paths: [IncidentAction.Kind: String] = [.action: "viec", .close: "dong", .reopen: "mo-lai"]

    private static func page(
        _ found: Found, failed: (kind: IncidentAction.Kind, form: Form)?, _ request: Request
    ) throws -> Response {
        let (texts, incident) = (request.texts, found.incident)
        let mayDirect = request.actor.may(CorePermission.incidents)
        let isOpen = incident.closedAt == nil
        let kinds: [IncidentAction.Kind] = [.action] + (mayDirect ? [isOpen ? .close : .reopen] : [])
        let model = IncidentModel(
            title: texts("incident.title", ["number": String(incident.id), "kind": texts(incident.kind.textKey)]),
            intro: texts("incident.confidential"), hasActions: false, actions: [],
            state: texts(isOpen ? "incident.is_open" : "incident.is_closed"), stateKind: isOpen ? "warning" : "success",
            facts: [
                FactModel(texts("incident.severity"), texts(incident.severity.textKey)),
                FactModel(texts("incident.raised_at"), VietnamTime(incident.raisedAt).timeText),
                FactModel(texts("incident.raised_by"), incident.raisedName),
            ]
                + (incident.page.isEmpty ? [] : [FactModel(texts("incident.page"), incident.page)])
                + (incident.closedAt.map {
                    [FactModel(texts("incident.closed_at"), VietnamTime($0).timeText)]
                } ?? []),
            paragraphs: paragraphs(incident.text), hasHistory: !found.actions.isEmpty,
            events: found.actions.map { action in
                EventModel(
                    texts("incident.event.\(action.kind.rawValue)"), by: action.actorName, at: action.at,
                    text: action.text)
            },
            parts: kinds.map { kind in
                let form = failed.flatMap { $0.kind == kind ? $0.form : nil } ?? form(kind, texts)
                return IncidentModel.Part(
                    title: texts("incident.\(kind.rawValue)_title"),
                    form: request.formModel(
                        form, action: "\(AdminPath.incidents)/\(incident.id)/\(paths[kind] ?? "")",
                        submit: texts("incident.\(kind.rawValue)_submit")))
            })
        var response = try request.adminCorePage(
            "admin/incident", model,
            PageInfo(
                title: model.title, breadcrumbs: [.init(texts("admin.incidents"), url: AdminPath.incidents)]))
        if failed != nil { response.status = 422 }
        return response
    }

    private static func paragraphs(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map(String.init)
    }
}

/// What the template `admin/incident` shows.
struct IncidentModel: TemplateModel {
    struct Part: Sendable {
        let title: String
        let form: FormModel
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let state: String
    /// `warning` or `success`.
    let stateKind: String
    let facts: [FactModel]
    let paragraphs: [String]
    let hasHistory: Bool
    let events: [EventModel]
    let parts: [Part]

    static var example: IncidentModel {
        IncidentModel(
            title: "Sự cố số 3: Lộ, lọt bí mật", intro: "Chỉ người báo và người xử lý xem được", hasActions: true,
            actions: [AdminAction("Danh sách", url: "/quan-tri/su-co", isPrimary: true, icon: "list")],
            state: "Đang xử lý", stateKind: "warning", facts: [.example],
            paragraphs: ["Có tệp lạ trên trang tin."], hasHistory: true,
            events: [.example], parts: [Part(title: "Ghi việc đã làm", form: .example)])
    }
}
