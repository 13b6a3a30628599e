import GRDB
import PortalKit

/// The board as a decision has set it up, for a time (Art. 3).
struct Term: BoardContent {
    static let name = "term"
    static let table = "board_terms"
    static let path = BoardScreen.terms
    static let permission = BoardPermission.manage

    var title = ""
    /// "Quyết định số 45/QĐ-UBND".
    var decision = ""
    /// `2025-07-15`.
    var decidedOn = ""
    var startsOn = ""
    /// Nil while no end is set.
    var endsOn: String?
    /// How the board works, as the decision says.
    var note = ""

    init() {}

    init(row: Row) {
        title = row["title"]
        decision = row["decision"]
        decidedOn = row["decided_on"]
        startsOn = row["starts_on"]
        endsOn = row["ends_on"]
        note = row["note"]
    }

    var columns: [(name: String, value: (any DatabaseValueConvertible)?)] {
        [
            ("title", title), ("decision", decision), ("decided_on", decidedOn), ("starts_on", startsOn),
            ("ends_on", endsOn), ("note", note),
        ]
    }

    var trace: [String: String] {
        ["title": title, "decision": decision, "starts_on": startsOn, "ends_on": endsOn ?? ""]
    }

    /// Whether it holds on a day.
    func holds(on day: String) -> Bool { startsOn <= day && day <= endsOn ?? "9999" }
}

/// Somebody on the board (Art. 3–5).
struct Member: BoardContent {
    /// What they are on it, in the order in which they are named.
    enum Role: String, Sendable, CaseIterable, Codable {
        case head
        case deputy
        case standing
        case member
        case secretary
    }

    static let name = "member"
    static let table = "board_members"
    static let path = BoardScreen.terms
    static let permission = BoardPermission.manage

    var term: Int64 = 0
    var title = ""
    var role = Role.member
    /// "Phó Chủ tịch UBND xã".
    var office = ""
    /// The body they come from.
    var unit = ""
    var account: Int64?
    /// Where mail reaches those without an account.
    var email = ""
    /// What they are charged with, a duty a line.
    var duties = ""
    /// Nil for the time of the board.
    var startsOn: String?
    var endsOn: String?

    init() {}

    init(row: Row) {
        term = row["term_id"]
        title = row["name"]
        role = Role(rawValue: row["role"]) ?? .member
        office = row["office"]
        unit = row["unit"]
        account = row["account_id"]
        email = row["email"]
        duties = row["duties"]
        startsOn = row["starts_on"]
        endsOn = row["ends_on"]
    }

    var columns: [(name: String, value: (any DatabaseValueConvertible)?)] {
        [
            ("term_id", term), ("name", title), ("role", role.rawValue),
            ("role_order", Role.allCases.firstIndex(of: role) ?? 0), ("office", office), ("unit", unit),
            ("account_id", account), ("email", email), ("duties", duties), ("starts_on", startsOn), ("ends_on", endsOn),
        ]
    }

    var trace: [String: String] {
        ["name": title, "role": role.rawValue, "starts_on": startsOn ?? "", "ends_on": endsOn ?? ""]
    }

    /// The members of a term, the head first.
    static func of(_ term: Int64, in database: Database) throws -> [Stored<Member>] {
        try Row.fetchAll(
            database, sql: "\(select) WHERE term_id = ? ORDER BY role_order, search_key, id", arguments: [term]
        ).map(Stored.init)
    }

    /// Everybody who ever was on the board, whoever is on it now first.
    static func all(in database: Database) throws -> [Stored<Member>] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT board_members.* FROM board_members JOIN board_terms ON board_terms.id = term_id
                ORDER BY board_terms.starts_on DESC, role_order, board_members.search_key, board_members.id LIMIT 1000
                """
        ).map(Stored.init)
    }

    /// What an account's person is on the board on a day.
    static func of(account: Int64, on day: String, in database: Database) throws -> [Stored<Member>] {
        try Row.fetchAll(
            database, sql: "\(current) AND board_members.account_id = :account",
            arguments: ["day": day, "account": account]
        ).map(Stored.init)
    }

    /// Those who are on the board on the day `:day`.
    static let current = """
        SELECT board_members.* FROM board_members JOIN board_terms ON board_terms.id = term_id
        WHERE board_terms.starts_on <= :day AND coalesce(board_terms.ends_on, '9999') >= :day
            AND coalesce(board_members.starts_on, '') <= :day AND coalesce(board_members.ends_on, '9999') >= :day
        """

    /// Where mail reaches them: their account's address, else their own; nil when there is none.
    func address(in database: Database) throws -> MailAddress? {
        if let account, let person = try AccountStore.find(account, in: database) {
            guard person.state == .active else { return nil }
            if let address = MailAddress(person.email, name: person.fullName) { return address }
        }
        return MailAddress(email, name: title)
    }
}

extension Stored<Term> {
    /// All terms, the latest first; there are a few.
    static func all(in database: Database) throws -> [Stored<Term>] {
        try Row.fetchAll(database, sql: "SELECT * FROM board_terms ORDER BY starts_on DESC, id DESC LIMIT 100")
            .map(Stored.init)
    }
}
