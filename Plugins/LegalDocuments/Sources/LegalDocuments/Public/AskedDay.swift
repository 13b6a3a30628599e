import PortalKit

/// The day for which a document is asked: `?ngay=2026-03-15`, `?ngay=goc` for the text as it was issued.
enum AskedDay: Sendable, Hashable {
    case today
    case original
    case named(String)
    /// What somebody typed that is no day: the text of today is shown, and says so.
    case unreadable(String)

    init(_ request: Request) {
        guard let text = request.query["ngay"], !text.isEmpty else {
            self = .today
            return
        }
        if text == ComparePage.original {
            self = .original
        } else {
            self = VietnamTime(parsing: text).map { .named($0.isoDay) } ?? .unreadable(String(text.prefix(40)))
        }
    }

    /// The day itself; nil for the text as it was issued.
    func day(today: String) -> String? {
        switch self {
        case .today, .unreadable: today
        case .original: nil
        case .named(let day): day
        }
    }

    /// The day that somebody has named; nil without one.
    var named: String? {
        if case .named(let day) = self { day } else { nil }
    }

    /// What was typed instead of a day; nil when it can be read.
    var unreadable: String? {
        if case .unreadable(let text) = self { text } else { nil }
    }

    /// What asks for the same elsewhere.
    var query: String {
        switch self {
        case .today, .unreadable: ""
        case .original: "?ngay=\(ComparePage.original)"
        case .named(let day): "?ngay=\(day)"
        }
    }
}
