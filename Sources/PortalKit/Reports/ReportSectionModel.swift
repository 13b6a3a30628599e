/// A section of a report as the partial `admin/partials/report-sections` shows it; a model that uses it has them as
/// `sections`.
struct ReportSectionModel: Sendable {
    let title: String
    let note: String?
    let chartHtml: SafeHTML?
    /// What the paler bars of the chart are.
    let legend: String?
    /// Nil when the section could not be drawn up; the note says so.
    let table: TableModel?

    /// A section with the figures of the period before beside it.
    init(_ part: ReportPart, _ texts: Texts) {
        let chart = part.chart(legend: texts("report.chart_legend"))
        title = part.title
        note = part.table == nil ? texts("report.failed") : nil
        chartHtml = chart?.html
        legend = chart.flatMap { $0.legend.isEmpty ? nil : $0.legend }
        table = part.compared(ReportComparison.Words(texts)).map { TableModel($0, empty: texts("report.no_rows")) }
    }

    /// A module's own table.
    init(title: String, table: ReportTable, _ texts: Texts) {
        self.init(
            title: title, table: TableModel(table, empty: texts("report.no_rows")),
            chart: table.chart(title: title))
    }

    init(title: String, table: TableModel, chart: SafeHTML? = nil) {
        self.title = title
        note = nil
        chartHtml = chart
        legend = nil
        self.table = table
    }

    private init(example title: String) {
        self.title = title
        note = "Không có số liệu"
        chartHtml = SafeHTML(escaping: "…")
        legend = "Thanh nhạt: kỳ trước"
        table = .example
    }

    static let example = ReportSectionModel(example: "Tin, bài")
}
