import Foundation
import PortalKit

/// What the editorial board sees at a glance on the first page of the administration.
enum NewsDashboard {
    static let contribution = DashboardContribution(anyOf: NewsPermission.all) { request in
        let settings = NewsSettings(request.module.settings)
        let (counts, newest) = try await request.module.storage.read { database in
            (
                try WorkflowInbox.counts(NewsNames.articleType, in: database),
                try PublicArticles.newest(in: database)
            )
        }
        let (texts, context) = (request.texts, request.module)
        func waiting(_ step: String) -> DashboardContribution.Tile {
            let count = counts[step] ?? 0
            return .init(
                title: texts("workflow.step.\(step)"), value: String(count),
                note: texts("articles_counted", ["count": String(count)]),
                url: context.adminURL() + "?buoc=\(step)", isWarning: step != "draft" && count > 0)
        }
        return [freshness(newest, settings, request), waiting("moderation"), waiting("approved"), waiting("draft")]
    }

    /// For how long nothing new has come out (Art. 10.1: updated daily).
    private static func freshness(
        _ newest: Date?, _ settings: NewsSettings, _ request: Request
    ) -> DashboardContribution.Tile {
        let days = newest.map { max(0, VietnamTime(request.now).dayNumber - VietnamTime($0).dayNumber) }
        return .init(
            title: request.texts("dashboard.freshness"),
            value: days.map { request.texts("dashboard.days", ["count": String($0)]) } ?? "–",
            note: newest.map { VietnamTime($0).timeText } ?? request.texts("admin.never_published"),
            url: request.module.adminURL() + "?xep=dang", isWarning: days.map { $0 >= settings.stalenessDays } ?? true)
    }
}
