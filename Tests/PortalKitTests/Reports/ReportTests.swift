import Foundation
import Testing

@testable import PortalKit

struct ReportTests {
    private static let table = ReportTable(
        columns: ["Chuyên mục", "Số tin"], rows: [["Tin xã", "1.204"], ["Thông báo", "36"]], totals: ["Cộng", "1.240"])

    @Test(arguments: [
        ("2026-11-24T08:30", "2026-07-01", "2026-12-31"), ("2026-06-30T23:59", "2026-01-01", "2026-06-30"),
        ("2026-07-01T00:00", "2026-07-01", "2026-12-31"),
    ])
    func halfYears(moment: String, first: String, last: String) throws {
        let period = ReportPeriod.halfYear(around: try #require(VietnamTime(parsing: moment)).date)
        #expect(period.firstDay.isoDay == first)
        #expect(period.lastDay.isoDay == last)
    }

    @Test func periodsHoldTheirLastDay() throws {
        let day = try #require(VietnamTime(parsing: "2026-02-28"))
        let period = try #require(ReportPeriod(from: day, to: day))
        #expect(period.end.timeIntervalSince(period.start) == 86_400)
        #expect(ReportPeriod(from: day, to: day.adding(days: -1)) == nil)
    }

    @Test func filesHaveAllSections() {
        let csv = ReportText.csv(
            [("Tin, bài", Self.table), ("Quảng bá", nil)], heading: [["Báo cáo"]], missing: "Không lập được")
        let lines = csv.text.dropFirst().split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(
            lines == [
                "Báo cáo", "", "\"Tin, bài\"", "Chuyên mục,Số tin", "Tin xã,1.204", "Thông báo,36", "Cộng,1.240", "",
                "Quảng bá", "Không lập được", "",
            ])
    }

    @Test func tablesSetNumbersToTheRight() {
        let model = TableModel(Self.table, empty: "Chưa có")
        #expect(model.columns.map(\.isNumber) == [false, true])
        #expect(model.rows.count == 3)
        #expect(model.rows[2].cells.map(\.text) == ["Cộng", "1.240"])
        #expect(!TableModel(ReportTable(columns: ["A"], rows: [], totals: ["0"]), empty: "Chưa có").hasRows)
    }

    @Test func chartsCompareTheFirstNumbers() throws {
        let html = try #require(ReportChart(Self.table, title: "Tin & bài")).html.html
        #expect(html.contains("aria-label=\"Tin &amp; bài\""))
        #expect(html.contains("width=\"400\""))
        #expect(html.contains("width=\"11\""))
        // The same for a phone: the label above its bar, which may be as long as the picture is wide.
        #expect(html.contains("class=\"chart-narrow\" viewBox=\"0 0 320 "))
        #expect(html.components(separatedBy: "text-anchor=\"end\"").count == 3)
        #expect(!html.contains("style"))
        #expect(ReportTable(columns: ["A", "B"], rows: [["x", "y"], ["z", "t"]]).chart(title: "A") == nil)
        #expect(ReportTable(columns: ["A", "B"], rows: [["x", "0"], ["z", "0"]]).chart(title: "A") == nil)
    }
}
