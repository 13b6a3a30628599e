import Foundation
import GRDB

/// How much the portal is looked at, without a trace of who looks.
enum TrafficScreen {
    static let endpoints = [
        AdminEndpoints.screen(.get, AdminPath.traffic, CorePermission.reports, handler: show)
    ]

    static let shownDays = 30
    private static let topPages = 20

    static func show(_ request: Request) async throws -> Response {
        let (texts, language, now) = (request.texts, request.client.language, request.now)
        let first = VietnamTime(now).adding(days: 1 - shownDays)
        let (days, pages, groups) = try await request.site.database.read { database in
            (
                try Traffic.days(shownDays, until: now, in: database),
                try Traffic.topPages(since: first, limit: topPages, in: database),
                try Traffic.groups(since: first, in: database)
            )
        }
        let total = days.reduce(0) { $0 + $1.views }
        let summary = texts(
            "traffic.summary", ["total": total.grouped(language), "average": (total / shownDays).grouped(language)])
        func table(_ heading: String, _ rows: [(TableModel.Cell, Int)]) -> TableModel {
            TableModel(
                columns: [.init(texts(heading)), .init(texts("traffic.views"), isNumber: true)],
                rows: rows.map { [$0.0, .init($0.1.grouped(language))] }, empty: texts("traffic.none"))
        }
        let model = ReportModel(
            title: texts("admin.traffic"), intro: texts("traffic.intro"), hasActions: false, actions: [],
            hasFilter: false, filterUrl: AdminPath.traffic, filters: [], period: summary,
            sections: [
                .init(
                    title: texts("traffic.by_day"),
                    table: table("traffic.day", days.reversed().map { (.init($0.day.dayText), $0.views) }),
                    chart: TrafficChart(days: days).html(title: summary, language: language)),
                .init(
                    title: texts("traffic.by_part"),
                    table: table("traffic.part", groups.map { (.init(name(of: $0.path, request)), $0.views) })),
                .init(
                    title: texts("traffic.top"),
                    table: table(
                        "traffic.page",
                        pages.map {
                            (.init($0.path.removingPercentEncoding ?? $0.path, url: $0.path), $0.views)
                        })),
            ], keepUrl: nil, downloads: [])
        return try request.adminCorePage("admin/report", model, PageInfo(title: model.title))
    }

    /// The module whose pages begin so, else the path itself.
    private static func name(of path: String, _ request: Request) -> String {
        if path.isEmpty { return request.texts("traffic.other") }
        if path == "/" { return request.coreTexts("home") }
        let module = request.assembly.modules.first { $0.context.mountPath == path }
        return module.map { "\(request.moduleName($0.id)) (\(path))" } ?? path
    }
}
