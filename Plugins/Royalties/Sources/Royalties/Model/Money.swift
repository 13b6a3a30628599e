import PortalKit

/// Amounts in đồng: whole numbers, written with a point before each three digits.
enum Money {
    /// The largest amount that is taken.
    static let maximum = 1_000_000_000_000

    /// "1.250.000", "-40.000".
    static func text(_ amount: Int) -> String {
        let digits = Array(String(amount.magnitude))
        let grouped = digits.enumerated().map { index, digit in
            index > 0 && (digits.count - index).isMultiple(of: 3) ? ".\(digit)" : "\(digit)"
        }
        return (amount < 0 ? "-" : "") + grouped.joined()
    }

    /// "1.250.000 đồng".
    static func text(_ amount: Int, _ texts: Texts) -> String { texts("money", ["amount": text(amount)]) }

    /// Reads what a person types: digits, perhaps in groups of three behind points, spaces or commas, perhaps with "đ".
    ///
    /// - Returns: nil for anything else, as for "1.5" or more than ``maximum``.
    static func parse(_ text: String) -> Int? {
        var typed = text.normalizedInput().lowercased()
        for unit in ["đồng", "vnđ", "vnd", "đ"] where typed.hasSuffix(unit) {
            typed.removeLast(unit.count)
            break
        }
        typed = typed.normalizedInput()
        let isNegative = typed.hasPrefix("-")
        if isNegative { typed.removeFirst() }
        let groups = typed.split(omittingEmptySubsequences: false) { ".,  ".contains($0) }
        guard let first = groups.first, groups.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            groups.count == 1 ? !first.isEmpty : (1...3).contains(first.count),
            groups.dropFirst().allSatisfy({ $0.count == 3 }), let amount = Int(groups.joined()), amount <= maximum
        else { return nil }
        return isNegative ? -amount : amount
    }
}

extension Int {
    /// The quotient rounded to the nearest whole number, halves away from zero.
    func dividedRounding(by divisor: Int) -> Int {
        let magnitude = (2 * magnitude + divisor.magnitude) / (2 * divisor.magnitude)
        return (self < 0) == (divisor < 0) ? Int(magnitude) : -Int(magnitude)
    }
}
