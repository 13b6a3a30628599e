import Foundation
import Testing

@testable import PortalKit

@Suite struct DocumentTextTests {
    @Test func wordDocument() throws {
        let header = """
            <w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>MẬT</w:t>\
            </w:r></w:p></w:hdr>
            """
        let bytes = TestArchive.docx(
            body: """
                <w:p><w:r><w:t>Kính gửi</w:t></w:r><w:r><w:tab/><w:t xml:space="preserve"> ông </w:t></w:r></w:p>\
                <w:p><w:del><w:r><w:t>xóa</w:t></w:r></w:del><w:r><w:t>Tie</w:t></w:r><w:r><w:t>\u{302}\u{301}ng</w:t>\
                </w:r></w:p><mc:AlternateContent><mc:Choice><w:p><w:r><w:t>hộp</w:t></w:r></w:p></mc:Choice>\
                <mc:Fallback><w:p><w:r><w:t>hộp</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>
                """, parts: [("word/header1.xml", header), ("word/settings.xml", "<broken")])
        #expect(try DocumentText(of: bytes, as: .docx).text == "Kính gửi\t ông \nTiếng\nhộp\nMẬT")
    }

    @Test func openDocument() throws {
        let bytes = TestArchive.odt(
            text: """
                <text:h text:outline-level="1">Thông báo</text:h><text:p>một<text:s/>hai<text:line-break/>ba</text:p>\
                <text:tracked-changes><text:p>xóa</text:p></text:tracked-changes>
                """)
        #expect(try DocumentText(of: bytes, as: .odt).text == "Thông báo\nmột hai\nba")
    }

    @Test func oldCharacterSets() throws {
        let old = "<w:rPr><w:rFonts w:ascii=\".VnTimeH\"/></w:rPr>"
        let bytes = TestArchive.docx(body: "<w:p><w:r>\(old)<w:t>mËt</w:t></w:r><w:r><w:t> số 1</w:t></w:r></w:p>")
        #expect(try DocumentText(of: bytes, as: .docx).text == "MẬT số 1")
        let text = Array("Th«ng b¸o vÒ viÖc häp Héi ®ång nh©n d©n x·".utf8)
        #expect(try DocumentText(of: text, as: .text).text == "Thông báo về việc họp Hội đồng nhân dân xã")
    }

    @Test func workbookAndPresentation() throws {
        let strings = """
            <sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>TUYỆT MẬT</t></si>\
            <si><t>hai</t></si></sst>
            """
        let workbook = TestArchive(entries: [.init("xl/sharedStrings.xml", strings)]).bytes
        #expect(try DocumentText(of: workbook, as: .xlsx).text == "TUYỆT MẬT\nhai")
        let slide = """
            <p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" \
            xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:r><a:t>MẬT</a:t></a:r></a:p></p:sld>
            """
        let slides = TestArchive(entries: [.init("ppt/slides/slide12.xml", slide)]).bytes
        #expect(try DocumentText(of: slides, as: .pptx).text == "MẬT")
    }

    @Test func markupAndText() throws {
        let page = Array("<html><head><title>x</title></head><body><p>một</p><script>y</script><p>hai".utf8)
        #expect(try DocumentText(of: page, as: .html).text == "một\nhai")
        #expect(try DocumentText(of: Array(" a\r\nb ".utf8), as: .text).text == "a\nb")
        #expect(throws: DocumentError.unsupported(.jpeg)) { try DocumentText(of: [0xFF], as: .jpeg) }
    }

    @Test func pdf() throws {
        let text = try DocumentText(of: TestPDF.bytes(showing: "TUYET MAT"), as: .pdf)
        #expect(text.text == "TUYET MAT")
        #expect(text.isComplete)
        #expect(throws: DocumentError.damaged) { try DocumentText(of: Array("%PDF-1.7\nxx".utf8), as: .pdf) }
    }

    @Test func aProgramIsKeptWithinItsLimits() throws {
        let slow = LimitedProgram(path: "/usr/bin/yes", seconds: 5, outputBytes: 1_000)
        let output = try slow.run([])
        #expect(!output.isComplete)
        #expect(output.bytes.count == 1_000)
        #expect(throws: DocumentError.tooSlow(seconds: 1)) {
            try LimitedProgram(path: "/bin/sh", seconds: 1).run(["-c", "while :; do :; done"])
        }
        #expect(throws: DocumentError.programMissing("/usr/bin/no-such")) {
            try LimitedProgram(path: "/usr/bin/no-such").run([])
        }
    }

    @Test func mutationsNeverDoHarm() {
        var random = SeededRandom(seed: 5)
        let good = Array("<text:h>Một</text:h><text:p>Thông <text:span text:x='1'>báo</text:span></text:p>".utf8)
        for _ in 0..<1_000 {
            let text = String(decoding: good.mutated(using: &random), as: UTF8.self)
            _ = try? DocumentText(of: TestArchive.odt(text: text), as: .odt)
        }
    }
}

/// The smallest PDF that shows a line of text.
enum TestPDF {
    static func bytes(showing text: String) -> [UInt8] {
        let stream = "BT /F1 24 Tf 72 720 Td (\(text)) Tj ET"
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            "<< /Length \(stream.utf8.count) >>\nstream\n\(stream)\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
        var pdf = "%PDF-1.4\n"
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(pdf.utf8.count)
            pdf += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = pdf.utf8.count
        let rows = offsets.map { offset in
            String(repeating: "0", count: 10 - String(offset).count) + "\(offset) 00000 n \n"
        }
        pdf +=
            "xref\n0 6\n0000000000 65535 f \n\(rows.joined())trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n\(start)\n"
        return Array((pdf + "%%EOF\n").utf8)
    }
}
