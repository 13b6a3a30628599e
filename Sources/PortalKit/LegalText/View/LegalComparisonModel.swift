/// Two versions of a legal text side by side, as the partial `partials/legal-comparison` shows them; a model that uses it
/// has it as `comparison`.
public struct LegalComparisonModel: TemplateModel {
    struct Row: Sendable {
        let title: String
        let state: String
        let badge: String
        let oldHTML: SafeHTML
        let newHTML: SafeHTML
    }

    let oldName: String
    let newName: String
    let counted: String
    let hasRows: Bool
    let rows: [Row]

    /// - Parameters:
    ///   - names: what the two versions are called.
    ///   - texts: any module's.
    public init(_ old: [LegalLine], _ new: [LegalLine], names: (old: String, new: String), texts: Texts) {
        let changed = ArticleComparison(old, new).rows.filter { $0.kind != .same }
        (oldName, newName) = names
        counted = texts("legal.compare.counted", ["count": String(changed.count)])
        hasRows = !changed.isEmpty
        rows = changed.map { row in
            let difference = TextDifference(row.old, row.new)
            return Row(
                title: row.title.isEmpty ? texts("legal.compare.around") : row.title.excerpt(length: 120),
                state: texts("legal.compare.\(row.kind)"), badge: row.kind.badge, oldHTML: difference.old,
                newHTML: difference.new)
        }
    }

    private init() {
        (oldName, newName) = ("Bản gốc", "Từ 15/03/2026")
        counted = "2 chỗ khác"
        hasRows = true
        rows = [
            Row(
                title: "Điều 5", state: "Sửa đổi", badge: "warning", oldHTML: SafeHTML(escaping: "10 ngày"),
                newHTML: SafeHTML(escaping: "15 ngày"))
        ]
    }

    /// A comparison with one article that was changed.
    public static var example: LegalComparisonModel { LegalComparisonModel() }
}

extension ArticleComparison.Kind {
    fileprivate var badge: String {
        switch self {
        case .same: "neutral"
        case .changed: "warning"
        case .added: "success"
        case .removed: "error"
        }
    }
}
