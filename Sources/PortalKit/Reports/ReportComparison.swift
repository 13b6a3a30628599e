/// Puts the figures of the period before beside those of a period.
enum ReportComparison {
    /// The headings of the two columns that are added.
    struct Words: Sendable {
        /// From the heading of the column that is compared.
        let before: @Sendable (String) -> String
        let difference: String
        /// In words, which are read aloud and which no spreadsheet takes for a formula: `tăng 4 (11%)`.
        let more: @Sendable (String) -> String
        let fewer: @Sendable (String) -> String
        let same: String
        /// For the thousands: `vi`.
        let language: String

        init(_ texts: Texts) {
            before = { texts("report.before", ["column": $0]) }
            difference = texts("report.difference")
            more = { texts("report.more", ["amount": $0]) }
            fewer = { texts("report.fewer", ["amount": $0]) }
            same = texts("report.same")
            language = texts.language
        }

        private init() {
            before = { "\($0) before" }
            difference = "change"
            more = { "up \($0)" }
            fewer = { "down \($0)" }
            same = "same"
            language = "en"
        }

        /// For the terminal.
        static let english = Words()
    }

    /// The table with two more columns: the first column of numbers as it was in the period before, and the difference.
    ///
    /// Rows belong together by their first cell; what was counted only before comes last, where rows can be compared
    /// at all. Of rows that are times only the sums are compared. A table without a column of numbers, or of times without
    /// sums, stays as it is.
    static func table(_ table: ReportTable, before: ReportTable?, _ words: Words) -> ReportTable {
        guard let before, let column = table.numberColumn ?? before.numberColumn, column < table.columns.count,
            before.columns == table.columns
        else { return table }
        let totals = table.totals.isEmpty ? [] : table.totals + pair(table.totals, before.totals, column, words)
        let columns = table.columns + [words.before(table.columns[column]), words.difference]
        if table.isByTime {
            guard !totals.isEmpty else { return table }
            return ReportTable(
                columns: columns, rows: table.rows.map { $0 + ["", ""] }, totals: totals,
                isComparable: table.isComparable, isByTime: true)
        }
        let old = Dictionary(
            before.rows.compactMap { row in row.first.map { ($0, row.cell(column)) } }, uniquingKeysWith: { $1 })
        let known = Set(table.rows.compactMap(\.first))
        let rows = table.rows.map { row in
            row + pair(row.cell(column), row.first.flatMap { old[$0] } ?? "0", words)
        }
        let gone =
            table.isComparable ? before.rows.filter { row in row.first.map { !known.contains($0) } ?? false } : []
        let rest = gone.map { row in
            table.columns.indices.map { $0 == 0 ? row[0] : $0 == column ? "0" : "" }
                + pair("0", row.cell(column), words)
        }
        return ReportTable(columns: columns, rows: rows + rest, totals: totals, isComparable: table.isComparable)
    }

    private static func pair(_ totals: [String], _ before: [String], _ column: Int, _ words: Words) -> [String] {
        pair(totals.cell(column), before.isEmpty ? "0" : before.cell(column), words)
    }

    /// What was before, and what changed: `36`, `tăng 4 (11%)`.
    private static func pair(_ now: String, _ before: String, _ words: Words) -> [String] {
        guard let new = ReportNumber(now), let old = ReportNumber(before) else { return [before, ""] }
        return [before, difference(new, old, words)]
    }

    private static func difference(_ new: ReportNumber, _ old: ReportNumber, _ words: Words) -> String {
        guard new.value != old.value else { return words.same }
        var parts: [String] = []
        if let new = new.whole, let old = old.whole { parts.append(abs(new - old).grouped(words.language)) }
        if old.value > 0 {
            let share = Int((abs(new.value - old.value) / old.value * 100).rounded())
            let text = share.grouped(words.language) + "%"
            parts.append(parts.isEmpty ? text : "(\(text))")
        }
        let amount = parts.joined(separator: " ")
        return new.value > old.value ? words.more(amount) : words.fewer(amount)
    }
}

extension [String] {
    /// The cell of a row, empty where the row is too short.
    fileprivate func cell(_ index: Int) -> String { index < count ? self[index] : "" }
}
