import PortalKit

/// How many documents wait in each step, on the first page of the administration.
enum LegalDashboard {
    static let contribution = DashboardContribution(anyOf: LegalPermission.all, tiles: tiles)

    private static func tiles(_ request: Request) async throws -> [DashboardContribution.Tile] {
        let counts = try await request.module.storage.read {
            try WorkflowInbox.counts(LegalNames.documentType, in: $0)
        }
        return ["moderation", "approved", LegalWorkflow.type.initial].map { step in
            let count = counts[step] ?? 0
            return .init(
                title: request.texts("dashboard.\(step)"), value: String(count),
                note: request.texts("dashboard.\(step)_note"), url: request.module.adminURL() + "?buoc=\(step)")
        }
    }
}
