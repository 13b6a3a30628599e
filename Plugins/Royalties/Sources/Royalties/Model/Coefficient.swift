import PortalKit

/// A coefficient of the base salary, exact to a ten-thousandth: "0,05" is 500.
struct Coefficient: Sendable, Hashable, Codable {
    static let one = 10_000
    /// The largest: a hundred base salaries.
    static let maximum = 100 * one

    let tenThousandths: Int

    /// "0,05".
    var text: String {
        let fraction = String(tenThousandths % Self.one)
        var digits = String(repeating: "0", count: 4 - fraction.count) + fraction
        while digits.last == "0" { digits.removeLast() }
        return "\(tenThousandths / Self.one)" + (digits.isEmpty ? "" : "," + digits)
    }

    init(tenThousandths: Int) { self.tenThousandths = tenThousandths }

    /// Reads what a person types, with a comma or a point; nil for anything else, or beyond ``maximum``.
    init?(parsing text: String) {
        let parts = text.normalizedInput().split(omittingEmptySubsequences: false) { ",.".contains($0) }
        guard (1...2).contains(parts.count),
            parts.allSatisfy({ (1...4).contains($0.utf8.count) && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let whole = Int(parts[0])
        else { return nil }
        let fraction = parts.count == 2 ? String(parts[1]) : ""
        guard let rest = Int(fraction + String(repeating: "0", count: 4 - fraction.count)),
            whole * Self.one + rest <= Self.maximum
        else { return nil }
        tenThousandths = whole * Self.one + rest
    }

    /// So much of a base salary, to the nearest đồng.
    func amount(of baseSalary: Int) -> Int { (baseSalary * tenThousandths).dividedRounding(by: Self.one) }
}
