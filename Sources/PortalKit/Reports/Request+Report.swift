import Foundation

extension Request {
    /// A screen with a module's own figures for a period that the reader chooses: tables with their charts, as in the
    /// portal's report.
    ///
    /// - Parameters:
    ///   - download: the address of the same as CSV, see ``adminReportFile(title:name:_:)``; it gets the period.
    ///   - make: draws up the tables.
    public func adminReport(
        title: String, intro: String? = nil, download: String,
        _ make: @Sendable (ReportPeriod) async throws -> [(title: String, table: ReportTable)]
    ) async throws -> Response {
        let (texts, choice) = (coreTexts, ReportScreen.choice(self))
        var tables: [(title: String, table: ReportTable)] = []
        if let period = choice.period { tables = try await make(period) }
        let model = ReportModel(
            title: title, intro: intro, hasActions: true, actions: ReportScreen.quickLinks(self, path: path),
            hasFilter: true, filterUrl: path, filters: choice.form.fields.map(FieldModel.init),
            period: choice.period.map { ReportScreen.periodText($0, texts) } ?? texts("report.bad_period"),
            sections: tables.map { ReportSectionModel(title: $0.title, table: $0.table, texts) },
            keepUrl: nil,
            downloads: choice.period.map { period in
                [.init(label: texts("report.csv"), url: download + "?" + FormURLEncoded.encode(period.query))]
            } ?? [])
        var response = try adminCorePage("admin/report", model, PageInfo(title: title))
        if choice.period == nil { response.status = 422 }
        return response
    }

    /// The tables of ``adminReport(title:intro:download:_:)`` in one CSV file.
    ///
    /// - Parameter name: how the file's name begins, in ASCII letters.
    public func adminReportFile(
        title: String, name: String,
        _ make: @Sendable (ReportPeriod) async throws -> [(title: String, table: ReportTable)]
    ) async throws -> Response {
        guard let period = ReportScreen.choice(self).period else {
            throw PortalError.badRequest(reason: "error.report_period")
        }
        let sections = try await make(period).map { (title: $0.title, table: Optional($0.table)) }
        let heading = [[title], [site.identity.name], [ReportScreen.periodText(period, coreTexts)]]
        return .csv(
            ReportText.csv(sections, heading: heading, missing: ""),
            name: "\(name)-\(period.firstDay.isoDay)-\(period.lastDay.isoDay).csv")
    }
}
