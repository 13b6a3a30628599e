import Foundation
import Testing

@testable import PortalKit

@Suite struct ReportComparisonTests {
    private func table(_ rows: [[String]], totals: [String] = [], isComparable: Bool = true) -> ReportTable {
        ReportTable(columns: ["Chuyên mục", "Số tin"], rows: rows, totals: totals, isComparable: isComparable)
    }

    @Test func rowsMeetByTheirFirstCell() {
        let now = table(
            [["Tin xã", "1204"], ["Thông báo", "36"], ["Mới", "2"], ["Đều", "7"]], totals: ["Cộng", "1249"])
        let before = table(
            [["Thông báo", "48"], ["Đều", "7"], ["Tin xã", "1000"], ["Đã bỏ", "3"]], totals: ["Cộng", "1058"])
        let compared = ReportComparison.table(now, before: before, .english)
        #expect(compared.columns == ["Chuyên mục", "Số tin", "Số tin before", "change"])
        #expect(
            compared.rows == [
                ["Tin xã", "1204", "1000", "up 204 (20%)"], ["Thông báo", "36", "48", "down 12 (25%)"],
                ["Mới", "2", "0", "up 2"], ["Đều", "7", "7", "same"], ["Đã bỏ", "0", "3", "down 3 (100%)"],
            ])
        #expect(compared.totals == ["Cộng", "1249", "1058", "up 191 (18%)"])
    }

    @Test func keyFiguresGetNoRowsThatAreGone() {
        let compared = ReportComparison.table(
            table([["Tổng số", "4"]], isComparable: false), before: table([["Bài", "9"]]), .english)
        #expect(compared.rows == [["Tổng số", "4", "0", "up 4"]])
    }

    @Test func ofMonthsOnlyTheSumsAreCompared() throws {
        func months(_ rows: [[String]], _ sum: String) -> ReportTable {
            ReportTable(columns: ["Tháng", "Số ngày"], rows: rows, totals: ["Cộng", sum], isByTime: true)
        }
        let (now, before) = (months([["7/2026", "20"], ["8/2026", "24"]], "44"), months([["5/2026", "40"]], "40"))
        let compared = ReportComparison.table(now, before: before, .english)
        #expect(compared.rows == [["7/2026", "20", "", ""], ["8/2026", "24", "", ""]])
        #expect(compared.totals == ["Cộng", "44", "40", "up 4 (10%)"])
        #expect(try #require(ReportChart(now, before: before, title: "Ngày")).bars.map(\.before) == [nil, nil])
    }

    @Test func aTableKeptBeforeItsRowsCouldBeTimesIsRead() throws {
        let kept = #"{"columns":["A"],"rows":[["1"]],"totals":[],"isComparable":true}"#
        let table = try JSONDecoder().decode(ReportTable.self, from: Data(kept.utf8))
        #expect(table == ReportTable(columns: ["A"], rows: [["1"]]))
    }

    @Test func fractionsAndGroupsAreRead() {
        let compared = ReportComparison.table(
            table([["A", "12,5"], ["B", "1.204"]]), before: table([["A", "10"], ["B", "1,200"]]), .english)
        #expect(compared.rows.map { $0[3] } == ["up 25%", "up 4 (0%)"])
    }

    @Test func tablesWithoutNumbersStayAsTheyAre() {
        let words = table([["A", "tốt"]])
        #expect(ReportComparison.table(words, before: table([["A", "khá"]]), .english) == words)
        #expect(ReportComparison.table(table([["A", "1"]]), before: nil, .english) == table([["A", "1"]]))
    }

    @Test(arguments: [
        ("2026-01-01", "2026-06-30", "2025-07-01", "2025-12-31"),
        ("2026-01-01", "2026-12-31", "2025-01-01", "2025-12-31"),
        ("2026-03-01", "2026-03-31", "2026-02-01", "2026-02-28"),
        ("2026-03-10", "2026-03-19", "2026-02-28", "2026-03-09"),
        ("2026-06-15", "2026-12-14", "2025-12-14", "2026-06-14"),
    ])
    func thePeriodBefore(first: String, last: String, firstBefore: String, lastBefore: String) throws {
        let (from, to) = (try #require(VietnamTime(parsing: first)), try #require(VietnamTime(parsing: last)))
        let period = try #require(ReportPeriod(from: from, to: to))
        #expect([period.before.firstDay.isoDay, period.before.lastDay.isoDay] == [firstBefore, lastBefore])
    }

    @Test func chartsShowBothPeriods() throws {
        let chart = ReportChart(table([["A", "5"], ["B", "10"]]), before: table([["A", "20"]]), title: "Tin")
        let html = try #require(chart).html.html
        #expect(html.contains("width=\"400\" height=\"6\""))
        #expect(html.contains("width=\"100\" height=\"18\""))
    }
}
