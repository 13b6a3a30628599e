import PortalKit

/// What waits at the desk, on the first page of the administration.
enum DeskDashboard {
    static let contribution = DashboardContribution(anyOf: EServicesPermission.dossiers) { request in
        let (now, bodies) = (request.now, request.dossierAccess.bodies)
        let waiting = try await request.module.storage.read {
            try DossierSearch.waiting(at: now, bodies: bodies, in: $0)
        }
        func tile(_ which: DossierSearch.Which, _ count: Int) -> DashboardContribution.Tile {
            .init(
                title: request.texts("tile.\(which.rawValue)"), value: String(count),
                note: request.texts("tile.\(which.rawValue)_note"),
                url: request.module.adminURL() + "?loc=\(which.rawValue)",
                isWarning: count > 0 && which != .new)
        }
        return [tile(.new, waiting.new), tile(.today, waiting.today), tile(.late, waiting.late)]
    }
}
