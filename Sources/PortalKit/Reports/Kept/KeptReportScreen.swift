import Foundation
import GRDB

/// One report that was drawn up: its figures, what people add, and its way to approval.
enum KeptReportScreen {
    /// The report's screen.
    static func path(_ id: Int64) -> String { "\(KeptReportListScreen.path)/\(id)" }

    private static let pattern = "\(KeptReportListScreen.path)/:id"

    static let endpoints = [
        AdminEndpoints.screen(.get, pattern, CorePermission.reports, handler: show),
        AdminEndpoints.screen(.post, pattern, CorePermission.reports, handler: remark),
        AdminEndpoints.screen(.post, "\(pattern)/so-lieu", CorePermission.reports, handler: renew),
        AdminEndpoints.screen(.post, "\(pattern)/trinh", CorePermission.reports, handler: submit),
        AdminEndpoints.screen(.post, "\(pattern)/duyet", CorePermission.reportApproval, handler: approve),
        AdminEndpoints.screen(.post, "\(pattern)/tra-lai", CorePermission.reportApproval, handler: sendBack),
        AdminEndpoints.screen(.post, "\(pattern)/xoa", CorePermission.reports, handler: remove),
        AdminEndpoints.screen(.get, "\(pattern)/tai-ve/:kind", CorePermission.reports, handler: download),
    ]

    static func show(_ request: Request) async throws -> Response {
        let report = try await found(request)
        return try page(report, remarks: KeptReportForms.remarks(report.remarks, request.texts), request)
    }

    static func download(_ request: Request) async throws -> Response {
        guard let kind = ReportExport.Kind(rawValue: request.parameters["kind"] ?? "") else {
            throw PortalError.notFound
        }
        let report = try await found(request)
        let texts = request.assembly.texts.texts(module: CoreSchema.owner, language: request.site.identity.language)
        let export = ReportExport(
            title: report.title, period: report.period, parts: report.parts, figuresAt: report.figuresAt,
            day: VietnamTime(report.approvedAt ?? request.now), remarks: report.remarks, site: request.site.identity,
            texts: texts)
        return try await ReportScreen.file(export, kind, back: path(report.id), request)
    }

    // MARK: - Deeds

    private static func remark(_ request: Request) async throws -> Response {
        let report = try await found(request)
        var form = KeptReportForms.remarks(report.remarks, request.texts)
        form.accept(request)
        guard form.isValid else { return try page(report, remarks: form, request) }
        let remarks = KeptReportForms.remarks(of: form)
        return try await done("remarked", report, request) {
            try KeptReportStore.remark(remarks, on: report.id, in: $0)
        }
    }

    private static func renew(_ request: Request) async throws -> Response {
        let report = try await found(request)
        let parts = await ReportBuilder.build(site: request.site, period: report.period)
        return try await done("renewed", report, request) { try KeptReportStore.renew(report.id, parts: parts, in: $0) }
    }

    private static func submit(_ request: Request) async throws -> Response {
        let report = try await found(request)
        let context = ReportDrawing.context(request.site)
        return try await done("submitted", report, request) { change in
            guard try KeptReportStore.submit(report.id, in: change) else { return false }
            try ReportDrawing.tell(
                "report-submitted", report.id, report.title, who: CorePermission.reportApproval, context, in: change)
            return true
        }
    }

    private static func approve(_ request: Request) async throws -> Response {
        let report = try await found(request)
        guard report.submittedBy != request.actor.personId else {
            return .redirect(
                to: path(report.id), message: FlashMessage(.error, request.texts("report.not_ones_own")))
        }
        let context = ReportDrawing.context(request.site)
        return try await done("approved", report, request) { change in
            guard try KeptReportStore.approve(report, in: change) else { return false }
            try tellSubmitter("report-approved", of: report, context, in: change)
            return true
        }
    }

    private static func sendBack(_ request: Request) async throws -> Response {
        let report = try await found(request)
        var form = KeptReportForms.returning(request.texts)
        form.accept(request)
        guard form.isValid else {
            return try page(
                report, remarks: KeptReportForms.remarks(report.remarks, request.texts), returning: form, request)
        }
        let (reason, context) = (form["reason"].normalizedInput(multiline: true), ReportDrawing.context(request.site))
        return try await done("returned", report, request) { change in
            guard try KeptReportStore.sendBack(report.id, reason: reason, in: change) else { return false }
            try tellSubmitter("report-returned", of: report, reason: reason, context, in: change)
            return true
        }
    }

