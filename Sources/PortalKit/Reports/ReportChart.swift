/// A table's first column of numbers as horizontal bars, drawn as SVG without style or script.
///
/// The table beside it says the same in words, so for screen readers the chart is one picture with a name.
struct ReportChart {
    private struct Bar {
        let label: String
        let text: String
        let value: Double
    }

    private static let maximumBars = 12
    private static let rowHeight = 26
    private static let labelWidth = 190
    private static let barWidth = 400

    private let bars: [Bar]

    /// Nil when there is nothing to compare: rows that count different things, fewer than two rows, too many, or no
    /// numbers besides the first column.
    init?(_ table: ReportTable) {
        guard table.isComparable, (2...Self.maximumBars).contains(table.rows.count) else { return nil }
        let column = table.columns.indices.dropFirst().first { index in
            table.rows.allSatisfy { index < $0.count && $0[index].isPlainNumber && $0[index].last != "%" }
        }
        guard let column else { return nil }
        bars = table.rows.map { row in
            Bar(label: row[0], text: row[column], value: Self.number(row[column]))
        }
        guard bars.contains(where: { $0.value > 0 }) else { return nil }
    }

    /// The picture.
    ///
    /// - Parameter title: its name for screen readers.
    func html(title: String) -> SafeHTML {
        let height = bars.count * Self.rowHeight
        let width = Self.labelWidth + Self.barWidth + 90
        let greatest = bars.map(\.value).max() ?? 1
        let rows = bars.enumerated().map { index, bar in
            let length = max(1, Int(bar.value / greatest * Double(Self.barWidth)))
            let (top, middle) = (index * Self.rowHeight + 4, index * Self.rowHeight + 18)
            return """
                <text x="\(Self.labelWidth - 8)" y="\(middle)" text-anchor="end">\(Self.escaped(Self.short(bar.label)))</text>\
                <rect x="\(Self.labelWidth)" y="\(top)" width="\(length)" height="18"/>\
                <text x="\(Self.labelWidth + length + 8)" y="\(middle)">\(Self.escaped(bar.text))</text>
                """
        }
        return SafeHTML(
            rendered: """
                <svg viewBox="0 0 \(width) \(height)" role="img" aria-label="\(Self.escaped(title))">\
                <g fill="currentColor" font-size="13">\(rows.joined())</g></svg>
                """)
    }

    private static func short(_ label: String) -> String {
        label.count > 28 ? String(label.prefix(27)) + "…" : label
    }

    private static func escaped(_ text: String) -> String { SafeHTML(escaping: text).html }

    /// A count with its thousands apart; a comma or point before other than three digits begins the fraction.
    private static func number(_ text: String) -> Double {
        let parts = text.split { !("0"..."9").contains($0) }
        guard let first = parts.first else { return 0 }
        let grouped = parts.dropFirst().prefix { $0.count == 3 }
        let fraction = parts.dropFirst(1 + grouped.count).first ?? "0"
        return Double(first + grouped.joined() + "." + fraction) ?? 0
    }
}
