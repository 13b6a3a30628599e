import Foundation
import GRDB
import PortalKit

/// What the periodic report says of the introduction of the authority (Art. 8.1, 16.1).
enum OrganizationReport {
    static let section = ReportSection(id: "organization", title: "report.title") { context, period in
        let now = context.now()
        let figures = try await context.storage.read { try Figures.fetch(period, now: now, in: $0) }
        let texts = context.texts
        let rows = [
            ("report.bodies", figures.bodies), ("report.dissolved", figures.dissolved),
            ("report.people", figures.people), ("report.body_changes", figures.bodyChanges),
            ("report.person_changes", figures.personChanges), ("report.page_changes", figures.pageChanges),
        ]
        return ReportTable(
            columns: [texts("report.figure"), texts("report.count")], rows: rows.map { [texts($0.0), String($0.1)] },
            isComparable: false)
    }

    private struct Figures: Sendable {
        /// Bodies, and people in them, that there are at the end of the period.
        let bodies: Int
        let people: Int
        /// Bodies that ended in the period.
        let dissolved: Int
        let bodyChanges: Int
        let personChanges: Int
        let pageChanges: Int

        static func fetch(_ period: ReportPeriod, now: Date, in database: Database) throws -> Figures {
            let range = period.start..<period.end
            let end = min(period.end.addingTimeInterval(-1), now)
            let authority = try Authority.fetch(at: end, in: database)
            let bodies = authority.tree.places.map(\.body)
            return Figures(
                bodies: bodies.count, people: bodies.reduce(0) { $0 + authority.people(of: $1).count },
                dissolved: authority.dissolved.count { $0.content.dissolvedAt.map(range.contains) ?? false },
                bodyChanges: try Revisions.count(ofType: OrganizationNames.bodyType, in: range, in: database),
                personChanges: try Revisions.count(ofType: OrganizationNames.personType, in: range, in: database),
                pageChanges: try Revisions.count(ofType: OrganizationNames.pageType, in: range, in: database))
        }
    }
}
