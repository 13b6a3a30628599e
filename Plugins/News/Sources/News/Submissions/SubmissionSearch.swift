import Foundation
import GRDB
import PortalKit

/// The desk's list of submissions.
struct SubmissionSearch: Sendable {
    /// What is asked for by state; the raw value stands in the address.
    enum Which: String, CaseIterable, Sendable {
        case open = "chua-xong"
        case new = "moi"
        case work = "dang-xu-ly"
        case late = "qua-han"
        case used = "da-dung"
        case declined = "khong-dung"
        case spam = "rac"

        func condition(_ now: Date) -> (String, StatementArguments) {
            switch self {
            case .open: ("state IN ('new', 'work')", [])
            case .new: ("state = 'new'", [])
            case .work: ("state = 'work'", [])
            case .late: ("state IN ('new', 'work') AND due_at < ?", [now])
            case .used: ("state = 'used'", [])
            case .declined: ("state = 'declined'", [])
            case .spam: ("state = 'spam'", [])
            }
        }
    }

    var which: Which?
    /// Words of title, sender or code, with or without diacritics.
    var text = ""
    var channel: Submission.Channel?
    /// Whole days, both inclusive.
    var from: VietnamTime?
    var to: VietnamTime?
    /// Only those that this person works on.
    var assignee: Int64?
    /// Only those of this contributor's account.
    var account: Int64?
    let now: Date

    func count(in database: Database) throws -> Int {
        let condition = condition
        return try Int.fetchOne(
            database, sql: "SELECT count(*) FROM news_submissions WHERE \(condition.sql)",
            arguments: condition.arguments) ?? 0
    }

    /// The newest first; of those that wait, the one that is due first.
    func rows(limit: Int, offset: Int, in database: Database) throws -> [Submission] {
        let condition = condition
        let order = which == .late || which == .open ? "due_at, id" : "received_at DESC, id DESC"
        return try Row.fetchAll(
            database,
            sql: "SELECT * FROM news_submissions WHERE \(condition.sql) ORDER BY \(order) LIMIT ? OFFSET ?",
            arguments: condition.arguments + [limit, offset]
        ).map(Submission.init(row:))
    }

    /// How many nobody has looked at, and how many are late.
    static func waiting(now: Date, in database: Database) throws -> (new: Int, late: Int) {
        func count(_ which: Which) throws -> Int {
            var search = SubmissionSearch(now: now)
            search.which = which
            return try search.count(in: database)
        }
        return (try count(.new), try count(.late))
    }

    private var condition: (sql: String, arguments: StatementArguments) {
        var parts: [String] = []
        var arguments = StatementArguments()
        if let which {
            let (sql, values) = which.condition(now)
            parts.append(sql)
            arguments += values
        } else if account == nil {
            parts.append("state <> 'spam'")
        }
        if let channel {
            parts.append("channel = ?")
            arguments += [channel.rawValue]
        }
        if let from {
            parts.append("received_at >= ?")
            arguments += [from.dayBounds.lowerBound]
        }
        if let to {
            parts.append("received_at < ?")
            arguments += [to.dayBounds.upperBound]
        }
        if let assignee {
            parts.append("assignee = ?")
            arguments += [assignee]
        }
        if let account {
            parts.append("account = ?")
            arguments += [account]
        }
        for word in text.folded.split(separator: " ").prefix(8) {
            parts.append("(instr(title_folded, ?) > 0 OR instr(sender_folded, ?) > 0 OR code = ?)")
            arguments += [String(word), String(word), word.uppercased()]
        }
        return (parts.isEmpty ? "1" : parts.joined(separator: " AND "), arguments)
    }
}
