import Foundation
import PortalKit

/// What is being filled in, with the version of the form and procedure that it was begun with.
struct FillingPlace: Sendable {
    let procedure: Procedure
    let content: ProcedureContent
    let definition: FormDefinition
    /// Nil before the first page was sent.
    let filling: Filling?
    let plan: FillingPlan

    var answers: Answers { filling?.answers ?? Answers() }

    /// Reads what the address names.
    ///
    /// - Throws: ``PortalError/notFound`` when there is no such form, or nothing under the code.
    static func read(_ request: Request) async throws -> FillingPlace {
        let (context, slug, now) = (request.module, request.parameters["slug"] ?? "", request.now)
        let code = request.query["ma"] ?? ""
        if !code.isEmpty, let wait = request.limit("e-services.filling", to: 600, within: 3600) {
            throw PortalError.tooManyRequests(retryAfterSeconds: wait)
        }
        let found = try await context.storage.read {
            database -> (Procedure, Filling?, ProcedureVersion, FormDefinition)? in
            guard let procedure = try ProcedureRows.fetch(slug: slug, in: database) else { return nil }
            let filling =
                code.isEmpty ? nil : try FillingDesk(context).find(code, at: now, in: database)
            guard code.isEmpty ? procedure.takesDossiers : filling?.procedure == procedure.id else { return nil }
            let number = filling?.procedureVersion ?? procedure.version
            let form = filling == nil ? procedure.formVersion : filling?.formVersion
            guard let version = try ProcedureRows.version(number, of: procedure.id, in: database) else { return nil }
            return (procedure, filling, version, try FormRows.definition(form, of: procedure.id, in: database))
        }
        guard let (procedure, filling, version, definition) = found else { throw PortalError.notFound }
        return FillingPlace(
            procedure: procedure, content: version.content, definition: definition, filling: filling,
            plan: FillingPlan(version.content, definition, for: .citizen, request.texts))
    }

    /// The page that the address names, or else the first.
    func page(_ request: Request) -> FillingPlan.Page {
        let asked = plan.asked(answers)
        guard filling != nil, let key = request.query["trang"] else { return asked[0] }
        return asked.first { $0.key == key } ?? asked[0]
    }

    /// The address of a page of what is being filled in.
    func url(_ page: FillingPlan.Page, _ request: Request) -> String {
        request.module.url(
            filling.map { EServicesPath.apply(procedure.slug, code: $0.code, page: page.key) }
                ?? EServicesPath.apply(procedure.slug))
    }

    /// The step to the procedure's page.
    func step(_ request: Request) -> PageInfo.Breadcrumb {
        PageInfo.Breadcrumb(content.name, url: request.module.url(EServicesPath.procedure(procedure.slug)))
    }
}
