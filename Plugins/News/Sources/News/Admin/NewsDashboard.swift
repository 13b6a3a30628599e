import Foundation
import PortalKit

/// What the editorial board sees at a glance on the first page of the administration.
enum NewsDashboard {
    static let contribution = DashboardContribution(anyOf: NewsPermission.all, tiles: tiles, panels: panels)

    private static func tiles(_ request: Request) async throws -> [DashboardContribution.Tile] {
        let settings = NewsSettings(request.module.settings, language: request.texts.language)
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
                note: texts("dashboard.\(step)_note"), url: context.adminURL() + "?buoc=\(step)")
        }
        return [freshness(newest, settings, request), waiting("moderation"), waiting("approved"), waiting("draft")]
    }

    /// When each section was last added to, the longest ago first.
    private static func panels(_ request: Request) async throws -> [DashboardContribution.Panel] {
        let settings = NewsSettings(request.module.settings, language: request.texts.language)
        let newest = try await request.module.storage.read { try PublicArticles.newestBySection(in: $0) }
        let today = VietnamTime(request.now).dayNumber
        let sections = settings.sections.all.map { section in
            (section, newest[section.slug].map { (at: $0, days: max(0, today - VietnamTime($0).dayNumber)) })
        }.sorted { ($0.1?.days ?? .max) > ($1.1?.days ?? .max) }
        let items = sections.map { section, last in
            DashboardContribution.Panel.Item(
                text: section.title, url: request.module.adminURL() + "?muc=\(section.slug)",
                note: last.map { request.texts("dashboard.days", ["count": String($0.days)]) }
                    ?? request.texts("admin.never_published"),
                isWarning: false)
        }
        return [
            DashboardContribution.Panel(
                title: request.texts("dashboard.sections"), moreURL: nil, items: items,
                empty: request.texts("admin.never_published"))
        ]
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
