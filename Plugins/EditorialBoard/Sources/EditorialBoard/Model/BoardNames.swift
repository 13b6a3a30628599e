import PortalKit

/// The names under which the core knows the module's permissions, lists and events.
enum BoardNames {
    static let module = "editorial-board"
    static let tablePrefix = "board_"
}

/// Who may do what (Art. 3–5, 15).
enum BoardPermission {
    /// Who belongs to the board, and with which duties.
    static let manage = "editorial-board.manage"
    /// The standing office: plans, coverage, requests, proposals, minutes.
    static let plan = "editorial-board.plan"
    /// The head: plans and decisions.
    static let approve = "editorial-board.approve"
    /// A member: sees all of it, and reports on their own part.
    static let takePart = "editorial-board.take-part"
    /// Somebody of a body that is asked for information; can be granted for single bodies.
    static let answer = "editorial-board.answer"

    /// Those who see the board's work.
    static let members = [manage, plan, approve, takePart]
}

/// Addresses of the administration's screens below the module's own.
enum BoardScreen {
    static let coverage = "/"
    static let terms = "/ban"
    static let plans = "/ke-hoach"
    static let requests = "/de-nghi"
    static let cases = "/khen-thuong"
    static let minutes = "/bien-ban"
    static let own = "/cua-toi"
    static let renewFeed = "/cua-toi/dia-chi-lich"
    /// Below the public mount path.
    static let feed = "/lich.ics"

    static func member(_ id: Int64, of term: Int64) -> String { "\(terms)/\(term)/thanh-vien/\(id)" }

    static func item(_ id: Int64, of plan: Int64) -> String { "\(plans)/\(plan)/viec/\(id)" }
}

extension Dependency {
    /// What the members' calendars are made from.
    static let boardCalendar = Dependency.list("editorial-board.calendar")
}
