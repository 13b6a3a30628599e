import Foundation
import GRDB
import PortalKit

/// What is known of a body of the authority (the regulation's Art. 8.1): what each revision keeps.
struct BodyContent: Sendable, Hashable, Codable {
    var slug = ""
    /// The body that it belongs to; nil at the top.
    var parent: Int64?
    var name = ""
    /// Functions, duties and powers, as Markdown.
    var functions = ""
    var address = ""
    var phone = ""
    var email = ""
    /// When it receives people.
    var hours = ""
    /// The first day on which it no longer exists, as `2026-11-24`; nil while no end is known.
    var dissolvedOn: String?
    /// The first day on which it existed; nil where it is not known.
    var establishedOn: String?
    /// The body that took over when it ended; nil where none did.
    var successor: Int64?
    /// By what decision it was founded, merged or dissolved.
    var grounds: String?

    /// The core finds what a record is called under `title`.
    private enum CodingKeys: String, CodingKey {
        case slug, parent, name = "title", functions, address, phone, email, hours
        case dissolvedOn = "dissolved_on"
        case establishedOn = "established_on"
        case successor, grounds
    }

    /// The greatest lengths, in characters.
    enum Limit {
        static let slug = 80
        static let name = 200
        static let functions = 20_000
        static let address = 300
        static let phone = 40
        static let email = 200
        static let hours = 300
        static let grounds = 500
    }

    /// The moment from which it no longer exists.
    var dissolvedAt: Date? { dissolvedOn.flatMap { VietnamTime(parsing: $0) }?.startOfDay.date }
}

/// A body with all that is known of it.
struct Body: Sendable, Hashable {
    let id: Int64
    let content: BodyContent
    /// Its place among those with the same parent.
    let position: Int
    /// The last revision's number.
    let revision: Int
    let changedAt: Date

    init(row: Row) {
        id = row["id"]
        content = BodyContent(
            slug: row["slug"], parent: row["parent_id"], name: row["name"], functions: row["functions"],
            address: row["address"], phone: row["phone"], email: row["email"], hours: row["hours"],
            dissolvedOn: row["dissolved_on"], establishedOn: row["established_on"], successor: row["successor_id"],
            grounds: row["grounds"])
        position = row["position"]
        revision = row["revision"]
        changedAt = row["changed_at"]
    }

    var name: String { content.name }

    var path: String { OrganizationPath.body(content.slug) }

    var reference: RecordReference { OrganizationNames.body(id) }

    func isDissolved(at moment: Date) -> Bool { content.dissolvedAt.map { $0 <= moment } ?? false }
}
