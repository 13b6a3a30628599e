import Foundation

/// The report on the portal's activity, for any period (the regulation's Art. 4.5, 5.5 and 16.1).
enum ReportScreen {
    static func show(_ request: Request) async throws -> Response {
        let texts = request.texts
        let choice = choice(request)
        let sections =
            if let period = choice.period {
                await ReportBuilder.build(site: request.site, period: period, language: request.client.language)
            } else {
                [ReportBuilder.Section]()
            }
        let model = ReportModel(
            title: texts("admin.report"),
            intro: texts(choice.period != nil && sections.isEmpty ? "report.nothing" : "report.intro"),
            hasActions: true,
            actions: quickLinks(request, path: AdminPath.report),
            hasFilter: true,
            filterUrl: AdminPath.report,
            filters: choice.form.fields.map(FieldModel.init),
            period: choice.period.map { periodText($0, texts) } ?? texts("report.bad_period"),
            sections: sections.map { section in
                ReportModel.Section(
                    title: section.title, note: section.table == nil ? texts("report.failed") : nil,
                    chartHtml: section.table.flatMap { ReportChart($0)?.html(title: section.title) },
                    table: section.table.map { TableModel($0, empty: texts("report.no_rows")) })
            },
            downloads: choice.period.map { period in
                [
                    .init(
                        label: texts("report.csv"),
                        url: "\(AdminPath.report)/tai-ve?" + FormURLEncoded.encode(period.query))
                ]
            } ?? [])
        var response = try request.adminCorePage("admin/report", model, PageInfo(title: model.title))
        if choice.period == nil { response.status = 422 }
        return response
    }

    /// All sections in one file.
    static func csv(_ request: Request) async throws -> Response {
        guard let period = choice(request).period else {
            throw PortalError.badRequest(reason: "error.report_period")
        }
        let texts = request.texts
        let sections = await ReportBuilder.build(
            site: request.site, period: period, language: request.client.language)
        let heading = [
            [texts("report.heading", ["site": request.site.identity.name])], [periodText(period, texts)],
            [texts("report.made_at", ["time": VietnamTime(request.now).timeText])],
        ]
        return .csv(
            ReportBuilder.csv(sections, heading: heading, missing: texts("report.failed")),
            name: "bao-cao-\(period.firstDay.isoDay)-\(period.lastDay.isoDay).csv")
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
