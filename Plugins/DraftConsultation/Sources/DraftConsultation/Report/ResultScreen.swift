import Foundation
import GRDB
import PortalKit

/// The screen on which the report is written, looked at, published, and on which is said what the draft became.
enum ResultScreen {
    private enum Name {
        static let number = "number"
        static let course = "course"
        static let conclusion = "conclusion"
        static let recipients = "recipients"
        static let office = "office"
        static let signer = "signer"
        static let issuedNumber = "issued_number"
        static let issuedDay = "issued_on"
    }

    static func show(_ request: Request) async throws -> Response {
        let draft = try await request.reportedDraft()
        let report = try await report(draft, request)
        return try await screen(
            draft, report, form(report.content, request.texts), issued(draft, request.texts), request)
    }

    static func save(_ request: Request) async throws -> Response {
        let draft = try await request.treatedDraft()
        var report = try await report(draft, request)
        var form = form(report.content, request.texts)
        form.accept(request)
        guard form.isValid else {
            return try await screen(draft, report, form, issued(draft, request.texts), status: 422, request)
        }
        let content = content(of: form)
        try await request.module.storage.write(as: request.actor) { change in
            try ReportRows.save(content, of: draft.id, in: change)
            try change.audit("draft-consultation.report-saved", on: draft.reference)
            try DraftDesk(request.module).takeUp(draft.id, in: change)
        }
        report = try await self.report(draft, request)
        return .redirect(
            to: request.module.adminURL(ConsultationScreen.result(draft.id)),
            message: FlashMessage(.success, request.texts("result.saved")))
    }

    /// Publishes the report with the draft, as page and files.
    static func publish(_ request: Request) async throws -> Response {
        let draft = try await publishable(request)
        let report = try await report(draft, request)
        let context = request.module
        guard report.untreated == 0, draft.endsAt.map({ $0 <= request.now }) ?? false else {
            return .redirect(
                to: context.adminURL(ConsultationScreen.result(draft.id)),
                message: FlashMessage(.error, request.texts("result.not_yet")))
        }
        let hasPDF = try await ReportPublication(report, context).publish(as: request.actor)
        return .redirect(
            to: context.adminURL(ConsultationScreen.result(draft.id)),
            message: hasPDF
                ? FlashMessage(.success, request.texts("result.published"))
                : FlashMessage(.warning, request.texts("result.published_without_pdf")))
    }

    /// The report as a file, as it stands now.
    static func download(_ request: Request) async throws -> Response {
        let draft = try await request.reportedDraft()
        let files = try await report(draft, request).document.files()
        let isPDF = request.parameters["kind"] == "pdf"
        guard isPDF || request.parameters["kind"] == "odt" else { throw PortalError.notFound }
        let type = isPDF ? MediaType.pdf : .odt
        let bytes = isPDF ? files.pdf : files.openDocument
        guard let bytes else { throw PortalError.notFound }
        return Response(
            headers: [
                "Content-Type": type.rawValue, "Cache-Control": "private, no-store",
                "Content-Disposition": "attachment; filename=\"bao-cao-\(draft.slug)\(type.fileExtension)\"",
            ], body: .bytes(bytes))
    }

    /// Says what the draft became.
    static func issue(_ request: Request) async throws -> Response {
        let draft = try await publishable(request)
        var form = issued(draft, request.texts)
        form.accept(request)
        let (number, day) = (form[Name.issuedNumber], form.time(Name.issuedDay).map { VietnamTime($0).isoDay } ?? "")
        if !number.isEmpty, day.isEmpty { form.fail(Name.issuedDay, request.texts("result.day_missing")) }
        if !number.isEmpty, case .failure(let fault) = LegalNumber.read(number) {
            form.fail(Name.issuedNumber, request.texts("result.number.\(fault.fault.rawValue)"))
        }
        guard form.isValid else {
            let report = try await report(draft, request)
            return try await screen(draft, report, self.form(report.content, request.texts), form, status: 422, request)
        }
        let desk = DraftDesk(request.module)
        try await request.module.storage.write(as: request.actor) {
            try desk.setIssued(draft.id, number: number, day: day, in: $0)
        }
        return .redirect(
            to: request.module.adminURL(ConsultationScreen.result(draft.id)),
            message: FlashMessage(.success, request.texts("result.issued_saved")))
    }

    /// The public draft of the path, if the actor may say before the public what came of it.
    private static func publishable(_ request: Request) async throws -> Draft {
        let draft = try await request.reportedDraft()
        guard draft.isPublic, request.consultation.may(ConsultationPermission.publish, draft) else {
            throw PortalError.forbidden
        }
        return draft
    }

    // MARK: - Parts

    private static func report(_ draft: Draft, _ request: Request) async throws -> TreatmentReport {
        try await TreatmentReport.current(draft, request.module)
    }

    private static func form(_ content: ReportContent, _ texts: Texts) -> Form {
        let limit = ReportContent.Limit.self
        func area(_ name: String, _ value: String, rows: Int, _ maximum: Int = limit.text) -> FormField {
            FormField(
                name, .textarea(rows: rows), label: texts("result.field.\(name)"),
                help: texts.optional("result.field.\(name)_help"), maximumLength: maximum, value: value)
        }
        return Form(fields: [
            FormField(
                Name.number, label: texts("result.field.number"), help: texts("result.field.number_help"),
                maximumLength: 60, value: content.number),
            area(Name.course, content.course, rows: 4), area(Name.conclusion, content.conclusion, rows: 4),
            area(Name.recipients, content.recipients, rows: 3, 2_000), area(Name.office, content.office, rows: 2, 400),
            FormField(
                Name.signer, label: texts("result.field.signer"), maximumLength: limit.line, value: content.signer),
        ])
    }

