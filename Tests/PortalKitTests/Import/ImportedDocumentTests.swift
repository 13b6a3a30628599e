import Testing

@testable import PortalKit

@Suite struct ImportedDocumentTests {
    private let word = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

    private func item(_ level: Int, _ text: String) -> String {
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr>\(run(text))</w:p>"
    }

    private func run(_ text: String, font: String? = nil, _ more: String = "") -> String {
        let fonts = font.map { "<w:rFonts w:ascii=\"\($0)\"/>" } ?? ""
        return "<w:r><w:rPr>\(fonts)\(more)</w:rPr><w:t xml:space=\"preserve\">\(text)</w:t></w:r>"
    }

    private func wordDocument(_ body: String, parts: [(String, String)] = []) -> [UInt8] {
        let styles = """
            <w:styles \(word)><w:style w:styleId="1"><w:name w:val="heading 1"/><w:rPr><w:rFonts w:ascii=".VnTimeH"/>\
            </w:rPr></w:style><w:style w:styleId="2"><w:name w:val="Đầu đề 2"/></w:style></w:styles>
            """
        let numbering = """
            <w:numbering \(word)><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>\
            <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>\
            <w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>
            """
        return TestArchive.docx(
            body: body, parts: [("word/styles.xml", styles), ("word/numbering.xml", numbering)] + parts)
    }

    @Test func fontsOfAWordDocument() throws {
        let body = """
            <w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:r><w:t>th«ng b¸o</w:t></w:r></w:p>\
            <w:p>\(run("Héi ®ång ", font: ".VnTime", "<w:b/>"))\(run("nhaân da", font: "VNI-Times"))\
            \(run("ân", font: "VNI-Times"))\(run(" và Ủy ban"))</w:p>
            """
        let document = try ImportedDocument(of: wordDocument(body), as: .docx)
        #expect(document.title == "THÔNG BÁO")
        #expect(document.body.html == "<p><strong>Hội đồng </strong>nhân dân và Ủy ban</p>")
        #expect(document.changes.count == 3)
    }

    /// LibreOffice writes ư of the old fonts, which is a soft hyphen in others, as an element of its own.
    @Test func aSoftHyphenIsALetterInAnOldFont() throws {
        let hyphen = "<w:softHyphen/>"
        let old = "<w:r><w:rPr><w:rFonts w:ascii=\".VnTime\"/></w:rPr><w:t>§Þa ph</w:t>\(hyphen)<w:t>¬ng</w:t></w:r>"
        let new = "<w:r><w:t>, thi</w:t>\(hyphen)<w:t> hành, thi\u{AD}hành</w:t></w:r>"
        let bytes = wordDocument("<w:p>\(old)\(new)</w:p>")
        #expect(try ImportedDocument(of: bytes, as: .docx).lines.map(\.text) == ["Địa phương, thi hành, thihành"])
        #expect(try DocumentText(of: bytes, as: .docx).text.hasPrefix("Địa phương, thi hành"))
    }

    /// A scanner makes a PDF of pictures, which has no words.
    @Test func aScanIsNamedAsSuch() throws {
        let page = """
            %PDF-1.4
            1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
            2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
            3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
            trailer<</Root 1 0 R>>
            %%EOF
            """
        #expect(throws: DocumentError.noWords) { try ImportedDocument(of: Array(page.utf8), as: .pdf) }
    }

