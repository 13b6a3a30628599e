import Foundation
import GRDB

/// The short form by which anybody with an account raises an incident, from any page of the administration (Art. 10.2).
enum IncidentRaising {
    static let path = "\(AdminPath.incidents)/bao"

    /// The form's address, with the page on which somebody saw it.
    static func url(from page: String) -> String { "\(path)?" + FormURLEncoded.encode([("tu", page)]) }

    static func show(_ request: Request) async throws -> Response {
        try page(form(page: request.query["tu"] ?? "", request.texts), request)
    }

    static func raise(_ request: Request) async throws -> Response {
        guard let account = request.actor.personId else { throw PortalError.forbidden }
        var form = form(page: "", request.texts)
        form.accept(request)
        guard form.isValid, let kind = Incident.Kind(rawValue: form["kind"]),
            let severity = Incident.Severity(rawValue: form["severity"])
        else { return try page(form, request) }
        let (text, seen, site) = (form["text"].normalizedInput(multiline: true), form["page"], request.site)
        let mails = IncidentMails(site)
        let (id, told) = try await mails.context.storage.write(as: request.actor) { change in
            let id = try IncidentStore.raise(
                kind, severity, text: text, page: seen, by: account, in: change)
            return (id, try mails.raised(id, kind, severity, in: change))
        }
        let message =
            told == 0
            ? FlashMessage(.warning, request.texts("incident.raised_untold"))
            : FlashMessage(.success, request.texts("incident.raised", ["count": String(told)]))
        return .redirect(to: "\(AdminPath.incidents)/\(id)", message: message)
    }

    private static func form(page: String, _ texts: Texts) -> Form {
        Form(fields: [
            FormField(
                "text", .textarea(rows: 6), label: texts("incident.text"), help: texts("incident.text_help"),
                isRequired: true, maximumLength: IncidentStore.maximumText),
            FormField(
                "kind", .select, label: texts("incident.kind"), isRequired: true,
                options: Incident.Kind.allCases.map { .init($0.rawValue, texts($0.textKey)) },
                value: Incident.Kind.leak.rawValue),
            FormField(
                "severity", .radio, label: texts("incident.severity"), isRequired: true,
                options: Incident.Severity.allCases.map { .init($0.rawValue, texts($0.textKey)) },
                value: Incident.Severity.medium.rawValue),
            FormField("page", .hidden, label: "", maximumLength: 500, value: String(page.prefix(500))),
        ])
    }

    private static func page(_ form: Form, _ request: Request) throws -> Response {
        try request.adminForm(
            form,
            PageInfo(
                title: request.texts("incident.raise"),
                breadcrumbs: [.init(request.texts("admin.incidents"), url: AdminPath.incidents)]),
            submit: request.texts("incident.send"), cancelURL: AdminPath.root,
            intro: request.texts("incident.raise_intro"))
    }
}
