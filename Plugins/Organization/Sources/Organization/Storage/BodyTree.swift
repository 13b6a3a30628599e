import Foundation
import GRDB

/// Bodies as they belong to each other. A body whose parent is not among them stands at the top.
struct BodyTree: Sendable {
    /// A body, and how deep below the top it stands; 0 at the top.
    struct Place: Sendable {
        let body: Body
        let depth: Int
    }

    private let byId: [Int64: Body]
    private let byParent: [Int64?: [Body]]

    /// - Parameter bodies: in the order in which siblings are to stand.
    init(_ bodies: [Body]) {
        let byId = Dictionary(bodies.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.byId = byId
        byParent = Dictionary(grouping: bodies) { body in
            body.content.parent.flatMap { byId[$0] == nil ? nil : $0 }
        }
    }

    static func fetch(in database: Database) throws -> BodyTree {
        BodyTree(try OrganizationRows.bodies(in: database))
    }

    var roots: [Body] { byParent[nil] ?? [] }

    subscript(id: Int64) -> Body? { byId[id] }

    func body(slug: String) -> Body? { byId.values.first { $0.content.slug == slug } }

    func children(of body: Body) -> [Body] { byParent[body.id] ?? [] }

    /// The bodies that stand beside one, with itself, in their order.
    func siblings(of body: Body) -> [Body] {
        byParent[body.content.parent.flatMap { byId[$0] == nil ? nil : $0 }] ?? []
    }

    /// The bodies above one, the highest first.
    func ancestors(of body: Body) -> [Body] {
        var line: [Body] = []
        var current = body
        while let parent = current.content.parent.flatMap({ byId[$0] }), line.count < byId.count {
            line.insert(parent, at: 0)
            current = parent
        }
        return line
    }

    /// All bodies, each before those below it.
    var places: [Place] {
        var places: [Place] = []
        func visit(_ body: Body, depth: Int) {
            places.append(Place(body: body, depth: depth))
            for child in children(of: body) { visit(child, depth: depth + 1) }
        }
        for root in roots { visit(root, depth: 0) }
        return places
    }

    /// Whether one body stands somewhere below another, or is the same.
    func isBelow(_ id: Int64, _ other: Int64) -> Bool {
        guard let body = byId[id] else { return false }
        return id == other || ancestors(of: body).contains { $0.id == other }
    }
}
