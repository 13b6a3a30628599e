import Foundation
import GRDB
import PortalKit

/// One kind of the board's records, as it is entered, stored and kept in revisions.
protocol BoardContent: Codable, Sendable, Hashable {
    /// `coverage`: the record type is `editorial-board.coverage`, texts begin with `coverage.`.
    static var name: String { get }
    static var table: String { get }
    /// The list's screen, below the module's place in the administration.
    static var path: String { get }
    /// Who enters and changes it.
    static var permission: String { get }
    /// How its rows are read.
    static var select: String { get }

    /// Its own columns with their values.
    var columns: [(name: String, value: (any DatabaseValueConvertible)?)] { get }
    /// What it is called.
    var title: String { get }
    /// What the administration calls it in lists that others see, as the audit log.
    func label(_ id: Int64) -> String
    /// What the audit log keeps of it: no personal data.
    var trace: [String: String] { get }

    init()
    init(row: Row)
}

extension BoardContent {
    func label(_ id: Int64) -> String { title }

    static var type: String { "\(BoardNames.module).\(name)" }
    static var select: String { "SELECT * FROM \(table)" }

    static func reference(_ id: Int64) -> RecordReference { RecordReference(type: type, id: id) }

    static func screen(_ id: Int64) -> String { (path == "/" ? "" : path) + "/\(id)" }

    static var newScreen: String { (path == "/" ? "" : path) + "/moi" }

    static func fetch(_ id: Int64, in database: Database) throws -> Stored<Self>? {
        try Row.fetchOne(database, sql: "\(select) WHERE \(table).id = ?", arguments: [id]).map(Stored.init)
    }

    static func require(_ id: Int64, in database: Database) throws -> Stored<Self> {
        guard let found = try fetch(id, in: database) else { throw PortalError.notFound }
        return found
    }
}

/// A record as stored.
struct Stored<Content: BoardContent>: Sendable, Hashable, Identifiable {
    let id: Int64
    let content: Content
    let revision: Int

    init(row: Row) {
        id = row["id"]
        revision = row["revision"]
        content = Content(row: row)
    }

    var reference: RecordReference { Content.reference(id) }
}

/// Why something cannot be done now; the text `refusal.<word>` says so.
enum Refusal: String, Error {
    /// Somebody else saved it since the form was opened.
    case changedMeanwhile = "changed_meanwhile"
    /// It was approved, or closed.
    case closed
    /// Something belongs to it.
    case inUse = "in_use"
    /// Nobody decides on what they proposed.
    case ownProposal = "own_proposal"
    /// There is no address to which a mail could go.
    case noAddress = "no_address"
    /// Another member of this term has this account.
    case accountTaken = "account_taken"

    var key: String { "refusal.\(rawValue)" }
}
