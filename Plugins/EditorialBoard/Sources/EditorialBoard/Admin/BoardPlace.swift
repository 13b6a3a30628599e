import Foundation
import GRDB
import PortalKit

/// What screens show and offer to choose from, read once for a request: the members and the bodies.
struct BoardPlace: Sendable {
    let texts: Texts
    private let context: ModuleContext?
    let actor: Actor
    let today: String
    let members: [Stored<Member>]
    /// Those who are on the board today.
    let current: [Stored<Member>]
    let bodies: [BodySummary]
    /// The people in charge of them.
    let people: [PersonSummary]
    /// The accounts that a member can be given.
    let accounts: [Account]
    private let names: [Int64: String]

    init(_ request: Request) async throws {
        let (texts, actor, now, context) = (request.texts, request.actor, request.now, request.module)
        let directory: (any BodyDirectory)? = context.service((any BodyDirectory).self)
        let bodies = try await directory?.bodies() ?? []
        let people = try await directory?.people() ?? []
        self = try await context.storage.read { database in
            try BoardPlace(texts, at: now, for: actor, context, bodies: bodies, people: people, in: database)
        }
    }

    /// - Parameter moment: by which it is told who is on the board.
    init(
        _ texts: Texts, at moment: Date, for actor: Actor = .anonymous(), _ context: ModuleContext? = nil,
        bodies: [BodySummary] = [], people: [PersonSummary] = [], in database: Database
    ) throws {
        self.texts = texts
        self.context = context
        self.actor = actor
        (self.bodies, self.people) = (bodies, people)
        let day = VietnamTime(moment).isoDay
        today = day
        members = try Member.all(in: database)
        let holding = Set(try Stored<Term>.all(in: database).filter { $0.content.holds(on: day) }.map(\.id))
        current = members.filter { member in
            holding.contains(member.content.term) && member.content.startsOn ?? "" <= day
                && day <= member.content.endsOn ?? "9999"
        }
        accounts = try AccountStore.list(state: .active, limit: 500, in: database)
        names = Dictionary(members.map { ($0.id, $0.content.title) }) { first, _ in first }
    }

    /// The names of the people in charge, each once.
    var peopleNames: [String] {
        var seen: Set<String> = []
        return people.map(\.name).filter { seen.insert($0).inserted }
    }

    func name(_ member: Int64?) -> String { member.flatMap { names[$0] } ?? "" }

    /// Members to choose from: those of today, and whoever is chosen already.
    func memberOptions(keeping chosen: [Int64] = []) -> [FormField.Option] {
        let shown = Set(current.map(\.id) + chosen)
        return members.filter { shown.contains($0.id) }.map { member in
            .init(String(member.id), "\(member.content.title) – \(texts("role.\(member.content.role.rawValue)"))")
        }
    }

    /// Those among the members whose account this is.
    var own: [Stored<Member>] {
        actor.personId.map { id in current.filter { $0.content.account == id } } ?? []
    }

    func url(_ path: String) -> String { context?.adminURL(path) ?? path }

    func day(_ day: String?) -> String { day.flatMap { VietnamTime(parsing: $0)?.dayText } ?? "" }
}
