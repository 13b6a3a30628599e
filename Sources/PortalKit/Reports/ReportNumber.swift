/// A number as a cell of a report shows it: `1.204`, `1,204`, `12,5`.
struct ReportNumber: Sendable, Equatable {
    let value: Double
    /// Nil for a number with a fraction, or one too large.
    let whole: Int?

    /// Reads a cell; a comma or point before other than three digits begins the fraction. Nil for what is no number.
    init?(_ text: String) {
        guard text.isPlainNumber, text.last != "%" else { return nil }
        let parts = text.split { !("0"..."9").contains($0) }
        guard let first = parts.first else { return nil }
        let grouped = parts.dropFirst().prefix { $0.count == 3 }
        let digits = first + grouped.joined()
        let fraction = parts.dropFirst(1 + grouped.count).first
        value = Double(digits + "." + (fraction ?? "0")) ?? 0
        whole = fraction == nil ? Int(digits) : nil
    }
}

extension ReportTable {
    /// The first column behind the first that holds a number in each row; nil where there is none.
    var numberColumn: Int? {
        rows.isEmpty
            ? nil
            : columns.indices.dropFirst().first { index in
                rows.allSatisfy { index < $0.count && ReportNumber($0[index]) != nil }
            }
    }
}
