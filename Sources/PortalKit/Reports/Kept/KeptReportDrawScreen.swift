import Foundation

/// Drawing up a report of a period, to be commented and approved.
enum KeptReportDrawScreen {
    private static let path = "\(AdminPath.report)/lap"

    static let endpoints = [
        AdminEndpoints.screen(.get, path, CorePermission.reports, handler: show),
        AdminEndpoints.screen(.post, path, CorePermission.reports, handler: draw),
    ]

    /// Where the report of a period is drawn up.
    static func url(_ period: ReportPeriod) -> String { path + "?" + FormURLEncoded.encode(period.query) }

    static func show(_ request: Request) async throws -> Response {
        let (choice, period) = ReportScreen.choice(request)
        return try page(form(choice, title: period.map { usualTitle($0, request.texts) } ?? "", request.texts), request)
    }

    static func draw(_ request: Request) async throws -> Response {
        var form = form(ReportScreen.choice(request).form, title: "", request.texts)
        form.accept(request)
        let days = ["tu", "den"].map { name -> VietnamTime? in
            let day = VietnamTime(parsing: form[name])
            if day == nil { form.fail(name, request.texts("form.no_date")) }
            return day
        }
        guard let first = days[0], let last = days[1] else { return try page(form, request) }
        guard let period = ReportPeriod(from: first, to: last) else {
            form.fail("den", request.texts("filter.wrong_order"))
            return try page(form, request)
        }
        guard form.isValid else { return try page(form, request) }
        let id = try await ReportDrawing.draw(
            title: form["title"].normalizedInput(), period: period, as: request.actor, on: request.site)
        guard let id else { throw PortalError.notFound }
        return .redirect(
            to: KeptReportScreen.path(id), message: FlashMessage(.success, request.texts("report.drawn")))
    }

    private static func form(_ choice: Form, title: String, _ texts: Texts) -> Form {
        Form(
            fields: [
                FormField(
                    "title", .input(type: "text"), label: texts("report.name"), help: texts("report.name_help"),
                    isRequired: true, maximumLength: 150, value: title)
            ] + choice.fields)
    }

    /// What the regulation calls the half of a year, and the year; a quarter and a month by their names, else the days.
    private static func usualTitle(_ period: ReportPeriod, _ texts: Texts) -> String {
        let year = period.firstDay.year
        if period == .half(1, of: year) { return texts("report.first_half", ["year": String(year)]) }
        if period == .half(2, of: year) { return texts("report.second_half", ["year": String(year)]) }
        func isWhole(_ months: ClosedRange<Int>) -> Bool {
            guard let first = VietnamTime.month(months.lowerBound, of: year),
                let last = VietnamTime.month(months.upperBound, of: year)
            else { return false }
            return period == ReportPeriod(start: first.lowerBound, end: last.upperBound)
        }
        if isWhole(1...12) { return texts("report.year", ["year": String(year)]) }
        let month = period.firstDay.month
        if isWhole(month...month) { return texts("report.month", ["month": String(month), "year": String(year)]) }
        if let quarter = (1...4).first(where: { isWhole($0 * 3 - 2...$0 * 3) }) {
            return texts("report.quarter", ["quarter": ["I", "II", "III", "IV"][quarter - 1], "year": String(year)])
        }
        return ReportScreen.periodText(period, texts)
    }

    private static func page(_ form: Form, _ request: Request) throws -> Response {
        let texts = request.texts
        return try request.adminForm(
            form,
            PageInfo(
                title: texts("report.keep"), breadcrumbs: [.init(texts("admin.report"), url: AdminPath.report)]),
            submit: texts("report.draw_submit"), cancelURL: AdminPath.report, intro: texts("report.keep_intro"))
    }
}
