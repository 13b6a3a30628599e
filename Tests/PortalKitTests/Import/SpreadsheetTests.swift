import Testing

@testable import PortalKit

/// Tables that people send, as office programs write them.
@Suite struct SpreadsheetTests {
    private static let sheet = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""

    private func workbook(_ rows: String, _ more: [(String, String)] = []) -> [UInt8] {
        let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let parts =
            [
                ("[Content_Types].xml", "<Types/>"),
                (
                    "xl/workbook.xml",
                    """
                    <workbook \(Self.sheet) xmlns:r="\(relations)"><sheets><sheet name="Văn bản" sheetId="1" r:id="rId7"/>\
                    </sheets></workbook>
                    """
                ),
                (
                    "xl/_rels/workbook.xml.rels",
                    """
                    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
                    <Relationship Id="rId7" Target="worksheets/sheet3.xml"/></Relationships>
                    """
                ),
                (
                    "xl/worksheets/sheet3.xml",
                    "<worksheet \(Self.sheet)><sheetData>\(rows)</sheetData></worksheet>"
                ),
            ] + more
        return TestArchive(entries: parts.map { TestArchive.Entry($0.0, $0.1) }).bytes
    }

    @Test func aWorkbookWithSharedTextsAndDays() throws {
        let bytes = workbook(
            """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>Ngày</t></is></c></row>\
            <row r="4"><c r="A4"><v>15.0</v></c><c r="C4" s="1"><v>45455</v></c></row>
            """,
            [
                (
                    "xl/sharedStrings.xml",
                    "<sst \(Self.sheet)><si><r><t>Số, </t></r><r><t>ký hiệu</t></r><rPh><t>x</t></rPh></si></sst>"
                ),
                (
                    "xl/styles.xml",
                    """
                    <styleSheet \(Self.sheet)><numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy"/></numFmts>\
                    <cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>
                    """
                ),
            ])
        let rows = try Spreadsheet(of: bytes, as: .xlsx).rows
        #expect(rows.map(\.number) == [1, 4])
        #expect(rows[0].cells == ["Số, ký hiệu", "", "Ngày"])
        #expect(rows[1].cells == ["15", "", "2024-06-12"])
    }

    @Test func anOpenDocumentSheetWithRepetitions() throws {
        let names = ["office", "text", "table"].map {
            " xmlns:\($0)=\"urn:oasis:names:tc:opendocument:xmlns:\($0):1.0\""
        }
        let content = """
            <office:document-content\(names.joined())><office:body><office:spreadsheet><table:table>\
            <table:table-row><table:table-cell><text:p>Số</text:p></table:table-cell><table:table-cell \
            table:number-columns-repeated="2"/><table:table-cell office:value-type="date" \
            office:date-value="2026-06-12T00:00:00"><text:p>12/06/26</text:p></table:table-cell></table:table-row>\
            <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/>\
            </table:table-row><table:table-row><table:table-cell><text:p>a</text:p><text:p>b</text:p></table:table-cell>\
            </table:table-row><table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row>\
            </table:table></office:spreadsheet></office:body></office:document-content>
            """
        let bytes = TestArchive(entries: [
            .init("mimetype", MediaType.ods.rawValue), .init("content.xml", content),
        ]).bytes
        let rows = try Spreadsheet(of: bytes, as: .ods).rows
        #expect(rows.map(\.number) == [1, 4])
        #expect(rows[0].cells == ["Số", "", "", "2026-06-12"])
        #expect(rows[1].cells == ["a\nb"])
    }

    @Test func anOpenDocumentSheetWithSpacesAndTabs() throws {
        let names = ["office", "text", "table"].map {
            " xmlns:\($0)=\"urn:oasis:names:tc:opendocument:xmlns:\($0):1.0\""
        }
        let content = """
            <office:document-content\(names.joined())><office:body><office:spreadsheet><table:table><table:table-row>\
            <table:table-cell><text:p>Điều<text:s text:c="3"/>1<text:tab/><text:span>Phạm<text:s/> vi</text:span>\
            <text:line-break/>áp dụng<text:s text:c="-5"/>x<text:s text:c="99999999"/></text:p></table:table-cell>\
            <table:table-cell><text:p>cuối</text:p></table:table-cell></table:table-row></table:table>\
            </office:spreadsheet></office:body></office:document-content>
            """
        let bytes = TestArchive(entries: [
            .init("mimetype", MediaType.ods.rawValue), .init("content.xml", content),
        ]).bytes
        let rows = try Spreadsheet(of: bytes, as: .ods).rows
        #expect(rows[0].cells == ["Điều   1\tPhạm  vi\náp dụng x", "cuối"])
    }

