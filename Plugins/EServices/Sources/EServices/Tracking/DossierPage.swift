import Foundation
import PortalKit

/// What a citizen sees of their dossier, and what they can do with it: answer, withdraw, take the result.
enum DossierPage {
    static func show(_ request: Request) async throws -> Response {
        guard let dossier = try? await request.ticketedDossier() else { return expired(request) }
        return try await page(dossier, supplement: nil, withdrawal: nil, request)
    }

    /// A file of the result, always to be saved.
    static func file(_ request: Request) async throws -> Response {
        let dossier = try await request.ticketedDossier()
        let number = Int64(try request.number("so", in: 1...Int.max, default: 0))
        let file = try await request.module.storage.read { try DossierRows.file(number, of: dossier.id, in: $0) }
        guard let file, file.role == .result, file.scan.isGivenOut else { throw PortalError.notFound }
        return .download(file.file)
    }

    static func supply(_ request: Request) async throws -> Response {
        guard let dossier = try? await request.ticketedDossier() else { return expired(request) }
        guard dossier.state == .supplement else { throw PortalError.conflict(reason: "error.409") }
        let (blank, files) = supplementForm(request)
        var form = blank
        form.accept(request)
        files.restore(in: &form)
        if form["answer"].isEmpty, files.files.isEmpty { form.fail("answer", request.texts("supplement.empty")) }
        if let wait = request.limit("e-services.supply", to: 30, within: 3600) {
            throw PortalError.tooManyRequests(retryAfterSeconds: wait)
        }
        guard form.isValid else {
            try await request.keep(files)
            return try await page(dossier, supplement: form, withdrawal: nil, request)
        }
        let (desk, answer) = (DossierDesk(request.module), form["answer"])
        do {
            try await request.module.storage.write(as: request.actor) {
                try desk.supply(dossier.id, answer, files.files, byCitizen: true, in: $0)
            }
        } catch is DossierChanged {
            // A double click: the first has been taken in.
        }
        return try back(dossier, "supplement.done", request)
    }

    static func withdraw(_ request: Request) async throws -> Response {
        guard let dossier = try? await request.ticketedDossier() else { return expired(request) }
        var form = withdrawalForm(request)
        form.accept(request)
        guard form.isValid else { return try await page(dossier, supplement: nil, withdrawal: form, request) }
        let (desk, reason) = (DossierDesk(request.module), form["reason"])
        do {
            try await request.module.storage.write(as: request.actor) {
                try desk.withdraw(dossier.id, reason: reason, byCitizen: true, in: $0)
            }
        } catch is DossierChanged {
            throw PortalError.conflict(reason: "error.409")
        }
        return try back(dossier, "withdrawal.done", request)
    }

    /// The slip of receipt and appointment, to be printed.
    static func slip(_ request: Request) async throws -> Response {
        guard let dossier = try? await request.ticketedDossier() else { return expired(request) }
        let ticket = request.query["ve"] ?? ""
        let model = try await SlipModel(
            dossier, pdf: request.module.url(EServicesPath.slipFile(ticket: ticket)), request)
        return try request.page(
            "slip", model,
            PageInfo(
                title: model.title,
                breadcrumbs: [
                    request.catalogueStep,
                    PageInfo.Breadcrumb(
                        dossier.code,
                        url: request.module.url(EServicesPath.dossier(ticket: ticket))),
                ], isIndexed: false))
    }

    /// The same as a file.
    static func slipFile(_ request: Request) async throws -> Response {
        guard let dossier = try? await request.ticketedDossier() else { return expired(request) }
        return try await SlipModel(dossier, pdf: "", request).download(
            request, back: request.module.url(EServicesPath.slip(ticket: request.query["ve"] ?? "")))
    }

    // MARK: - Parts

    private static func expired(_ request: Request) -> Response {
        .redirect(
            to: request.module.url(EServicesPath.track),
            message: FlashMessage(.warning, request.texts("tracking.expired")))
    }

    private static func back(_ dossier: Dossier, _ key: String, _ request: Request) throws -> Response {
        .redirect(
            to: request.module.url(EServicesPath.dossier(ticket: try request.dossierTicket(dossier.id))),
            message: FlashMessage(.success, request.texts(key)))
    }

    private static func supplementForm(_ request: Request) -> (Form, KeptUploads) {
        let texts = request.texts
        let files = KeptUploads(request, types: DossierFile.types, maximum: 10)
        let answer = FormField(
            "answer", .textarea(rows: 5), label: texts("supplement.answer"),
            maximumLength: FormDefinition.Limit.text)
        return (
            Form(
                fields: [answer]
                    + files.fields(
                        label: texts("supplement.files"), help: texts("field.file_help"), accept: DossierFile.accept)),
            files
        )
    }

    private static func withdrawalForm(_ request: Request) -> Form {
        Form(fields: [
            FormField(
                "reason", .textarea(rows: 3), label: request.texts("withdrawal.reason"), isRequired: true,
                maximumLength: FormDefinition.Limit.text)
        ])
    }

