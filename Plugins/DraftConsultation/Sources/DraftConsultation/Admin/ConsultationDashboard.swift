import GRDB
import PortalKit

/// What waits, on the first page of the administration.
enum ConsultationDashboard {
    static let contribution = DashboardContribution(anyOf: [ConsultationPermission.comments], tiles: tiles)

    /// Whoever has the care of some bodies' drafts sees the figures of these only.
    private static func tiles(_ request: Request) async throws -> [DashboardContribution.Tile] {
        let (bodies, now) = (request.consultation.bodies([ConsultationPermission.comments]), request.now)
        let (waiting, untreated) = try await request.module.storage.read { database in
            (
                try CommentSearch.waiting(bodies: bodies, in: database),
                try CommentSearch.untreated(bodies: bodies, now: now, in: database)
            )
        }
        let (texts, context) = (request.texts, request.module)
        return [
            .init(
                title: texts("dashboard.waiting"), value: String(waiting),
                note: texts("dashboard.waiting_note"),
                url: context.adminURL(ConsultationScreen.comments) + "?loc=waiting"),
            .init(
                title: texts("dashboard.untreated"), value: String(untreated),
                note: texts("dashboard.untreated_note"),
                url: context.adminURL() + "?giai-doan=\(DraftPhase.closed.rawValue)", isWarning: untreated > 0),
        ]
    }
}
