import Foundation
import GRDB
import PortalKit

/// The officers' list of cases.
struct CaseListQuery: Sendable {
    /// What is asked for by state; the raw value stands in the address.
    enum Which: String, CaseIterable, Sendable {
        case open = "chua-xong"
        case new = "moi"
        case work = "dang-xu-ly"
        case asked = "cho-bo-sung"
        case review = "cho-duyet"
        case soon = "sap-den-han"
        case late = "qua-han"
        case answered = "da-tra-loi"
        case untold = "chua-bao"
        case unhappy = "khong-hai-long"
        case hidden = "da-an"
        case merged = "da-gop"
        case withdrawn = "da-rut"
        case spam = "rac"
        case all = "tat-ca"

        fileprivate func condition(_ now: Date) -> (String, StatementArguments) {
            let open = "is_open = 1"
            return switch self {
            case .open: (open, [])
            case .new, .work, .asked, .review, .answered, .merged, .withdrawn, .spam: ("state = ?", ["\(self)"])
            case .soon:
                (
                    "\(open) AND state <> 'asked' AND due_at >= ? AND due_at < ?",
                    [now, now.addingTimeInterval(3 * 86_400)]
                )
            case .late: ("\(open) AND state <> 'asked' AND due_at < ?", [now])
            case .untold: ("state = 'answered' AND mail = '' AND told_by = '' AND erased_at IS NULL", [])
            case .unhappy: ("rating = 1", [])
            case .hidden: ("state = 'answered' AND hidden_at IS NOT NULL", [])
            case .all: ("state <> 'spam'", [])
            }
        }

        /// Whether what is due first should stand first.
        fileprivate var isByDue: Bool { [.open, .new, .work, .asked, .review, .soon, .late].contains(self) }
    }

    /// The order; the raw value stands in the address.
    enum Order: String, CaseIterable, Sendable {
        case due = "han"
        case newest = "moi-nhat"
        case oldest = "cu-nhat"
    }

    var which = Which.open
    var text = ""
    var kind: FeedbackCase.Kind?
    var topic = ""
    var channel: FeedbackCase.Channel?
    /// A body's id; 0 for none.
    var body: Int64?
    /// Whole days on which cases came, both inclusive.
    var from: VietnamTime?
    var to: VietnamTime?
    /// Only what this person works on.
    var assignee: Int64?
    var order: Order?
    /// The bodies that the reader may see, and themselves; nil for all.
    var visible: (bodies: [Int64], person: Int64)?
    let now: Date

    init(_ which: Which = .open, now: Date) {
        self.which = which
        self.now = now
    }

    /// More are not counted, so that the list costs the same however many there are.
    static let countLimit = 300

    func count(in database: Database) throws -> Int {
        let condition = try condition(in: database)
        return try Int.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM (SELECT 1 FROM feedback_cases WHERE \(condition.sql) LIMIT \(Self.countLimit))
                """, arguments: condition.arguments) ?? 0
    }

    func rows(limit: Int, offset: Int = 0, in database: Database) throws -> [FeedbackCase] {
        let condition = try condition(in: database)
        let sort =
            switch order ?? (which.isByDue ? .due : .newest) {
            case .due: "due_at, id"
            case .newest: "received_at DESC, id DESC"
            case .oldest: "received_at, id"
            }
        return try Row.fetchAll(
            database, sql: "SELECT * FROM feedback_cases WHERE \(condition.sql) ORDER BY \(sort) LIMIT ? OFFSET ?",
            arguments: condition.arguments + [limit, offset]
        ).map(FeedbackCase.init(row:))
    }

    /// How many of each kind of waiting there are, counted up to the limit.
    static func counts(_ kinds: [Which], access: CaseListQuery, in database: Database) throws -> [Which: Int] {
        var counts: [Which: Int] = [:]
        for which in kinds {
            var query = access
            query.which = which
            counts[which] = try query.count(in: database)
        }
        return counts
    }

    private func condition(in database: Database) throws -> (sql: String, arguments: StatementArguments) {
        let (sql, values) = which.condition(now)
        var parts = [sql]
        var arguments = values
        func add(_ sql: String, _ values: StatementArguments) {
            parts.append(sql)
            arguments += values
        }
        if let kind { add("kind = ?", [kind.rawValue]) }
        if !topic.isEmpty { add("topic = ?", [topic]) }
        if let channel { add("channel = ?", [channel.rawValue]) }
        if let body { body == 0 ? add("body_id IS NULL", []) : add("body_id = ?", [body]) }
        if let from { add("received_at >= ?", [from.dayBounds.lowerBound]) }
        if let to { add("received_at < ?", [to.dayBounds.upperBound]) }
        if let assignee { add("assignee = ?", [assignee]) }
        if let visible {
            let marks = visible.bodies.map { _ in "?" }.joined(separator: ", ")
            add("(body_id IN (\(marks)) OR assignee = ?)", StatementArguments(visible.bodies) + [visible.person])
        }
        if !text.isEmpty {
            let (sql, values) = try CaseWords.condition(text, in: database)
            add(sql, values)
        }
        return (parts.joined(separator: " AND "), arguments)
    }
}
