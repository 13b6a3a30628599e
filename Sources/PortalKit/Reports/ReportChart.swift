/// A table's first column of numbers as horizontal bars; below each a paler one for the period before, where its figures
/// are given.
///
/// It belongs beside its table, which says the same in words. The page, the PDF and the OpenDocument text draw the same
/// ``Drawing``.
public struct ReportChart: Sendable, Hashable, Codable {
    struct Bar: Sendable, Hashable, Codable {
        let label: String
        /// The number as its table shows it.
        let text: String
        /// That of the period before; nil where nothing is compared.
        let before: String?

        var value: Double { ReportNumber(text)?.value ?? 0 }
        var valueBefore: Double? { before.map { ReportNumber($0)?.value ?? 0 } }
    }

    private static let maximumBars = 12

    /// What it shows.
    let title: String
    /// What the paler bars are; empty without them.
    let legend: String
    let bars: [Bar]

    /// Nil when there is nothing to compare: rows that count different things, fewer than two rows, too many, or no
    /// numbers besides the first column.
    init?(_ table: ReportTable, before: ReportTable? = nil, title: String, legend: String = "") {
        guard table.isComparable, (2...Self.maximumBars).contains(table.rows.count), let column = table.numberColumn
        else { return nil }
        let old = (table.isByTime ? nil : before).map { before in
            Dictionary(
                before.rows.filter { column < $0.count }.map { ($0[0], $0[column]) }, uniquingKeysWith: { $1 })
        }
        let bars = table.rows.map { row in Bar(label: row[0], text: row[column], before: old.map { $0[row[0]] ?? "0" })
        }
        guard bars.contains(where: { $0.value > 0 }) else { return nil }
        self.title = title
        self.legend = old == nil ? "" : legend
        self.bars = bars
    }

    /// What it says, for whoever does not see it: `Tin: 12 (9); Bài: 4 (5)`.
    var words: String {
        bars.map { bar in "\(bar.label): \(bar.text)" + (bar.before.map { " (\($0))" } ?? "") }.joined(separator: "; ")
    }
}

extension ReportTable {
    /// The table's first column of numbers as bars, for a page that shows the table beside it; nil where there is nothing
    /// to compare.
    ///
    /// - Parameter title: the picture's name for screen readers.
    public func chart(title: String) -> SafeHTML? { ReportChart(self, title: title)?.html }
}
