/// Makes the last part of a page's address from its title.
public enum Slug {
    /// An address part of small ASCII letters, digits and single dashes, made from Vietnamese (or other) text.
    ///
    /// - Parameters:
    ///   - text: a title, such as "Thông báo lịch tiếp công dân tháng 12/2026".
    ///   - maxLength: the greatest length in characters, at least 1; a longer slug ends at a word where possible.
    /// - Returns: a slug such as "thong-bao-lich-tiep-cong-dan-thang-12-2026"; "muc" when the text has no letter
    ///   or digit that ASCII can show.
    public static func make(from text: String, maxLength: Int = 80) -> String {
        let limit = max(1, maxLength)
        var slug: [UInt8] = []
        var dashPending = false
        for byte in text.folded.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                if dashPending && !slug.isEmpty { slug.append(dash) }
                dashPending = false
                slug.append(byte)
            default:
                dashPending = true
            }
        }
        if slug.count > limit {
            let endsInsideWord = slug[limit] != dash
            slug.removeSubrange(limit...)
            if endsInsideWord, let cut = slug.lastIndex(of: dash), cut >= limit / 2 {
                slug.removeSubrange(cut...)
            }
            while slug.last == dash { slug.removeLast() }
        }
        return slug.isEmpty ? String("muc".prefix(limit)) : String(decoding: slug, as: UTF8.self)
    }

    /// Whether the text is a slug as `make` would make it: what a router may look up without further thought.
    public static func isValid(_ text: String) -> Bool {
        !text.isEmpty && make(from: text, maxLength: text.utf8.count) == text
    }

    private static let dash = UInt8(ascii: "-")
}
