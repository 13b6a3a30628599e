import Foundation
import GRDB
import PortalKit

/// The office's figures: by month, topic and kind.
enum CaseStatistics {
    static func show(_ request: Request) async throws -> Response {
        try await request.adminReport(
            title: request.texts("admin.statistics"), intro: request.texts("statistics.intro"),
            download: request.module.adminURL(FeedbackScreen.statisticsCSV), tables(request))
    }

    static func download(_ request: Request) async throws -> Response {
        try await request.adminReportFile(
            title: request.texts("admin.statistics"), name: "phan-anh", tables(request))
    }

    private static func tables(
        _ request: Request
    ) -> @Sendable (ReportPeriod) async throws -> [(title: String, table: ReportTable)] {
        let (context, texts) = (request.module, request.texts)
        let settings = FeedbackSettings(context.settings, language: texts.language)
        return { period in
            let (first, last) = days(period)
            return try await context.storage.read { database in
                func group(_ by: CaseCounts.Group, _ title: (String) -> String) throws -> ReportTable {
                    table(
                        try CaseCounts.fetch(by: by, from: first, to: last, in: database).map {
                            (title($0.key), $0.counts)
                        }, first: texts("statistics.by_\(by == .month ? "month" : by.rawValue)"), texts)
                }
                return [
                    (texts("statistics.months"), try group(.month) { month(String($0)) }),
                    (texts("statistics.topics"), try group(.topic) { settings.title(of: $0) }),
                    (texts("statistics.kinds"), try group(.kind) { texts("case.kind.\($0)") }),
                ]
            }
        }
    }

    /// A section of the portal's periodic report.
    static let section = ReportSection(id: "cases", title: "statistics.report") { context, period in
        let settings = FeedbackSettings(context.settings)
        let (first, last) = days(period)
        let rows = try await context.storage.read {
            try CaseCounts.fetch(by: .topic, from: first, to: last, in: $0)
        }
        return table(
            rows.map { (settings.title(of: $0.key), $0.counts) }, first: context.texts("statistics.by_topic"),
            context.texts)
    }

    static func days(_ period: ReportPeriod) -> (String, String) {
        (VietnamTime(period.start).isoDay, VietnamTime(period.end.addingTimeInterval(-1)).isoDay)
    }

    /// `2026-11` as `11/2026`.
    static func month(_ key: String) -> String {
        let parts = key.split(separator: "-")
        return parts.count == 2 ? "\(parts[1])/\(parts[0])" : key
    }

    static func table(_ rows: [(title: String, counts: CaseCounts)], first: String, _ texts: Texts) -> ReportTable {
        func cells(_ title: String, _ counts: CaseCounts) -> [String] {
            [
                title, String(counts.received), String(counts.answered), percent(counts.onTimeShare, texts),
                counts.days.map { number($0, texts) } ?? "–", percent(counts.contentShare, texts),
            ]
        }
        let sum = rows.reduce(CaseCounts()) { $0 + $1.counts }
        return ReportTable(
            columns: [first]
                + ["received", "answered", "on_time", "days", "content"].map { texts("statistics.\($0)") },
            rows: rows.map { cells($0.title, $0.counts) },
            totals: rows.isEmpty ? [] : cells(texts("statistics.total"), sum))
    }

    static func number(_ value: Double, _ texts: Texts) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10)\(texts.language == "en" ? "." : ",")\(tenths % 10)"
    }

    static func percent(_ share: Double?, _ texts: Texts) -> String {
        share.map { "\(Int(($0 * 100).rounded()))%" } ?? "–"
    }
}
