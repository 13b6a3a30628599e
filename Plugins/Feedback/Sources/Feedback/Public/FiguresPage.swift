import Foundation
import PortalKit

/// How fast and how well the authority answers, for everybody.
enum FiguresPage {
    static func show(_ request: Request) async throws -> Response {
        let (texts, context) = (request.texts, request.module)
        let settings = FeedbackSettings(context.settings, language: texts.language)
        let thisYear = VietnamTime(request.now).year
        let year = try request.number("nam", in: 2000...2200, default: thisYear)
        request.depends(on: .feedback, .settings(context.id))
        request.expires(at: VietnamTime(request.now).dayBounds.upperBound)
        let (first, last) = ("\(year)-01-01", "\(year)-12-31")
        let late = CaseListQuery(.late, now: request.now)
        let (topics, months, oldest, overdue) = try await context.storage.read { database in
            (
                try CaseCounts.fetch(by: .topic, from: first, to: last, in: database),
                try CaseCounts.fetch(by: .month, from: first, to: last, in: database),
                try CaseFigures.firstYear(in: database), try late.count(in: database)
            )
        }
        let sum = topics.reduce(CaseCounts()) { $0 + $1.counts }
        let years = stride(from: thisYear, through: min(oldest ?? thisYear, thisYear), by: -1).map { $0 }
        let topicTable = CaseStatistics.table(
            topics.map { (settings.title(of: $0.key), $0.counts) }, first: texts("statistics.by_topic"), texts)
        let monthTable = CaseStatistics.table(
            months.map { (CaseStatistics.month($0.key), $0.counts) }, first: texts("statistics.by_month"), texts)
        let model = FiguresModel(
            title: texts("figures.title"), intro: texts("figures.intro", ["year": String(year)]),
            tiles: [
                .init(value: String(sum.received), label: texts("statistics.received")),
                .init(value: String(sum.answered), label: texts("statistics.answered")),
                .init(value: CaseStatistics.percent(sum.onTimeShare, texts), label: texts("statistics.on_time")),
                .init(
                    value: sum.days.map { CaseStatistics.number($0, texts) } ?? "–", label: texts("statistics.days")),
                .init(value: CaseStatistics.percent(sum.contentShare, texts), label: texts("statistics.content")),
                .init(value: String(overdue), label: texts("figures.overdue")),
            ],
            hasYears: years.count > 1,
            years: years.map { choice in
                .init(
                    title: String(choice),
                    url: context.url(FeedbackPath.figures) + (choice == thisYear ? "" : "?nam=\(choice)"),
                    count: nil, current: choice == year)
            },
            sections: [
                section(texts("statistics.topics"), topicTable, texts),
                section(texts("statistics.months"), monthTable, texts),
            ], how: texts("figures.how"))
        return try request.page(
            "figures", model,
            PageInfo(title: model.title, description: model.intro, breadcrumbs: [request.feedbackStep]))
    }

    private static func section(_ title: String, _ table: ReportTable, _ texts: Texts) -> FiguresModel.Section {
        FiguresModel.Section(
            title: title, chartHtml: table.chart(title: title), table: TableModel(table, empty: texts("figures.none")))
    }
}

/// What the template `figures` shows.
struct FiguresModel: TemplateModel {
    struct Tile: Sendable {
        let value: String
        let label: String
    }

    struct Section: Sendable {
        let title: String
        let chartHtml: SafeHTML?
        let table: TableModel
    }

    let title: String
    let intro: String
    let tiles: [Tile]
    let hasYears: Bool
    let years: [CaseListModel.Choice]
    let sections: [Section]
    let how: String

    static var example: FiguresModel {
        FiguresModel(
            title: "Số liệu trả lời", intro: "Năm 2026", tiles: [Tile(value: "12", label: "Đã nhận")], hasYears: true,
            years: [.init(title: "2026", url: "/phan-anh/so-lieu", count: "12", current: true)],
            sections: [Section(title: "Theo lĩnh vực", chartHtml: SafeHTML(escaping: "…"), table: .example)],
            how: "Tính theo ngày nhận")
    }
}
