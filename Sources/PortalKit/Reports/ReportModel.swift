/// What the template `admin/report` shows.
struct ReportModel: TemplateModel {
    struct Download: Sendable {
        let label: String
        let url: String
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let hasFilter: Bool
    let filterUrl: String
    let filters: [FieldModel]
    let period: String
    let sections: [ReportSectionModel]
    /// Where the report can be drawn up to be kept; nil where it cannot.
    let keepUrl: String?
    let downloads: [Download]

    static var example: ReportModel {
        ReportModel(
            title: "Báo cáo hoạt động", intro: "Lập từ dữ liệu của cổng", hasActions: true,
            actions: [AdminAction("Năm 2026", url: "/quan-tri/bao-cao", isPrimary: true, icon: "calendar")],
            hasFilter: true, filterUrl: "/quan-tri/bao-cao", filters: FormModel.example.fields,
            period: "Từ 01/01/2026 đến 30/06/2026",
            sections: [.example], keepUrl: "/quan-tri/bao-cao/lap",
            downloads: [Download(label: "Tải CSV", url: "/quan-tri/bao-cao/tai-ve")])
    }
}

extension TableModel {
    /// A report's table; a column whose cells are all numbers, or a dash for none, stands to the right, sums are its last row.
    ///
    /// - Parameter empty: what to say when there are no rows.
    public init(_ table: ReportTable, caption: String? = nil, empty: String) {
        let sums = table.totals.isEmpty || table.rows.isEmpty ? [] : [table.totals]
        let numbers = table.columns.indices.filter { index in
            let values = table.rows.compactMap { index < $0.count && !["", "–"].contains($0[index]) ? $0[index] : nil }
            return !values.isEmpty && values.allSatisfy(\.isPlainNumber)
        }
        self.init(
            caption: caption, columns: table.columns, rows: table.rows + sums, numbers: Set(numbers), empty: empty)
    }
}
