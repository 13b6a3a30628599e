import PortalKit

/// What a column of a table of documents holds, by the words at its head, with or without diacritics.
enum BulkColumn: String, CaseIterable, Sendable {
    case number
    case type
    case summary
    case body
    case signer
    case office
    case issued
    case effective
    case expired
    case fields
    case direction
    case replaces
    case amends
    case repeals
    case basis
    case note
    case text

    /// The usual word at its head, as in the sample.
    var title: String { names[0] }

    private var names: [String] {
        switch self {
        case .number: ["Số, ký hiệu", "Số ký hiệu", "Số/ký hiệu", "Số hiệu", "Số văn bản", "Số", "Number"]
        case .type: ["Loại văn bản", "Loại", "Type"]
        case .summary: ["Trích yếu", "Trích yếu nội dung", "Nội dung trích yếu", "Tên văn bản", "Summary"]
        case .body: ["Cơ quan ban hành", "Nơi ban hành", "Cơ quan", "Issuing body"]
        case .signer: ["Người ký", "Signer"]
        case .office: ["Chức vụ", "Chức vụ người ký", "Office"]
        case .issued: ["Ngày ban hành", "Ngày văn bản", "Ngày ký", "Issued"]
        case .effective: ["Ngày có hiệu lực", "Ngày hiệu lực", "Hiệu lực từ", "Effective"]
        case .expired: ["Ngày hết hiệu lực", "Hết hiệu lực", "Expired"]
        case .fields: ["Lĩnh vực", "Field"]
        case .direction: ["Chỉ đạo điều hành", "Chỉ đạo, điều hành", "Direction"]
        case .replaces: ["Thay thế", "Thay thế văn bản", "Replaces"]
        case .amends: ["Sửa đổi, bổ sung", "Sửa đổi", "Sửa đổi văn bản", "Amends"]
        case .repeals: ["Bãi bỏ", "Bãi bỏ văn bản", "Repeals"]
        case .basis: ["Căn cứ", "Basis"]
        case .note: ["Ghi chú", "Note"]
        case .text: ["Toàn văn", "Nội dung", "Text"]
        }
    }

    private static let byName: [String: BulkColumn] = Dictionary(
        allCases.flatMap { column in column.names.map { (key($0), column) } }, uniquingKeysWith: { first, _ in first })

    private static func key(_ name: String) -> String { name.folded.filter { $0.isLetter } }

    /// The columns of a row of heads; nil when it is none: it must name number or summary, and something besides.
    static func columns(_ heads: [String]) -> [BulkColumn: Int]? {
        var columns: [BulkColumn: Int] = [:]
        for (index, head) in heads.enumerated() {
            if let column = byName[key(head)], columns[column] == nil { columns[column] = index }
        }
        return columns.count >= 2 && (columns[.number] != nil || columns[.summary] != nil) ? columns : nil
    }
}
