/// A table as the partial `partials/table` shows it.
public struct TableModel: TemplateModel {
    struct Column: Sendable {
        let title: String
        let isNumber: Bool
    }

    struct Cell: Sendable {
        let label: String
        let text: String
        let url: String?
        let badge: String?
        let isNumber: Bool
    }

    struct Row: Sendable {
        let cells: [Cell]
    }

    let caption: String?
    let columns: [Column]
    let rows: [Row]
    let hasRows: Bool
    let empty: String

    /// A table of plain texts.
    ///
    /// - Parameters:
    ///   - numbers: which columns hold numbers, by place.
    ///   - empty: what to say when there are no rows.
    public init(caption: String? = nil, columns: [String], rows: [[String]], numbers: Set<Int> = [], empty: String) {
        self.caption = caption
        self.columns = columns.enumerated().map { Column(title: $1, isNumber: numbers.contains($0)) }
        self.rows = rows.map { cells in
            Row(
                cells: zip(columns, cells).enumerated().map { index, pair in
                    Cell(label: pair.0, text: pair.1, url: nil, badge: nil, isNumber: numbers.contains(index))
                })
        }
        hasRows = !rows.isEmpty
        self.empty = empty
    }

    private init(link: String) {
        let cell = Cell(label: "Thủ tục", text: "Đăng ký khai sinh", url: link, badge: "success", isNumber: true)
        caption = "Thời hạn giải quyết"
        columns = [Column(title: "Thủ tục", isNumber: true), Column(title: "Thời hạn", isNumber: false)]
        rows = [
            Row(cells: [cell, Cell(label: "Thời hạn", text: "Trong ngày", url: nil, badge: nil, isNumber: false)])
        ]
        hasRows = true
        empty = "Chưa có thủ tục nào"
    }

    /// A table with a linked cell.
    public static var example: TableModel { TableModel(link: "/dich-vu-cong") }
}
