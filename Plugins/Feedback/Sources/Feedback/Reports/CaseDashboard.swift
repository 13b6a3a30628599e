import PortalKit

/// What waits, on the first page of the administration.
enum CaseDashboard {
    private static let shown: [CaseListQuery.Which] = [.new, .late, .soon, .review]

    static let contribution = DashboardContribution(anyOf: FeedbackPermission.all) { request in
        let query = CaseListQuery(request)
        let counts = try await request.module.storage.read {
            try CaseListQuery.counts(shown, access: query, in: $0)
        }
        let (texts, context) = (request.texts, request.module)
        return shown.map { which in
            let count = counts[which] ?? 0
            return .init(
                title: texts("tile.\(which.rawValue)"), value: String(count),
                note: texts("tile.\(which.rawValue)_note"), url: context.adminURL() + "?loc=\(which.rawValue)",
                isWarning: count > 0 && which == .late)
        }
    }
}
