import Foundation
import GRDB
import PortalKit

/// The authority as it stands at a moment: its bodies, those that have ended, and the people in them.
struct Authority: Sendable {
    let tree: BodyTree
    /// Bodies that no longer exist, kept so that old addresses and old articles can still be understood.
    let dissolved: [Body]
    private let people: [Int64: [Person]]
    /// When a body ends next, of those whose end is known.
    let nextEnd: Date?

    static func fetch(at moment: Date, in database: Database) throws -> Authority {
        let bodies = try OrganizationRows.bodies(in: database)
        return Authority(
            tree: BodyTree(bodies.filter { !$0.isDissolved(at: moment) }),
            dissolved: bodies.filter { $0.isDissolved(at: moment) },
            people: Dictionary(grouping: try OrganizationRows.people(in: database), by: \.content.body),
            nextEnd: bodies.compactMap(\.content.dissolvedAt).filter { $0 > moment }.min())
    }

    /// The body that took over from one; nil where none did.
    func successor(of body: Body) -> Body? {
        body.content.successor.flatMap { id in tree[id] ?? dissolved.first { $0.id == id } }
    }

    /// The bodies that ended and that one took over from, the latest first.
    func predecessors(of body: Body) -> [Body] {
        dissolved.filter { $0.content.successor == body.id }
            .sorted { ($0.content.dissolvedOn ?? "") > ($1.content.dissolvedOn ?? "") }
    }

    /// A body, or what has come of it by now; nil where nothing has.
    func current(_ id: Int64) -> Body? {
        var id = id
        // Whoever takes over may have ended as well.
        for _ in 0...dissolved.count {
            if let body = tree[id] { return body }
            guard let next = dissolved.first(where: { $0.id == id })?.content.successor else { return nil }
            id = next
        }
        return nil
    }

    /// A person with the body that they are in, as long as it exists.
    func person(_ id: Int64) -> (Person, Body)? {
        for (body, people) in people {
            if let body = tree[body], let person = people.first(where: { $0.id == id }) { return (person, body) }
        }
        return nil
    }

    func people(of body: Body) -> [Person] { people[body.id] ?? [] }

    /// The person in charge of a body.
    func head(of body: Body) -> Person? { people(of: body).first }
}

extension Request {
    /// The authority as it stands now; the answer is made anew when a body ends.
    func authority() async throws -> Authority {
        let moment = now
        let authority = try await module.storage.read { try Authority.fetch(at: moment, in: $0) }
        if let end = authority.nextEnd { expires(at: end) }
        return authority
    }
}
