import Testing

@testable import PortalKit

/// Texts whose structure matters keep their paragraphs, tables and numbers.
@Suite struct DocumentLinesTests {
    @Test func nothingOfADocumentIsLeftOut() throws {
        let html = """
            <h1>QUYẾT ĐỊNH</h1><table><tr><td><p>ỦY BAN NHÂN DÂN</p><p>Số: 1/QĐ-UBND</p></td><td>CỘNG HÒA</td></tr></table>\
            <p>Điều 1.<br>Phạm <b>vi</b></p><ol><li>Một<ol><li>điểm</li><li>nữa</li></ol></li><li><p>Hai</p></li></ol>\
            <ul><li>gạch</li></ul><div>Cuối <span>cùng</span></div>
            """
        let lines = try ImportedDocument(of: Array("<html>\(html)</html>".utf8), as: .html).lines
        #expect(
            lines == [
                LegalLine("QUYẾT ĐỊNH"), LegalLine(table: [["ỦY BAN NHÂN DÂN\nSố: 1/QĐ-UBND", "CỘNG HÒA"]]),
                LegalLine("Điều 1."), LegalLine("Phạm vi"), LegalLine("1. Một"), LegalLine("a) điểm"),
                LegalLine("b) nữa"), LegalLine("2. Hai"), LegalLine("- gạch"), LegalLine("Cuối cùng"),
            ])
    }

    @Test func plainTextKeepsItsLinesAndNumbers() throws {
        let text = "Tên\n\n1. Một\ntiếp\n\n- gạch"
        let lines = try ImportedDocument(pasted: text).lines
        #expect(lines.map(\.text) == ["Tên", "1. Một", "tiếp", "- gạch"])
        #expect(try ImportedDocument(pasted: "Th«ng b¸o\nHéi nghÞ").lines.map(\.text) == ["Thông báo", "Hội nghị"])
    }
}
