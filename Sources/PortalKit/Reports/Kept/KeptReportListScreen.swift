import Foundation
import GRDB

/// The reports that were drawn up.
enum KeptReportListScreen {
    static let path = "\(AdminPath.report)/da-lap"

    static let endpoints = [AdminEndpoints.screen(.get, path, CorePermission.reports, handler: show)]

    private static let pageSize = 30

    static func show(_ request: Request) async throws -> Response {
        let (texts, number) = (request.texts, try request.pageNumber())
        let state = KeptReport.State(rawValue: request.query["tt"] ?? "")
        let (entries, total) = try await request.site.database.read { database in
            (
                try KeptReportStore.list(state, limit: pageSize, offset: (number - 1) * pageSize, in: database),
                try KeptReportStore.count(state, in: database)
            )
        }
        let states = KeptReport.State.allCases.map { FormField.Option($0.rawValue, texts($0.textKey)) }
        return try request.adminList(
            AdminList(
                intro: texts("report.kept_intro"),
                actions: [AdminAction(texts("report.figures"), url: AdminPath.report, icon: "chart")],
                filter: Form(fields: [
                    FormField(
                        "tt", .select, label: texts("report.state"), options: [.init("", texts("filter.all"))] + states,
                        value: state?.rawValue ?? "")
                ]),
                columns: ["report.name", "report.of_period", "report.drawn_at", "report.drawn_by", "report.state"].map {
                    .init(texts($0))
                },
                rows: entries.map { row($0, texts) }, empty: texts("report.none_kept"),
                pager: Pager(
                    try Paging(number: number, size: pageSize, total: total), path: path,
                    query: state.map { [("tt", $0.rawValue)] } ?? [], texts: texts)),
            PageInfo(
                title: texts("report.kept"), breadcrumbs: [.init(texts("admin.report"), url: AdminPath.report)]))
    }

    private static func row(_ entry: KeptReportEntry, _ texts: Texts) -> AdminList.Row {
        AdminList.Row([
            .init(entry.title, url: KeptReportScreen.path(entry.id)),
            .init(ReportScreen.periodText(entry.period, texts)),
            .init(VietnamTime(entry.drawnAt).timeText),
            .init(KeptReportScreen.name(entry.drawnName, texts)),
            .init(texts(entry.state.textKey), badge: entry.state.badge),
        ])
    }
}
