import PortalKit

/// The day for which a document is asked: `?ngay=2026-03-15`, `?ngay=goc` for the text as it was issued.
enum AskedDay: Sendable, Hashable {
    case today
    case original
    case named(String)

    /// - Throws: `PortalError.notFound` for what is no day.
    init(_ request: Request) throws {
        guard let text = request.query["ngay"], !text.isEmpty else {
            self = .today
            return
        }
        if text == ComparePage.original {
            self = .original
        } else {
            guard let day = VietnamTime(parsing: text) else { throw PortalError.notFound }
            self = .named(day.isoDay)
        }
    }

    /// The day itself; nil for the text as it was issued.
    func day(today: String) -> String? {
        switch self {
        case .today: today
        case .original: nil
        case .named(let day): day
        }
    }

    /// The day that somebody has named; nil without one.
    var named: String? {
        if case .named(let day) = self { day } else { nil }
    }

    /// What asks for the same elsewhere.
    var query: String {
        switch self {
        case .today: ""
        case .original: "?ngay=\(ComparePage.original)"
        case .named(let day): "?ngay=\(day)"
        }
    }
}
