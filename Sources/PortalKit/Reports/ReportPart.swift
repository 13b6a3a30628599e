/// One section of the periodic report, drawn up for a period.
public struct ReportPart: Codable, Sendable, Equatable {
    /// The module whose section it is.
    public let module: String
    /// The section's id in its module.
    public let section: String
    /// Its title, as shown.
    public let title: String
    /// Its figures; nil when the section failed: the reason is in the log, and the rest of the report stands.
    public let table: ReportTable?
    /// The figures of the period before; nil where they were not asked for, or failed.
    public let before: ReportTable?

    init(module: String, section: String, title: String, table: ReportTable?, before: ReportTable? = nil) {
        self.module = module
        self.section = section
        self.title = title
        self.table = table
        self.before = before
    }

    /// The figures of both periods as bars; nil where there is nothing to compare.
    func chart(legend: String) -> ReportChart? {
        table.flatMap { ReportChart($0, before: before, title: title, legend: legend) }
    }

    /// The figures with those of the period before beside them.
    func compared(_ words: ReportComparison.Words) -> ReportTable? {
        table.map { ReportComparison.table($0, before: before, words) }
    }
}
