/// A table as the partial `partials/table` shows it: on a phone each row becomes a block of its own.
///
/// ```swift
/// TableModel(
///     columns: [.init(texts("field.title")), .init(texts("field.seats"), isNumber: true), .init(texts("field.state"))],
///     rows: events.map { event in
///         [
///             .init(event.title, url: event.url), .init(String(event.seats)),
///             .init(texts("state.full"), badge: .warning),
///         ]
///     }, empty: texts("events.empty"))
/// ```
public struct TableModel: TemplateModel {
    /// A column's heading.
    public struct Column: Sendable {
        let title: String
        let isNumber: Bool
        let isCode: Bool

        /// A column; numbers stand at its right edge, codes are not broken at their hyphens.
        public init(_ title: String, isNumber: Bool = false, isCode: Bool = false) {
            self.title = title
            self.isNumber = isNumber
            self.isCode = isCode
        }
    }

    /// What stands in one place of a row.
    public struct Cell: Sendable {
        let text: String
        let url: String?
        let badge: Badge?

        /// How a state looks.
        public typealias Badge = AdminList.Cell.Badge

        /// Text, perhaps as a link or as a badge.
        public init(_ text: String, url: String? = nil, badge: Badge? = nil) {
            self.text = text
            self.url = url
            self.badge = badge
        }
    }

    struct Place: Sendable {
        let label: String
        let text: String
        let url: String?
        let badge: String?
        let isNumber: Bool
        let isCode: Bool
    }

    struct Row: Sendable {
        let cells: [Place]
    }

    let caption: String?
    let columns: [Column]
    let rows: [Row]
    let hasRows: Bool
    let empty: String

    /// A table whose cells may be links and badges.
    ///
    /// - Parameters:
    ///   - caption: what the table shows, where no heading says so.
    ///   - rows: each with as many cells as there are columns.
    ///   - empty: what to say when there are no rows.
    public init(caption: String? = nil, columns: [Column], rows: [[Cell]], empty: String) {
        self.caption = caption
        self.columns = columns
        self.rows = rows.map { cells in
            Row(
                cells: zip(columns, cells).map { column, cell in
                    Place(
                        label: column.title, text: cell.text, url: cell.url, badge: cell.badge?.rawValue,
                        isNumber: column.isNumber, isCode: column.isCode)
                })
        }
        hasRows = !rows.isEmpty
        self.empty = empty
    }

    /// A table of plain texts.
    ///
    /// - Parameters:
    ///   - numbers: which columns hold numbers, by place.
    ///   - empty: what to say when there are no rows.
    public init(caption: String? = nil, columns: [String], rows: [[String]], numbers: Set<Int> = [], empty: String) {
        self.init(
            caption: caption,
            columns: columns.enumerated().map { Column($1, isNumber: numbers.contains($0)) },
            rows: rows.map { cells in cells.map { Cell($0) } }, empty: empty)
    }

    /// A table with a linked cell and a badge.
    public static var example: TableModel {
        TableModel(
            caption: "Thời hạn giải quyết",
            columns: [Column("Thủ tục", isNumber: true, isCode: true), Column("Thời hạn")],
            rows: [
                [
                    Cell("Đăng ký khai sinh", url: "/dich-vu-cong", badge: .success),
                    Cell("Trong ngày", badge: .success),
                ]
            ], empty: "Chưa có thủ tục nào")
    }
}
