import Foundation
import GRDB
import PortalKit

/// Where a citizen asks for their dossier by its code and their telephone number or the last digits of their identity
/// number. Whatever is wrong, the answer and the work for it are the same, so that nobody learns whether a code exists.
enum TrackingPage {
    private static let purpose = "e-services.tracking"
    /// Tries at one code from anywhere, in an hour.
    private static let triesPerCode = 20

    static func show(_ request: Request) throws -> Response {
        try page(form(request), request.intake(purpose), request)
    }

    static func find(_ request: Request) async throws -> Response {
        var form = form(request)
        form.accept(request)
        var intake = request.intake(purpose)
        guard form.isValid, intake.admit() else { return try page(form, intake, request) }
        let code = form["code"].uppercased().filter { !$0.isWhitespace }
        let isTooMany =
            request.limit("e-services.tracking-code", to: triesPerCode, within: 3600, key: code) != nil
        let found = try await Self.find(code, form["secret"], request)
        guard let found, !isTooMany else {
            form.fail("code", request.texts("tracking.nothing_found"))
            return try page(form, intake, request)
        }
        return .redirect(to: request.module.url(EServicesPath.dossier(ticket: try request.dossierTicket(found))))
    }

    private static func find(_ code: String, _ secret: String, _ request: Request) async throws -> Int64? {
        let seal = DossierSeal(request.module)
        let row = try await request.module.storage.read { database -> (id: Int64, phone: String, suffix: String)? in
            try Row.fetchOne(
                database, sql: "SELECT id, phone_mark, suffix_mark FROM eservices_dossiers WHERE code = ?",
                arguments: [code]
            ).map { ($0["id"], $0["phone_mark"], $0["suffix_mark"]) }
        }
        // Both are reckoned and compared in any case, with nothing where there is no such dossier.
        let (phone, suffix) = (seal.phoneMark(secret), secret.count <= 12 ? seal.suffixMark(secret) : "")
        let isPhone = DataVault.isSame(row?.phone ?? "none", phone)
        let isSuffix = DataVault.isSame(row?.suffix ?? "none", suffix)
        let isFound = (isPhone && !phone.isEmpty) || (isSuffix && !suffix.isEmpty)
        return isFound ? row?.id : nil
    }

    private static func form(_ request: Request) -> Form {
        let texts = request.texts
        return Form(fields: [
            FormField(
                "code", label: texts("tracking.code"), help: texts("tracking.code_help"), isRequired: true,
                maximumLength: 60, value: String((request.query["ma"] ?? "").prefix(60)), autocomplete: "off"),
            FormField(
                "secret", label: texts("tracking.secret"), help: texts("tracking.secret_help"), isRequired: true,
                maximumLength: 20, autocomplete: "off"),
        ])
    }

    private static func page(_ form: Form, _ intake: Intake, _ request: Request) throws -> Response {
        let texts = request.texts
        return try request.formPage(
            form, PageInfo(title: texts("tracking.title"), breadcrumbs: [request.catalogueStep]),
            submit: texts("tracking.submit"), intro: texts("tracking.intro"), intake: intake)
    }
}

extension Request {
    private static let ticketPurpose = "dossier"
    /// Hours for which somebody who has shown that a dossier is theirs may look at it.
    private static let ticketHours = 2.0

    /// What stands in the address of a dossier's page for whoever has shown that it is theirs.
    func dossierTicket(_ id: Int64) throws -> String {
        try module.vault.ticket(
            String(id), for: Self.ticketPurpose, until: now.addingTimeInterval(Self.ticketHours * 3600))
    }

    /// The dossier that the address's ticket opens.
    func ticketedDossier() async throws -> Dossier {
        guard let id = module.vault.redeem(query["ve"] ?? "", for: Self.ticketPurpose, at: now).flatMap({ Int64($0) }),
            let dossier = try await module.storage.read({ try DossierRows.fetch(id, in: $0) })
        else { throw PortalError.notFound }
        return dossier
    }
}