    /// What the portal writes as a workbook comes back letter by letter.
    @Test func everyWorkbookThatIsWrittenIsReadAgain() throws {
        var random = SeededRandom(seed: 7)
        let letters = Array("aă<>&\"' \t đ,;=Ω€𝄞")
        for _ in 0..<200 {
            let rows = (0..<3).map { _ in
                (0..<3).map { _ in
                    let text = (0..<Int.random(in: 1...12, using: &random)).compactMap { _ in
                        letters.randomElement(using: &random)
                    }
                    return "x" + String(text) + "x"
                }
            }
            var workbook = SpreadsheetDocument()
            workbook.add("Bảng & <bảng>", rows.map { $0.map { .text($0) } } + [[.number(-12_500_000)]])
            let bytes = try workbook.openDocument()
            #expect(MediaType(content: bytes) == .ods)
            #expect(try Spreadsheet(of: bytes, as: .ods).rows.map(\.cells) == rows + [["-12500000"]])
        }
    }

    @Test func commaSeparatedValuesAsTheyAreWritten() throws {
        let text =
            "\u{FEFF}Số;Trích yếu\r\n15/2026/QĐ-UBND;\"Một \"\"quy chế\"\";\r\nhai dòng\"\r\n\r\n\"\"\"\";x;;\r\n"
        let rows = try Spreadsheet(of: Array(text.utf8), as: .text).rows
        #expect(rows.map(\.number) == [1, 2, 4])
        #expect(rows[1].cells == ["15/2026/QĐ-UBND", "Một \"quy chế\";\nhai dòng"])
        #expect(rows[2].cells == ["\"", "x"])
        #expect(rows[2][7] == "")
        #expect(try Spreadsheet(of: Array("a\tb\nc\td".utf8), as: .text).rows[1].cells == ["c", "d"])
    }

    @Test func everyTableThatIsWrittenIsReadAgain() throws {
        var random = SeededRandom(seed: 4)
        let letters = Array("aĐ,;\t\"\n x")
        for _ in 0..<400 {
            let table = (0..<Int.random(in: 1...5, using: &random)).map { _ in
                ["đầu"]
                    + (0..<3).map { _ in
                        String(
                            (0..<Int.random(in: 0...6, using: &random)).compactMap { _ in
                                letters.randomElement(using: &random)
                            })
                    } + ["cuối"]
            }
            let written = ([["a", "b", "c", "d", "e"]] + table).map { row in
                row.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",")
            }.joined(separator: "\n")
            let read = try Spreadsheet(of: Array(written.utf8), as: .text).rows.dropFirst().map(\.cells)
            #expect(Array(read) == table.map { $0.map { $0.normalizedInput(multiline: true) } })
        }
    }

    @Test func whatIsNoTableIsRefused() {
        #expect(throws: DocumentError.unsupported(.pdf)) { try Spreadsheet(of: [0x25], as: .pdf) }
        #expect(throws: DocumentError.damaged) { try Spreadsheet(of: [0x50, 0x4B, 3, 4, 1], as: .xlsx) }
        let long = Array(repeating: "x\n", count: Spreadsheet.maxRows + 1).joined()
        #expect(throws: DocumentError.tooComplex) { try Spreadsheet(of: Array(long.utf8), as: .text) }
        var random = SeededRandom(seed: 9)
        for _ in 0..<300 {
            let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            for type in Spreadsheet.readable { _ = try? Spreadsheet(of: bytes, as: type) }
        }
    }

    @Test func aTitleAboveTheTableDoesNotHideWhatSeparatesItsCells() throws {
        let text = "Danh mục văn bản năm 2024\n\nSố;Trích yếu\n01/2024/QĐ-UBND;Về chợ, bến đò\n"
        let rows = try Spreadsheet(of: Array(text.utf8), as: .text).rows
        #expect(rows.last?.cells == ["01/2024/QĐ-UBND", "Về chợ, bến đò"])
    }
}
