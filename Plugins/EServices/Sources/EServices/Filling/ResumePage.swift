import Foundation
import PortalKit

/// Where somebody goes on with a form that they put aside, by its code.
enum ResumePage {
    private static let purpose = "e-services.resume"

    static func show(_ request: Request) throws -> Response {
        try page(form(request), request.intake(purpose), request)
    }

    static func find(_ request: Request) async throws -> Response {
        var form = form(request)
        form.accept(request)
        var intake = request.intake(purpose)
        guard form.isValid, intake.admit() else { return try page(form, intake, request) }
        let (code, context, now) = (form["code"], request.module, request.now)
        let found = try await context.storage.read { database -> (Filling, Procedure)? in
            guard let filling = try FillingDesk(context).find(code, at: now, in: database),
                let procedure = try ProcedureRows.fetch(filling.procedure, in: database)
            else { return nil }
            return (filling, procedure)
        }
        guard let (filling, procedure) = found else {
            form.fail("code", request.texts("resume.nothing_found"))
            return try page(form, intake, request)
        }
        return .redirect(
            to: context.url(
                EServicesPath.apply(procedure.slug, code: filling.code, page: FillingPlan.applicantKey)))
    }

    private static func form(_ request: Request) -> Form {
        Form(fields: [
            FormField(
                "code", label: request.texts("resume.code"), help: request.texts("resume.code_help"),
                isRequired: true, maximumLength: 40, autocomplete: "off")
        ])
    }

    private static func page(_ form: Form, _ intake: Intake, _ request: Request) throws -> Response {
        let texts = request.texts
        return try request.formPage(
            form, PageInfo(title: texts("resume.title"), breadcrumbs: [request.catalogueStep]),
            submit: texts("resume.submit"), intro: texts("resume.intro"), intake: intake)
    }
}
