import Foundation
import PortalKit

/// Where a sender asks for their case by its code and the contact that they left. A wrong code and a wrong contact are
/// answered alike, so that nobody learns whether a case exists.
enum TrackingPage {
    private static let purpose = "feedback.tracking"

    static func show(_ request: Request) throws -> Response {
        try page(form(request), request.intake(purpose), request)
    }

    static func find(_ request: Request) async throws -> Response {
        var form = form(request)
        form.accept(request)
        // A slip shows in the code itself, and tells nothing of any case.
        if form.isValid, TrackingCode(typed: form["code"]) == nil {
            form.fail("code", request.texts("tracking.no_code"))
        }
        var intake = request.intake(purpose)
        guard form.isValid, intake.admit() else { return try page(form, intake, request) }
        let (code, contact) = (TrackingCode(typed: form["code"]), form["contact"])
        let found = try await request.module.storage.read { database in
            try code.flatMap { try CaseRows.fetch($0, in: database) }
        }
        guard let found, found.erasedAt == nil, found.sender.isReached(by: contact) else {
            form.fail("code", request.texts("tracking.nothing_found"))
            return try page(form, intake, request)
        }
        let desk = CaseDesk(request.module)
        let token = try await request.module.storage.write(as: request.actor) { try desk.open(found, in: $0) }
        return .redirect(to: request.module.url(FeedbackPath.caseFile(token)))
    }

    private static func form(_ request: Request) -> Form {
        let texts = request.texts
        return Form(fields: [
            FormField(
                "code", label: texts("tracking.code"), help: texts("tracking.code_help"), isRequired: true,
                maximumLength: 40,
                value: String((request.query["ma"] ?? "").prefix(40)), autocomplete: "off"),
            FormField(
                "contact", label: texts("tracking.contact"), help: texts("tracking.contact_help"), isRequired: true,
                maximumLength: FeedbackLimit.name),
        ])
    }

    private static func page(_ form: Form, _ intake: Intake, _ request: Request) throws -> Response {
        let texts = request.texts
        return try request.formPage(
            form, PageInfo(title: texts("tracking.title"), breadcrumbs: [request.feedbackStep]),
            submit: texts("tracking.submit"), intro: texts("tracking.intro"), intake: intake)
    }
}

extension FeedbackCase.Sender {
    /// Whether this is the telephone number or mail address that the sender left; of somebody who left neither, the name.
    /// Where not even that is known the code alone must do: it cannot be guessed.
    func isReached(by contact: String) -> Bool {
        if !mail.isEmpty, mail.mailKey == contact.mailKey { return true }
        if !phone.isEmpty, phone.phoneKey == contact.phoneKey { return true }
        guard mail.isEmpty, phone.isEmpty else { return false }
        return name.isEmpty || name.folded == contact.normalizedInput().folded
    }
}
