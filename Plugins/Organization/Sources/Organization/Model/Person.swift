import Foundation
import GRDB
import PortalKit

/// What is known of an official in an office: what each revision keeps.
struct PersonContent: Sendable, Hashable, Codable {
    var body: Int64 = 0
    var name = ""
    /// "Chánh Văn phòng".
    var office = ""
    var phone = ""
    var email = ""
    /// What the person is in charge of.
    var duties = ""
    /// When the person receives people; nil where it is as for the body.
    var hours: String?
    /// A picture of the library.
    var photo: Int64?

    /// The core finds what a record is called under `title`.
    private enum CodingKeys: String, CodingKey {
        case body, name = "title", office, phone, email, duties, hours, photo
    }

    /// The greatest lengths, in characters.
    enum Limit {
        static let name = 100
        static let office = 200
        static let duties = 1_000
        static let hours = 300
    }
}

/// An official in an office. Whoever holds two offices is listed in both bodies.
struct Person: Sendable, Hashable {
    let id: Int64
    let content: PersonContent
    /// The place among the people of the body: the first one leads it.
    let position: Int
    /// The last revision's number.
    let revision: Int

    init(row: Row) {
        id = row["id"]
        content = PersonContent(
            body: row["body_id"], name: row["name"], office: row["office"], phone: row["phone"], email: row["email"],
            duties: row["duties"], hours: row["hours"], photo: row["photo"])
        position = row["position"]
        revision = row["revision"]
    }

    var name: String { content.name }

    var reference: RecordReference { OrganizationNames.person(id) }
}
