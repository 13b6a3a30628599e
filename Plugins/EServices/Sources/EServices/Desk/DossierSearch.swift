import Foundation
import GRDB
import PortalKit

/// The desk's list of dossiers.
struct DossierSearch: Sendable {
    /// What is asked for by state; the raw value stands in the address.
    enum Which: String, CaseIterable, Sendable {
        case open = "chua-xong"
        case new = "moi"
        case work = "dang-xu-ly"
        case handedOver = "cho-ban-giao"
        case supplement = "cho-bo-sung"
        case today = "den-han"
        case late = "qua-han"
        case ready = "cho-tra"
        case done = "da-xong"
        case archived = "luu-tru"

        var states: [DossierState] {
            switch self {
            case .open: DossierState.open
            case .new: [.submitted]
            case .work: [.processing, .withBody]
            case .handedOver: [.handedOver]
            case .supplement: [.supplement]
            case .today, .late: DossierState.counted
            case .ready: [.ready]
            case .done: [.returned, .refused, .withdrawn]
            case .archived: [.archived]
            }
        }
    }

    var which: Which?
    var text = ""
    var field: String?
    /// Whole days of receipt, both inclusive.
    var from: VietnamTime?
    var to: VietnamTime?
    var assignee: Int64?
    /// Only dossiers of these bodies; nil for all.
    var bodies: Set<Int64>?
    let now: Date

    /// More are not counted for a list, so that it costs the same however many there are.
    static let countLimit = 300

    /// - Parameter most: so many are counted; nil for all.
    func count(most: Int? = countLimit, in database: Database) throws -> Int {
        let query = try countQuery(most: most, in: database)
        return try Int.fetchOne(database, sql: query.sql, arguments: query.arguments) ?? 0
    }

    /// What is due first where something is due; else the newest first.
    func rows(limit: Int, offset: Int, in database: Database) throws -> [Dossier] {
        let query = try query(limit: limit, offset: offset, in: database)
        return try Row.fetchAll(database, sql: query.sql, arguments: query.arguments).map(Dossier.init(row:))
    }

    /// How many are new, due today and late.
    static func waiting(
        at now: Date, bodies: Set<Int64>? = nil, in database: Database
    ) throws -> (new: Int, today: Int, late: Int) {
        func count(_ which: Which) throws -> Int {
            var search = DossierSearch(now: now)
            (search.which, search.bodies) = (which, bodies)
            return try search.count(most: nil, in: database)
        }
        return (try count(.new), try count(.today), try count(.late))
    }

    // MARK: - SQL

    typealias Query = (sql: String, arguments: StatementArguments)

    private static let newest = "received_at DESC, id DESC"

    private var isByDue: Bool { which == .late || which == .today }

    private var states: [DossierState]? { which?.states }

    /// The query of a page. A list over several states or bodies is put together from the beginnings of a range of an index
    /// for each of them; else all that match would be sorted for each page.
    func query(limit: Int, offset: Int, in database: Database) throws -> Query {
        let source = try source(in: database)
        let ranges = isByDue || !DossierWords.words(of: text).isEmpty ? [condition(states, bodies?.sorted())] : ranges
        if let only = ranges.first, ranges.count == 1 {
            let order = isByDue ? "due_at, id" : Self.newest
            return (
                """
                SELECT eservices_dossiers.* FROM \(source.sql) WHERE \(only.sql) ORDER BY \(order) LIMIT ? OFFSET ?
                """, source.arguments + only.arguments + [limit, offset]
            )
        }
        let beginnings = ranges.map { range in
            """
            SELECT * FROM (SELECT id, received_at FROM eservices_dossiers WHERE \(range.sql)
                ORDER BY \(Self.newest) LIMIT \(limit + offset))
            """
        }
        return (
            """
            SELECT * FROM eservices_dossiers WHERE id IN (
                SELECT id FROM (\(beginnings.joined(separator: " UNION ALL "))) ORDER BY \(Self.newest) LIMIT ? OFFSET ?)
            ORDER BY \(Self.newest)
            """, ranges.reduce(StatementArguments()) { $0 + $1.arguments } + [limit, offset]
        )
    }

    /// The query that counts; what is due is counted in an index that holds all that is asked.
    func countQuery(most: Int?, in database: Database) throws -> Query {
        let source = try source(ofDue: "eservices_dossiers_waiting", in: database)
        let condition = condition(states, bodies?.sorted())
        return (
            "SELECT count(*) FROM (SELECT 1 FROM \(source.sql) WHERE \(condition.sql) LIMIT \(most ?? -1))",
            source.arguments + condition.arguments
        )
    }

    /// One condition for each state and body.
    private var ranges: [Query] {
        let states = states.map { $0.map { [$0] as [DossierState]? } } ?? [nil]
        let bodies = bodies.map { $0.isEmpty ? [[]] : $0.sorted().map { [$0] as [Int64]? } } ?? [nil]
        return states.flatMap { state in bodies.map { condition(state, $0) } }
    }

    /// Where dossiers are looked for: among those with the words that were typed, among those that are due, or among all.
    private func source(ofDue index: String = "eservices_dossiers_due", in database: Database) throws -> Query {
        if let found = try DossierWords.found(text, in: database) {
            return (
                "(\(found.sql)) AS found CROSS JOIN eservices_dossiers ON eservices_dossiers.id = found.dossier_id",
                found.arguments
            )
        }
        return (isByDue ? "eservices_dossiers INDEXED BY \(index)" : "eservices_dossiers", [])
    }

    private func condition(_ states: [DossierState]?, _ bodies: [Int64]?) -> Query {
        var parts: [String] = []
        var arguments = StatementArguments()
        func add(_ sql: String, _ values: StatementArguments) {
            parts.append(sql)
            arguments += values
        }
        func add(_ column: String, in values: [some DatabaseValueConvertible]) {
            add(
                values.isEmpty ? "0" : "\(column) IN (\(values.map { _ in "?" }.joined(separator: ", ")))",
                StatementArguments(values))
        }
        if let states { add("state", in: states.map(\.rawValue)) }
        if isByDue { add("finished_at IS NULL AND stopped_at IS NULL AND due_at < ?", [end]) }
        if which == .today { add("due_at >= ?", [now]) }
        if let field { add("field = ?", [field]) }
        if let from { add("received_at >= ?", [from.dayBounds.lowerBound]) }
        if let to { add("received_at < ?", [to.dayBounds.upperBound]) }
        if let assignee { add("assignee = ?", [assignee]) }
        if let bodies { add("body_id", in: bodies) }
        return (parts.isEmpty ? "1" : parts.joined(separator: " AND "), arguments)
    }

    /// Before when what is asked for is due.
    private var end: Date { which == .late ? now : VietnamTime(now).dayBounds.upperBound }
}
