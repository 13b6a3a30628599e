/// Numbers in Vietnamese words, as a sheet of payments has to say its sum.
enum VietnameseNumber {
    private static let digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]

    /// "một triệu hai trăm linh năm nghìn"; "âm …" for less than nothing.
    static func words(_ number: Int) -> String {
        if number == 0 { return digits[0] }
        let words = positive(number.magnitude).joined(separator: " ")
        return number < 0 ? "âm " + words : words
    }

    /// The amount as a document ends with it: "Một triệu hai trăm linh năm nghìn đồng".
    static func sentence(_ amount: Int) -> String {
        let text = words(amount) + " đồng"
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    /// - Parameter isInner: whether something greater was said already, so that empty hundreds must be said too.
    private static func positive(_ number: UInt, isInner: Bool = false) -> [String] {
        // "tỷ" repeats: a milliard of milliards is "tỷ tỷ".
        if number >= 1_000_000_000 {
            let (upper, lower) = number.quotientAndRemainder(dividingBy: 1_000_000_000)
            return positive(upper, isInner: isInner) + ["tỷ"] + (lower > 0 ? positive(lower, isInner: true) : [])
        }
        var words: [String] = []
        var isInner = isInner
        for (unit, name) in [(1_000_000, "triệu"), (1000, "nghìn"), (1, "")] as [(UInt, String)] {
            let group = number / unit % 1000
            if group == 0 { continue }
            words += hundreds(group, isInner: isInner) + (name.isEmpty ? [] : [name])
            isInner = true
        }
        return words
    }

    /// - Parameter group: 1 to 999.
    private static func hundreds(_ group: UInt, isInner: Bool) -> [String] {
        let (hundred, ten, one) = (Int(group / 100), Int(group / 10 % 10), Int(group % 10))
        var words = hundred > 0 || isInner ? [digits[hundred], "trăm"] : []
        switch ten {
        case 0: if one > 0, !words.isEmpty { words.append("linh") }
        case 1: words.append("mười")
        default: words += [digits[ten], "mươi"]
        }
        switch one {
        case 0: break
        case 1: words.append(ten > 1 ? "mốt" : digits[1])
        case 4: words.append(ten > 1 ? "tư" : digits[4])
        case 5: words.append(ten > 0 ? "lăm" : digits[5])
        default: words.append(digits[one])
        }
        return words
    }
}