    private static func page(
        _ dossier: Dossier, supplement: Form?, withdrawal: Form?, _ request: Request
    ) async throws -> Response {
        let (texts, context) = (request.texts, request.module)
        let ticket = request.query["ve"] ?? ""
        let (events, files, supplements) = try await context.storage.read { database in
            (
                try DossierRows.events(of: dossier.id, in: database),
                try DossierRows.files(of: dossier.id, in: database),
                try DossierRows.supplements(of: dossier.id, in: database)
            )
        }
        let asked = dossier.state == .supplement ? supplements.first : nil
        let canWithdraw = DossierMove.withdraw.end(from: dossier.state, before: nil) != nil
        let payment = try PaymentModel(dossier, request)
        let results = files.filter { $0.role == .result && $0.scan.isGivenOut }
        let model = CitizenDossierModel(
            title: texts("dossier.of", ["code": dossier.code]), procedure: dossier.procedureName,
            state: texts("state.\(dossier.state.rawValue)"), stateBadge: dossier.badge.rawValue,
            explanation: explanation(dossier, texts),
            facts: request.facts([
                ("dossier.code", dossier.code, nil), ("dossier.applicant", dossier.applicantLabel, nil),
                (
                    "dossier.confirmed",
                    dossier.confirmedBy.isEmpty
                        ? "" : texts("dossier.confirmed_by", ["provider": dossier.confirmedBy]), nil
                ),
                ("dossier.received", VietnamTime(dossier.receivedAt).timeText, nil),
                (
                    "dossier.due",
                    dossier.acceptedAt == nil || !dossier.state.isCounted
                        ? "" : dossier.dueAt.map { VietnamTime($0).dayText } ?? "", nil
                ),
                ("dossier.body", dossier.bodyName, nil),
                ("dossier.delivery", dossier.deliveryText(texts), nil),
                (
                    "dossier.result", dossier.state == .ready || dossier.state == .returned ? dossier.resultText : "",
                    nil
                ),
            ]), slipUrl: context.url(EServicesPath.slip(ticket: ticket)),
            slipFileUrl: context.url(EServicesPath.slipFile(ticket: ticket)), hasResults: !results.isEmpty,
            results: results.map {
                LinkModel(
                    title: $0.file.name, url: context.url(EServicesPath.file($0.id, ticket: ticket)),
                    count: $0.file.bytes.fileSize(language: texts.language))
            }, hasPayment: payment != nil, payment: payment, request: asked?.request, hasSupplement: asked != nil,
            form: request.formModel(
                supplement ?? supplementForm(request).0,
                action: context.url("\(EServicesPath.supplement)?ve=\(ticket)"), submit: texts("supplement.submit")),
            canWithdraw: canWithdraw, withdrawUrl: context.url("\(EServicesPath.withdraw)?ve=\(ticket)"),
            withdrawOpen: withdrawal != nil,
            withdrawFields: (withdrawal ?? withdrawalForm(request)).fields.map { FieldModel($0, idSuffix: "rut") },
            csrf: request.formToken(), validFor: texts("tracking.valid"),
            events: events.filter(\.kind.isForCitizen).map { event in
                EventModel(texts("event.\(event.kind.rawValue)"), by: event.actor, at: event.at, text: event.text)
            })
        return try request.page(
            "dossier", model,
            PageInfo(
                title: model.title,
                breadcrumbs: [
                    request.catalogueStep,
                    PageInfo.Breadcrumb(texts("tracking.title"), url: context.url(EServicesPath.track)),
                ], isIndexed: false, status: supplement == nil && withdrawal == nil ? 200 : 422))
    }

    private static func explanation(_ dossier: Dossier, _ texts: Texts) -> String {
        texts(
            "state.\(dossier.state.rawValue)_help",
            ["day": dossier.dueAt.map { VietnamTime($0).dayText } ?? "–", "body": dossier.bodyName])
    }
}

extension Dossier {
    var badge: AdminList.Cell.Badge {
        switch state {
        case .submitted, .supplement: .warning
        case .ready, .returned: .success
        case .refused: .error
        default: .neutral
        }
    }
}

/// What the template `dossier` shows to the citizen whose it is.
struct CitizenDossierModel: TemplateModel {
    let title: String
    let procedure: String
    let state: String
    let stateBadge: String
    let explanation: String
    let facts: [FactModel]
    let slipUrl: String
    let slipFileUrl: String
    let hasResults: Bool
    let results: [LinkModel]
    let hasPayment: Bool
    let payment: PaymentModel?
    let request: String?
    let hasSupplement: Bool
    let form: FormModel
    let canWithdraw: Bool
    let withdrawUrl: String
    let withdrawOpen: Bool
    let withdrawFields: [FieldModel]
    let csrf: String
    let validFor: String
    let events: [EventModel]

    static var example: CitizenDossierModel {
        CitizenDossierModel(
            title: "Hồ sơ UBND-261124-0007", procedure: "Đăng ký khai sinh", state: "Đang giải quyết",
            stateBadge: "neutral", explanation: "Hẹn trả 27/11/2026", facts: [.example],
            slipUrl: "/dich-vu-cong/tra-cuu/phieu?ve=1", slipFileUrl: "/dich-vu-cong/tra-cuu/phieu/tai-ve?ve=1",
            hasResults: true, results: [.example], hasPayment: true,
            payment: .example, request: "Xin bổ sung giấy chứng sinh", hasSupplement: true, form: .example,
            canWithdraw: true, withdrawUrl: "/dich-vu-cong/tra-cuu/rut?ve=1", withdrawOpen: true,
            withdrawFields: FieldModel.examples, csrf: "…", validFor: "Trang này mở được 2 giờ", events: [.example])
    }
}
