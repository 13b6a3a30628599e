import Testing

@testable import PortalKit

@Suite struct ReportTextTests {
    private let parts = [
        ReportPart(
            module: "news", section: "articles", title: "Tin bài",
            table: ReportTable(
                columns: ["Chuyên mục", "Số"], rows: [["Kinh tế, xã hội", "12"], ["=1+1 \"là\"", "3"]],
                totals: ["Cộng", "15"])),
        ReportPart(module: "ads", section: "fees", title: "Quảng bá", table: nil),
    ]

    @Test func valuesAreQuotedAndFormulasAreTexts() {
        #expect(
            ReportText.csv(parts)
                == "\u{FEFF}Tin bài\r\nChuyên mục,Số\r\n\"Kinh tế, xã hội\",12\r\n\"'=1+1 \"\"là\"\"\",3\r\nCộng,15\r\n"
                + "\r\nQuảng bá\r\ncould not be drawn up; the server's log says why\r\n")
    }

    @Test func columnsAreAligned() {
        #expect(PlainTable.text([["Mục", "Số"], ["Thông báo", "3"]]) == "Mục        Số\nThông báo  3\n")
        #expect(PlainTable.text([]) == "")
    }
}
