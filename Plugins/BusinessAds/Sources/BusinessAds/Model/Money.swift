import PortalKit

extension Int {
    /// An amount in đồng in words and figures: "1.500.000 đồng".
    func dong(_ texts: Texts) -> String { texts("money", ["amount": grouped(texts)]) }

    /// With its thousands apart, as the reader's language writes it.
    func grouped(_ texts: Texts) -> String {
        let separator = texts.language == "en" ? "," : "."
        var groups: [Substring] = []
        var digits = String(magnitude)[...]
        while digits.count > 3 {
            groups.insert(digits.suffix(3), at: 0)
            digits = digits.dropLast(3)
        }
        return (self < 0 ? "-" : "") + ([digits] + groups).joined(separator: separator)
    }
}

/// An amount in đồng as people type it: whole, with or without points between the thousands.
enum Money {
    /// What one order may cost at most: more is a slip of the finger.
    static let maximum = 10_000_000_000

    /// The amount; nil when it is none, or more than ``maximum``.
    static func read(_ typed: String) -> Int? {
        var text = typed.normalizedInput()
        for unit in ["đồng", "vnđ", "vnd", "đ"] where text.lowercased().hasSuffix(unit) {
            text = String(text.dropLast(unit.count))
            break
        }
        text = text.normalizedInput()
        let groups = text.split(omittingEmptySubsequences: false) { ".,  \u{a0}".contains($0) }
        let isGrouped = groups.dropFirst().allSatisfy { $0.utf8.count == 3 } && (groups.first?.utf8.count ?? 0) <= 3
        guard let first = groups.first, !first.isEmpty, groups.count == 1 || isGrouped,
            groups.joined().utf8.allSatisfy({ (0x30...0x39).contains($0) }), let amount = Int(groups.joined()),
            amount <= maximum
        else { return nil }
        return amount
    }
}
