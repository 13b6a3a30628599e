import Foundation
import PortalKit

/// The figures for the administration, the periodic report and the public.
enum FigureScreens {
    static func show(_ request: Request) async throws -> Response {
        try await request.adminReport(
            title: request.texts("figures.title"), intro: request.texts("figures.intro"),
            download: request.module.adminURL(EServicesScreen.figuresCSV), tables(request))
    }

    static func download(_ request: Request) async throws -> Response {
        try await request.adminReportFile(title: request.texts("figures.title"), name: "ho-so", tables(request))
    }

    private static func tables(
        _ request: Request
    ) -> @Sendable (ReportPeriod) async throws -> [(title: String, table: ReportTable)] {
        let (context, texts) = (request.module, request.texts)
        return { period in
            let (fields, bodies, months, procedures) = try await context.storage.read { database in
                (
                    try FigureQuery.rows(.field, from: period.firstDay, to: period.lastDay, in: database),
                    try FigureQuery.rows(.body, from: period.firstDay, to: period.lastDay, in: database),
                    try FigureQuery.rows(.month, from: period.firstDay, to: period.lastDay, in: database),
                    try FigureQuery.rows(.procedure, from: period.firstDay, to: period.lastDay, in: database)
                )
            }
            let settings = EServicesSettings(context.settings, language: texts.language)
            return [
                (
                    texts("figures.by_field"),
                    fields.table(texts, head: texts("procedure.field"), label: settings.fieldTitle)
                ),
                (texts("figures.by_body"), bodies.table(texts, head: texts("procedure.body"))),
                (texts("figures.by_month"), months.table(texts, head: texts("figures.month"), label: \.monthText)),
                (texts("figures.by_procedure"), procedures.table(texts, head: texts("procedure.name"))),
            ]
        }
    }

    /// In the portal's half-yearly report.
    static let section = ReportSection(id: "dossiers", title: "figures.report") { context, period in
        let rows = try await context.storage.read {
            try FigureQuery.rows(.field, from: period.firstDay, to: period.lastDay, in: $0)
        }
        let settings = EServicesSettings(context.settings)
        return rows.table(context.texts, head: context.texts("procedure.field"), label: settings.fieldTitle)
    }
}

extension ReportPeriod {
    fileprivate var firstDay: String { VietnamTime(start).isoDay }

    fileprivate var lastDay: String { VietnamTime(end.addingTimeInterval(-1)).isoDay }
}

extension String {
    /// `2026-11` as `11/2026`.
    var monthText: String { split(separator: "-").reversed().joined(separator: "/") }
}

/// The page on which the authority says how it does: dossiers in time and late, this year.
enum FigurePage {
    static func show(_ request: Request) async throws -> Response {
        let (context, texts, now) = (request.module, request.texts, request.now)
        let settings = EServicesSettings(context.settings, language: texts.language)
        let today = VietnamTime(now)
        let year = try request.number("nam", in: 2000...today.year, default: today.year)
        request.depends(on: .figures, .procedures, .settings(EServicesNames.module))
        request.expires(at: today.dayBounds.upperBound)
        let (fields, months, open) = try await context.storage.read { database in
            (
                try FigureQuery.rows(.field, from: "\(year)-01-01", to: "\(year)-12-31", in: database),
                try FigureQuery.rows(.month, from: "\(year)-01-01", to: "\(year)-12-31", in: database),
                try FigureQuery.open(at: now, in: database)
            )
        }
        let sum = fields.reduce(FigureRow(label: ""), +)
        let byField = fields.table(texts, head: texts("procedure.field"), label: settings.fieldTitle)
        let byMonth = months.table(texts, head: texts("figures.month"), label: \.monthText)
        func figure(_ key: String, _ value: String) -> FigureModel.Figure {
            .init(value: value, label: texts("figures.\(key)"))
        }
        func section(_ id: String, _ key: String, _ table: ReportTable) -> FigureModel.Section {
            .init(
                id: id, title: texts(key), chartHtml: table.chart(title: texts(key)),
                chartNote: texts("figures.chart_note"), table: TableModel(table, empty: texts("figures.none")))
        }
        let url = context.url(EServicesPath.figures)
        let model = FigureModel(
            title: texts("figures.public_title"),
            intro: texts("figures.public_intro", ["site": context.site.nameInSentence, "year": String(year)]),
            figures: [
                figure("received", String(sum.received)), figure("ended", String(sum.ended)),
                figure("share", sum.share.map { "\($0)%" } ?? "–"), figure("open", String(open.open)),
                figure("open_late", String(open.late)),
            ],
            sections: [
                section("linh-vuc", "figures.by_field", byField), section("thang", "figures.by_month", byMonth),
            ],
            previous: year > 2025 ? LinkModel(title: String(year - 1), url: "\(url)?nam=\(year - 1)") : nil,
            next: year < today.year ? LinkModel(title: String(year + 1), url: "\(url)?nam=\(year + 1)") : nil)
        return try request.page(
            "figures", model,
            PageInfo(title: model.title, description: model.intro, breadcrumbs: [request.catalogueStep]))
    }
}

/// What the template `figures` shows.
struct FigureModel: TemplateModel {
    struct Figure: Sendable {
        let value: String
        let label: String
    }

    struct Section: Sendable {
        let id: String
        let title: String
        let chartHtml: SafeHTML?
        let chartNote: String
        let table: TableModel
    }

    let title: String
    let intro: String
    let figures: [Figure]
    let sections: [Section]
    let previous: LinkModel?
    let next: LinkModel?

    static var example: FigureModel {
        FigureModel(
            title: "Số liệu", intro: "Năm 2026", figures: [Figure(value: "120", label: "hồ sơ đã nhận")],
            sections: [
                Section(
                    id: "thang", title: "Theo tháng", chartHtml: SafeHTML(escaping: "…"), chartNote: "Số hồ sơ đã nhận",
                    table: .example)
            ], previous: .example, next: .example)
    }
}
