/// A report as an official document: what stands at its head and at its end, and between them headings, paragraphs and
/// tables. The same value becomes a page, an OpenDocument text and a PDF, so that they say the same.
public struct ReportDocument: Sendable, Hashable, Codable {
    /// A piece of it.
    public enum Block: Sendable, Hashable, Codable {
        /// A heading; 1 is the highest level.
        case heading(String, level: Int = 1)
        /// Line breaks in it are kept.
        case paragraph(String)
        case table(Table)
        /// A QR code for cameras, with words below it. An OpenDocument text has its text instead.
        case code(String, caption: String)
        /// Bars beside a table, which says the same in words.
        case chart(ReportChart)
    }

    /// Rows below headings; cells may hold line breaks.
    public struct Table: Sendable, Hashable, Codable {
        /// The headings.
        public var columns: [String]
        /// How wide the columns are, in proportion to each other.
        public var shares: [Int]
        /// Rows of as many cells as there are columns; a row of one cell goes over the whole width, as a heading among the rows.
        public var rows: [[String]]

        /// A table; columns without a share are as wide as the others.
        public init(columns: [String], shares: [Int] = [], rows: [[String]]) {
            self.columns = columns
            self.shares = shares.count == columns.count ? shares.map { max(1, $0) } : columns.map { _ in 1 }
            self.rows = rows
        }

        /// A report's table with its sums. Its first column names what is counted in the others, and has room for it.
        public init(_ table: ReportTable) {
            self.init(
                columns: table.columns,
                shares: table.columns.indices.map { $0 == 0 ? 2 : 1 },
                rows: table.rows + (table.totals.isEmpty || table.rows.isEmpty ? [] : [table.totals]))
        }

        /// Whether a cell holds a number, which stands at the end of its column; the first column says what is counted.
        static func isFigure(_ cell: String, column: Int) -> Bool { column > 0 && cell.isPlainNumber }
    }

    /// Who signs.
    public struct Signature: Sendable, Hashable, Codable {
        /// In whose name and in which office: `TM. ỦY BAN NHÂN DÂN`, `CHỦ TỊCH`.
        public var office: [String]
        /// Empty while nobody has signed.
        public var name: String

        /// A place to sign.
        public init(office: [String], name: String = "") {
            self.office = office
            self.name = name
        }
    }

    /// Who issues it, the superior authority first.
    public var authority: [String]
    /// The number and symbol; empty while it has none.
    public var number: String
    /// `Đồng Việt, ngày 24 tháng 11 năm 2026`.
    public var placeAndDay: String
    /// `BÁO CÁO`.
    public var title: String
    /// What it is about.
    public var subtitle: String
    /// The content.
    public var blocks: [Block]
    /// Who gets it, a line each.
    public var recipients: [String]
    /// Nil for a document that nobody signs.
    public var signature: Signature?
    /// Who signs beside, on the left, where else the recipients stand: whoever hands something in.
    public var countersignature: Signature?

    /// A document; see the properties.
    public init(
        authority: [String], number: String = "", placeAndDay: String, title: String, subtitle: String, blocks: [Block],
        recipients: [String] = [], signature: Signature? = nil, countersignature: Signature? = nil
    ) {
        self.authority = authority
        self.number = number
        self.placeAndDay = placeAndDay
        self.title = title
        self.subtitle = subtitle
        self.blocks = blocks
        self.recipients = recipients
        self.signature = signature
        self.countersignature = countersignature
    }

    var hasClose: Bool { signature != nil || countersignature != nil || !recipients.isEmpty }

    /// What every official document bears at its head (Decree 30/2020/NĐ-CP, annex I).
    static let motto = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]

    /// One with a piece of each kind.
    static let example = ReportDocument(
        authority: ["ỦY BAN NHÂN DÂN", "XÃ ĐỒNG VIỆT"], number: "Số: 41/BC-UBND",
        placeAndDay: "Đồng Việt, ngày 24 tháng 11 năm 2026", title: "BÁO CÁO", subtitle: "Kết quả lấy ý kiến",
        blocks: [
            .heading("I. Tình hình chung"), .paragraph("Đã nhận 12 ý kiến."),
            .table(Table(columns: ["Điều", "Ý kiến"], rows: [["Điều 1"], ["Khoản 2", "Nên nêu rõ"]])),
            .code("https://xa.vidu.example", caption: "Quét để xem trên cổng"),
        ]
            + [
                ReportChart(
                    ReportTable(columns: ["Điều", "Ý kiến"], rows: [["Điều 1", "12"], ["Điều 2", "3"]]),
                    before: ReportTable(columns: ["Điều", "Ý kiến"], rows: [["Điều 1", "9"]]), title: "Ý kiến",
                    legend: "Thanh nhạt: kỳ trước.")
            ].compactMap { $0.map(Block.chart) }, recipients: ["- Lưu: VT."],
        signature: Signature(office: ["CHỦ TỊCH"], name: "Trần Quang Hòa"))
}