    @Test func structureOfAWordDocument() throws {
        let merged = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
        let body = """
            <w:p><w:pPr><w:pStyle w:val="2"/></w:pPr>\(run("Kế hoạch"))</w:p>\
            \(item(0, "một"))\(item(1, "a"))\(item(1, "b"))\(item(0, "hai"))\
            <w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p>\(run("x"))</w:p></w:tc></w:tr>\
            <w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p>\(run("y"))</w:p></w:tc><w:tc><w:p>\(run("z"))\
            </w:p></w:tc></w:tr><w:tr>\(merged)<w:tc><w:p>\(run("t"))</w:p></w:tc></w:tr></w:tbl>\
            <w:p><w:hyperlink r:id="r1">\(run("liên kết"))</w:hyperlink><w:r><w:footnoteReference w:id="7"/></w:r>\
            <w:r><w:drawing><wp:docPr descr="Hội nghị"/><a:blip r:embed="r2"/></w:drawing></w:r>\
            <w:r><w:drawing><wp:inline/></w:drawing></w:r></w:p>
            """
        let links = """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
            <Relationship Id="r1" Target="https://dongviet.example/a"/>\
            <Relationship Id="r2" Target="media/image1.gif"/></Relationships>
            """
        let notes =
            "<w:footnotes \(word)><w:footnote w:id=\"7\"><w:p>\(run("chú thích"))</w:p></w:footnote></w:footnotes>"
        let document = try ImportedDocument(
            of: wordDocument(
                body,
                parts: [
                    ("word/_rels/document.xml.rels", links), ("word/footnotes.xml", notes),
                    ("word/media/image1.gif", "GIF89a"),
                ]), as: .docx)
        #expect(document.title == "Kế hoạch")
        #expect(
            document.body.html == """
                <ol><li>một<ul><li>a</li><li>b</li></ul></li><li>hai</li></ol><table><tbody><tr><td colspan="2">x</td></tr>\
                <tr><td rowspan="2">y</td><td>z</td></tr><tr><td>t</td></tr></tbody></table>\
                <p><a href="https://dongviet.example/a" rel="noopener">liên kết</a><sup>[1]</sup></p><hr>\
                <p>[1] chú thích</p>
                """)
        #expect(document.pictures.map(\.alternative) == ["Hội nghị"])
        #expect(document.changes == [.pictures(count: 1), .drawings(count: 1)])
        #expect(try HTMLSanitizer().sanitize(document.body.html) == document.body)
    }

    @Test func openDocument() throws {
        let bytes = TestArchive.odt(
            text: """
                <text:h text:outline-level="1">Thông báo</text:h><text:p text:style-name="P">đậm <text:span \
                text:style-name="T">b¸o c¸o</text:span><text:note><text:note-body><text:p>chú thích</text:p>\
                </text:note-body></text:note></text:p><text:list text:style-name="L"><text:list-item><text:p>một</text:p>\
                <text:list><text:list-item><text:p>con</text:p></text:list-item></text:list></text:list-item></text:list>\
                <table:table><table:table-header-rows><table:table-row><table:table-cell \
                table:number-columns-spanned="2"><text:p>a</text:p></table:table-cell><table:covered-table-cell/>\
                </table:table-row></table:table-header-rows></table:table>
                """,
            styles: """
                <style:style style:name="P"><style:text-properties fo:font-weight="bold"/></style:style>\
                <style:style style:name="T"><style:text-properties style:font-name=".VnTime"/></style:style>\
                <text:list-style style:name="L"><text:list-level-style-number text:level="1"/></text:list-style>
                """)
        let document = try ImportedDocument(of: bytes, as: .odt)
        #expect(document.title == "Thông báo")
        #expect(
            document.body.html == """
                <p><strong>đậm báo cáo</strong><sup>[1]</sup></p><ol><li>một<ul><li>con</li></ul></li></ol>\
                <table><tbody><tr><td colspan="2">a</td></tr></tbody></table><hr><p>[1] chú thích</p>
                """)
    }

    /// As LibreOffice writes them: in a paragraph, anchored to the page between paragraphs, inside a link, in a frame.
    @Test func openDocumentPictures() throws {
        func picture(_ name: String) -> String {
            "<draw:frame><draw:image xlink:href=\"Pictures/\(name)\"/><svg:desc>Ảnh \(name)</svg:desc></draw:frame>"
        }
        let bytes = TestArchive.odt(
            text: """
                \(picture("a.gif"))<text:p>Một</text:p><text:p>\(picture("b.gif"))</text:p>\
                <text:p><draw:a xlink:href="https://vidu.example">\(picture("c.gif"))</draw:a></text:p>\
                <text:p><draw:frame><draw:text-box><text:p>Trong khung</text:p></draw:text-box></draw:frame></text:p>\
                <text:p>\(picture("khong-co.gif"))</text:p>
                """,
            parts: ["a", "b", "c"].map { ("Pictures/\($0).gif", "GIF89a\($0)") })
        let document = try ImportedDocument(of: bytes, as: .odt)
        #expect(document.pictures.map(\.alternative) == ["Ảnh a.gif", "Ảnh b.gif", "Ảnh c.gif"])
        #expect(document.changes == [.pictures(count: 3), .unreadablePictures(count: 1)])
        #expect("\(document.title) \(document.body.html)".contains("Trong khung"))
    }

    @Test func markupAndText() throws {
        let pasted = try ImportedDocument(
            pasted: """
                <html><body><div class=WordSection1><p class=MsoNormal><b>Tiêu đề</b></p><p><span \
                style='font-family:".VnTime",serif'>c¸n bé</span> và <font face='VNI-Times'>caùn boä</font></p></div>
                """)
        #expect(pasted.title == "Tiêu đề")
        #expect(pasted.body.html == "<p>cán bộ và cán bộ</p>")
        let old: [UInt8] = [0x54, 0x68, 0xAB, 0x6E, 0x67, 0x20, 0x62, 0xB8, 0x6F, 0x0A, 0x0A, 0x2D, 0x20, 0x78, 0xB7]
        let text = try ImportedDocument(of: old, as: .unknown)
        #expect(text.title == "Thông báo")
        #expect(text.body.html == "<ul><li>xã</li></ul>")
        let corrected = try ImportedDocument(of: old, as: .unknown, charset: .unicode)
        #expect(corrected.title == "Th«ng b¸o")
    }

    @Test func refusals() {
        #expect(throws: DocumentError.unsupported(.xlsx)) { try ImportedDocument(of: [1], as: .xlsx) }
        #expect(throws: DocumentError.unsupported(.unknown)) { try ImportedDocument(of: [1, 0, 2], as: .unknown) }
        #expect(throws: DocumentError.missingPart) {
            try ImportedDocument(of: TestArchive(entries: [.init("a", "b")]).bytes, as: .docx)
        }
        let row = "<w:tr>" + String(repeating: "<w:tc><w:p/></w:tc>", count: 1_000) + "</w:tr>"
        let huge = wordDocument("<w:tbl>" + String(repeating: row, count: 30) + "</w:tbl>")
        #expect(throws: DocumentError.tooComplex) { try ImportedDocument(of: huge, as: .docx) }
        #expect(throws: DocumentError.tooComplex) {
            try ImportedDocument(pasted: String(repeating: "<div>", count: 500) + "</p>")
        }
    }

    @Test func mutationsNeverDoHarm() {
        var random = SeededRandom(seed: 11)
        let body = Array(
            "<w:p>\(run("Héi", font: ".VnTime"))</w:p>\(item(1, "a"))<w:tbl><w:tr><w:tc/></w:tr></w:tbl>".utf8)
        let text = Array(
            "<text:p>b¸o</text:p><text:list><text:list-item><text:p>a</text:p></text:list-item></text:list>".utf8)
        for _ in 0..<500 {
            let word = String(decoding: body.mutated(using: &random), as: UTF8.self)
            _ = try? ImportedDocument(of: wordDocument(word), as: .docx)
            let open = String(decoding: text.mutated(using: &random), as: UTF8.self)
            _ = try? ImportedDocument(of: TestArchive.odt(text: open), as: .odt)
            _ = try? ImportedDocument(pasted: "<p>" + open + "</p>")
        }
    }
}