    private static func remove(_ request: Request) async throws -> Response {
        let report = try await found(request)
        return try await done("removed", report, request, to: KeptReportListScreen.path) {
            try KeptReportStore.remove(report.id, in: $0)
        }
    }

    /// Does it and leads back, with words for it or for that somebody else was faster.
    private static func done(
        _ deed: String, _ report: KeptReport, _ request: Request, to target: String? = nil,
        _ work: @escaping @Sendable (Change) throws -> Bool
    ) async throws -> Response {
        let isDone = try await request.site.storage(for: CoreSchema.owner).write(as: request.actor, work)
        return .redirect(
            to: isDone ? target ?? path(report.id) : path(report.id),
            message: isDone
                ? FlashMessage(.success, request.texts("report.done.\(deed)"))
                : FlashMessage(.error, request.texts("report.changed_meanwhile")))
    }

    private static func tellSubmitter(
        _ template: String, of report: KeptReport, reason: String = "", _ context: ModuleContext, in change: Change
    ) throws {
        let submitter = try report.submittedBy.flatMap { try AccountStore.find($0, in: change.database) }
        try ReportDrawing.tell(
            template, report.id, report.title, reason: reason, people: submitter.map { [$0] } ?? [], context,
            in: change)
    }

    // MARK: - Parts

    private static func found(_ request: Request) async throws -> KeptReport {
        let id = try request.id()
        guard let report = try await request.site.database.read({ try KeptReportStore.find(id, in: $0) }) else {
            throw PortalError.notFound
        }
        return report
    }

    /// Who drew it up; the portal where it did so by itself.
    static func name(_ drawnName: String, _ texts: Texts) -> String {
        drawnName == ReportDrawing.job ? texts("report.by_portal") : drawnName
    }

    private static func page(
        _ report: KeptReport, remarks: Form, returning: Form? = nil, _ request: Request
    ) throws -> Response {
        let (texts, buttons) = (request.texts, KeptReportButtons(report: report, request: request))
        let isOpen = report.state != .approved
        let mayReturn = report.state == .submitted && request.actor.may(CorePermission.reportApproval)
        var parts: [KeptReportModel.Part] = []
        if isOpen {
            let form = request.formModel(remarks, action: path(report.id), submit: texts("report.save_remarks"))
            parts.append(.init(title: texts("report.remarks"), form: form))
        }
        if mayReturn {
            let form = request.formModel(
                returning ?? KeptReportForms.returning(texts), action: "\(path(report.id))/tra-lai",
                submit: texts("report.send_back"))
            parts.append(.init(title: texts("report.send_back_title"), form: form))
        }
        let model = KeptReportModel(
            title: report.title, intro: ReportScreen.periodText(report.period, texts), hasActions: true,
            actions: [AdminAction(texts("report.kept"), url: KeptReportListScreen.path, icon: "dossier")],
            state: texts("report.is.\(report.state.rawValue)"),
            stateKind: report.state == .approved ? "success" : report.state == .submitted ? "warning" : "info",
            returned: report.returnedReason.isEmpty ? nil : report.returnedReason,
            facts: facts(report, texts), postActions: buttons.posts,
            compared: texts("report.compared_with", ReportExport.days(report.period.before)),
            sections: report.parts.map { ReportSectionModel($0, texts) },
            remarks: isOpen ? [] : KeptReportForms.shown(report.remarks, texts),
            parts: parts,
            downloads: ReportScreen.downloads(texts) { "\(path(report.id))/tai-ve/\($0.rawValue)" })
        var response = try request.adminCorePage(
            "admin/kept-report", model,
            PageInfo(
                title: report.title,
                breadcrumbs: [
                    .init(texts("admin.report"), url: AdminPath.report),
                    .init(texts("report.kept"), url: KeptReportListScreen.path),
                ]))
        if !remarks.isValid || returning?.isValid == false { response.status = 422 }
        return response
    }

    private static func facts(_ report: KeptReport, _ texts: Texts) -> [FactModel] {
        var facts = [
            FactModel(texts("report.drawn_by"), name(report.drawnName, texts)),
            FactModel(texts("report.drawn_at"), VietnamTime(report.drawnAt).timeText),
            FactModel(texts("report.figures_at"), VietnamTime(report.figuresAt).timeText),
        ]
        if let name = report.approvedName, let at = report.approvedAt {
            facts.append(FactModel(texts("report.approved_by"), name))
            facts.append(FactModel(texts("report.approved_at"), VietnamTime(at).timeText))
        }
        if let digest = report.digest { facts.append(FactModel(texts("report.digest"), digest)) }
        return facts
    }
}
