import GRDB
import PortalKit

/// The tables whose rows stand in an order that editors choose.
enum OrganizationTable: String {
    case bodies = "organization_bodies"
    case people = "organization_people"
    case pages = "organization_pages"

    /// A slug made from a wish, with a number when another row has it.
    func freeSlug(_ wish: String, limit: Int, id: Int64?, in database: Database) throws -> String {
        let slug = Slug.make(from: wish, maxLength: limit)
        let taken = self == .pages ? OrganizationPath.reserved : []
        var candidate = slug
        var number = 1
        while try taken.contains(candidate) || isTaken(candidate, besides: id, in: database) {
            number += 1
            candidate = "\(slug)-\(number)"
        }
        return candidate
    }

    private func isTaken(_ slug: String, besides id: Int64?, in database: Database) throws -> Bool {
        try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM \(rawValue) WHERE slug = ? AND id IS NOT ?)",
            arguments: [slug, id]) ?? false
    }
}

extension Change {
    /// Moves a row by one place among its siblings and numbers them anew.
    ///
    /// - Returns: false when it stands at that end already.
    func reorder(
        _ siblings: [Int64], moving id: Int64, _ direction: MoveDirection, table: OrganizationTable
    ) throws -> Bool {
        var siblings = siblings
        guard let place = siblings.firstIndex(of: id) else { return false }
        let target = direction == .up ? place - 1 : place + 1
        guard siblings.indices.contains(target) else { return false }
        siblings.swapAt(place, target)
        for (index, sibling) in siblings.enumerated() {
            try database.execute(
                sql: "UPDATE \(table.rawValue) SET position = ? WHERE id = ?", arguments: [index + 1, sibling])
        }
        return true
    }
}
