import Foundation

/// The report on the portal's activity, for any period (the regulation's Art. 4.5, 5.5 and 16.1).
enum ReportScreen {
    static let endpoints = [
        AdminEndpoints.screen(.get, AdminPath.report, CorePermission.reports, handler: show),
        AdminEndpoints.screen(.get, "\(AdminPath.report)/tai-ve", CorePermission.reports, handler: download),
    ]

    static func show(_ request: Request) async throws -> Response {
        let texts = request.texts
        let choice = choice(request)
        let parts = if let period = choice.period { await build(period, request) } else { [ReportPart]() }
        let model = ReportModel(
            title: texts("admin.report"),
            intro: texts(choice.period != nil && parts.isEmpty ? "report.nothing" : "report.intro"),
            hasActions: true,
            actions: quickLinks(request, path: AdminPath.report) + [
                AdminAction(texts("report.kept"), url: KeptReportListScreen.path, icon: "dossier")
            ],
            hasFilter: true,
            filterUrl: AdminPath.report,
            filters: choice.form.fields.map(FieldModel.init),
            period: choice.period.map { period in
                periodText(period, texts) + ". " + texts("report.compared_with", ReportExport.days(period.before))
            } ?? texts("report.bad_period"),
            sections: parts.map { ReportSectionModel($0, texts) },
            keepUrl: choice.period.map { KeptReportDrawScreen.url($0) },
            downloads: choice.period.map { period in
                downloads(texts) { kind in
                    "\(AdminPath.report)/tai-ve?" + FormURLEncoded.encode(period.query + [("dang", kind.rawValue)])
                }
            } ?? [])
        var response = try request.adminCorePage("admin/report", model, PageInfo(title: model.title))
        if choice.period == nil { response.status = 422 }
        return response
    }

    /// All sections in one file.
    static func download(_ request: Request) async throws -> Response {
        guard let period = choice(request).period else {
            throw PortalError.badRequest(reason: "error.report_period")
        }
        guard let kind = ReportExport.Kind(rawValue: request.query["dang"] ?? "csv") else { throw PortalError.notFound }
        let export = ReportExport(
            title: "", period: period, parts: await build(period, request), figuresAt: request.now,
            day: VietnamTime(request.now), site: request.site.identity, texts: request.texts)
        return try await file(export, kind, back: AdminPath.report, request)
    }

    /// The file; where the computer cannot make it, back to where it was asked for with what to do.
    static func file(
        _ export: ReportExport, _ kind: ReportExport.Kind, back: String, _ request: Request
    ) async throws -> Response {
        do {
            return try await export.response(kind)
        } catch ReportFileError.libraryMissing {
            return .redirect(to: back, message: FlashMessage(.error, request.texts("report.no_pdf")))
        }
    }

    static func downloads(_ texts: Texts, url: (ReportExport.Kind) -> String) -> [ReportModel.Download] {
        ReportExport.Kind.allCases.map { ReportModel.Download(label: texts($0.textKey), url: url($0)) }
    }

    private static func build(_ period: ReportPeriod, _ request: Request) async -> [ReportPart] {
        await ReportBuilder.build(site: request.site, period: period, language: request.client.language)
    }

    // MARK: - The period

    static func periodText(_ period: ReportPeriod, _ texts: Texts) -> String {
        texts("report.period", ["from": period.firstDay.dayText, "to": period.lastDay.dayText])
    }

    /// What was asked for, as a form and as a period; without a question this half-year.
    static func choice(_ request: Request) -> (form: Form, period: ReportPeriod?) {
        let texts = request.coreTexts
        let usual = ReportPeriod.halfYear(around: request.now)
        let from = request.query["tu"] ?? usual.firstDay.isoDay
        let to = request.query["den"] ?? usual.lastDay.isoDay
        var form = Form(fields: [
            FormField("tu", .input(type: "date"), label: texts("filter.from"), isRequired: true, value: from),
            FormField("den", .input(type: "date"), label: texts("filter.to"), isRequired: true, value: to),
        ])
        let (first, last) = (VietnamTime(parsing: from), VietnamTime(parsing: to))
        if first == nil { form.fail("tu", texts("form.no_date")) }
        if last == nil { form.fail("den", texts("form.no_date")) }
        guard let first, let last else { return (form, nil) }
        let period = ReportPeriod(from: first, to: last)
        if period == nil { form.fail("den", texts("filter.wrong_order")) }
        return (form, period)
    }

    /// Both halves of this year, this year, and the last.
    static func quickLinks(_ request: Request, path: String) -> [AdminAction] {
        let texts = request.coreTexts
        let year = VietnamTime(request.now).year
        func link(_ label: String, _ period: ReportPeriod?) -> AdminAction? {
            period.map { AdminAction(label, url: path + "?" + FormURLEncoded.encode($0.query)) }
        }
        func whole(_ year: Int) -> AdminAction? {
            let period = VietnamTime.year(year).map { ReportPeriod(start: $0.lowerBound, end: $0.upperBound) }
            return link(texts("report.year", ["year": String(year)]), period)
        }
        return [
            link(texts("report.first_half", ["year": String(year)]), .half(1, of: year)),
            link(texts("report.second_half", ["year": String(year)]), .half(2, of: year)),
            whole(year), whole(year - 1),
        ].compactMap { $0 }
    }
}
