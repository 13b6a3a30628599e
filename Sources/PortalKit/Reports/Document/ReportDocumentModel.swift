/// A report's content as the partial `partials/report-document` shows it; a model that uses it has it as `document`.
///
/// Head and signature are left to the files: a page has a head of its own.
public struct ReportDocumentModel: TemplateModel {
    struct Block: Sendable {
        var isHeading = false
        /// 2 to 6.
        var level = "2"
        var text = ""
        var isTable = false
        var columns: [String] = []
        var rows: [Row] = []
        var codeHtml: SafeHTML?
        var chartHtml: SafeHTML?
        /// What the paler bars of the chart are.
        var legend: String?
    }

    struct Row: Sendable {
        /// A heading among the rows.
        let heading: String?
        let span: String
        let cells: [Cell]
    }

    struct Cell: Sendable {
        let label: String
        let text: String
    }

    let blocks: [Block]

    /// - Parameter level: that of the page's highest heading for the content, 2 to 6.
    public init(_ document: ReportDocument, level: Int = 2) {
        blocks = document.blocks.map { block in
            switch block {
            case .heading(let text, let depth):
                Block(isHeading: true, level: String(min(max(level + depth - 1, 2), 6)), text: text)
            case .paragraph(let text): Block(text: text)
            case .table(let table):
                Block(isTable: true, columns: table.columns, rows: table.rows.map { Row($0, in: table) })
            case .chart(let chart):
                Block(chartHtml: chart.html, legend: chart.legend.isEmpty ? nil : chart.legend)
            case .code(let code, let caption): Block(text: caption, codeHtml: QRCode.svg(of: code, title: caption))
            }
        }
    }

    /// A document with a piece of each kind.
    public static var example: ReportDocumentModel { ReportDocumentModel(.example) }
}

extension ReportDocumentModel.Row {
    fileprivate init(_ cells: [String], in table: ReportDocument.Table) {
        let isHeading = cells.count == 1 && table.columns.count > 1
        heading = isHeading ? cells[0] : nil
        span = String(table.columns.count)
        self.cells = isHeading ? [] : zip(table.columns, cells).map { .init(label: $0, text: $1) }
    }
}
