import Testing

@testable import PortalKit

/// A table's cells carry what the partial shows: labels for phones, links, badges.
struct TableModelTests {
    @Test func linksAndBadges() {
        let table = TableModel(
            columns: [.init("Tên"), .init("Số", isNumber: true)],
            rows: [[.init("Hội làng", url: "/hoi-lang"), .init("Hết chỗ", badge: .warning)]], empty: "Chưa có")
        let cells = table.rows[0].cells
        #expect(cells.map(\.label) == ["Tên", "Số"])
        #expect(cells.map(\.url) == ["/hoi-lang", nil])
        #expect(cells.map(\.badge) == [nil, "warning"])
        #expect(cells.map(\.isNumber) == [false, true])
        #expect(table.hasRows)
    }

    @Test func plainTexts() {
        let table = TableModel(columns: ["Tên", "Số"], rows: [["a", "1"]], numbers: [1], empty: "Chưa có")
        #expect(table.rows[0].cells.map(\.text) == ["a", "1"])
        #expect(table.columns.map(\.isNumber) == [false, true])
    }
}