    private static func content(of form: Form) -> ReportContent {
        func area(_ name: String) -> String { form[name].normalizedInput(multiline: true) }
        return ReportContent(
            number: form[Name.number], course: area(Name.course), conclusion: area(Name.conclusion),
            recipients: area(Name.recipients), office: area(Name.office), signer: form[Name.signer])
    }

    private static func issued(_ draft: Draft, _ texts: Texts) -> Form {
        Form(fields: [
            FormField(
                Name.issuedNumber, label: texts("result.issued_number"), help: texts("result.issued_help"),
                maximumLength: 60, value: draft.issued?.number ?? ""),
            FormField(
                Name.issuedDay, .input(type: "date"), label: texts("result.issued_on"), maximumLength: 30,
                value: draft.issued?.day ?? ""),
        ])
    }

    private static func screen(
        _ draft: Draft, _ report: TreatmentReport, _ form: Form, _ issued: Form, status: Int = 200, _ request: Request
    ) async throws -> Response {
        let (texts, context) = (request.texts, request.module)
        let url = context.adminURL(ConsultationScreen.result(draft.id))
        let mayTreat = request.consultation.mayTreat(draft)
        let commentsURL = context.adminURL(ConsultationScreen.comments(draft.id))
        let mayPublish = draft.isPublic && request.consultation.may(ConsultationPermission.publish, draft)
        let isOver = draft.endsAt.map { $0 <= request.now } ?? false
        let model = ResultModel(
            title: texts("result.title"), intro: draft.content.title, hasActions: true,
            actions: (mayTreat ? [AdminAction(texts("comments.list"), url: commentsURL, icon: "left")] : []) + [
                AdminAction(texts("result.odt"), url: url + "/tai-ve/odt", icon: "download"),
                AdminAction(texts("result.pdf"), url: url + "/tai-ve/pdf", icon: "download"),
            ], form: mayTreat ? request.formModel(form, action: url, submit: texts("result.save")) : nil,
            untreated: report.untreated > 0 ? texts("result.untreated", ["count": String(report.untreated)]) : nil,
            untreatedUrl: mayTreat ? commentsURL + "?xu-ly=none&trung=an" : nil,
            notOver: isOver ? nil : texts("result.not_over", ["end": draft.content.endsOn.dayText]),
            publishUrl: mayPublish && isOver && report.untreated == 0 ? url + "/cong-bo" : nil,
            csrf: request.formToken(),
            publishLabel: texts(draft.reportedAt == nil ? "result.publish" : "result.publish_again"),
            question: texts("result.publish_question"), explanation: texts("result.publish_explanation"), back: url,
            publicUrl: draft.reportedAt == nil || !draft.isPublic
                ? nil : context.url(ConsultationPath.report(draft.slug)),
            reported: draft.reportedAt.map { texts("result.reported", ["time": VietnamTime($0).timeText]) },
            issueUrl: mayPublish ? url + "/ban-hanh" : nil,
            issuedFields: issued.fields.map { FieldModel($0, idSuffix: "issued") },
            document: ReportDocumentModel(report.document, level: 3))
        return try request.adminPage(
            "admin/result", model,
            PageInfo(
                title: model.title,
                breadcrumbs: [DraftEditScreen.listStep(request), DraftEditScreen.draftStep(draft, request)],
                status: status))
    }
}

/// What the template `admin/result` shows.
struct ResultModel: TemplateModel {
    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    /// Nil for whoever publishes the report and does not write it.
    let form: FormModel?
    /// That comments are left of which nobody has said how they were taken up.
    let untreated: String?
    let untreatedUrl: String?
    let notOver: String?
    /// Nil while it cannot be published.
    let publishUrl: String?
    let csrf: String
    let publishLabel: String
    let question: String
    let explanation: String
    let back: String
    let publicUrl: String?
    let reported: String?
    let issueUrl: String?
    let issuedFields: [FieldModel]
    let document: ReportDocumentModel

    static var example: ResultModel {
        let url = "/quan-tri/draft-consultation/1/ket-qua"
        return ResultModel(
            title: "Tiếp thu, giải trình", intro: "Quy chế", hasActions: true,
            actions: [AdminAction("Tải ODT", url: "\(url)/tai-ve/odt", isPrimary: true, icon: "download")],
            form: .example,
            untreated: "Còn 2 ý kiến", untreatedUrl: "/quan-tri/draft-consultation/1/y-kien?xu-ly=none",
            notOver: "Chưa hết hạn", publishUrl: "\(url)/cong-bo", csrf: "…", publishLabel: "Công bố",
            question: "Công bố?",
            explanation: "Bạn đọc sẽ thấy", back: url, publicUrl: "/du-thao/quy-che/ket-qua", reported: "Đã công bố",
            issueUrl: "\(url)/ban-hanh", issuedFields: FieldModel.examples, document: .example)
    }
}
