import Testing

@testable import PortalKit

@Suite struct MediaTypeTests {
    @Test(arguments: [
        ("%PDF-1.7\n", MediaType.pdf), ("GIF89a", .gif), ("Kính gửi Ủy ban nhân dân xã", .text), ("{\\rtf1 x}", .rtf),
        ("  <!DOCTYPE HTML><p>", .html), ("<svg onload=alert(1)>", .svg), ("<?xml version=\"1.0\"?>\n<svg/>", .svg),
        ("<?xml version=\"1.0\"?><a/>", .xml), ("a\u{0}b", .unknown), ("", .unknown), ("MZ\u{1}", .unknown),
    ])
    func bySignature(_ content: String, _ expected: MediaType) {
        #expect(MediaType(content: Array(content.utf8)) == expected)
    }

    @Test func textInOtherEncodingsIsUnknown() {
        #expect(MediaType(content: [0x4B, 0xED, 0x6E, 0x68]) == .unknown)
    }

    @Test func textCutInsideALetter() {
        let long = Array(("x" + String(repeating: "ế", count: 30_000)).utf8)
        #expect(MediaType(content: long) == .text)
    }

    @Test(arguments: [
        (["[Content_Types].xml", "word/document.xml"], MediaType.docx),
        (["[Content_Types].xml", "xl/workbook.xml"], .xlsx),
        (["[Content_Types].xml", "ppt/presentation.xml"], .pptx), (["ảnh.jpg"], .zip), (["word/document.xml"], .zip),
        (["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"], .macroDocument),
    ])
    func archives(_ names: [String], _ expected: MediaType) {
        #expect(MediaType(content: archive(names.map { ($0, "x") })) == expected)
    }

    @Test func openDocuments() {
        for type in [MediaType.odt, .ods, .odp] {
            #expect(MediaType(content: archive([("mimetype", type.rawValue), ("content.xml", "x")])) == type)
            let withMacro = archive([("mimetype", type.rawValue), ("Basic/script-lc.xml", "x")])
            #expect(MediaType(content: withMacro) == .macroDocument)
        }
        #expect(MediaType(content: archive([("mimetype", MediaType.odt.rawValue + "-master"), ("a", "x")])) == .zip)
    }

    @Test func allowedListLeavesOutWhatCanRun() {
        for type in [MediaType.svg, .html, .macroDocument, .oldOffice, .zip, .unknown] {
            #expect(!MediaType.allowed.contains(type))
        }
    }

    @Test(arguments: [
        ("C:\\Users\\Lan\\Báo cáo.docx", "Báo cáo.docx"), ("../../etc/passwd", "passwd"), (".htaccess", "htaccess"),
        ("a<b>:\"c|?*.txt", "a_b___c___.txt"), ("", "tep"), ("///", "tep"), ("con.txt", "tep-con.txt"),
        ("x\r\nSet-Cookie: a=b", "x Set-Cookie_ a=b"), ("Tie\u{302}\u{301}ng.pdf", "Tiếng.pdf"), ("..", "tep"),
        (".pdf. ", "pdf"),
    ])
    func fileNames(_ claimed: String, _ expected: String) {
        #expect(FileName(claimed).text == expected)
    }

    @Test func fileNameFollowsTheContent() {
        #expect(FileName("hóa đơn.exe", type: .pdf).text == "hóa đơn.pdf")
        #expect(FileName("ảnh.JPEG", type: .jpeg).text == "ảnh.JPEG")
        #expect(FileName("ảnh", type: .png).text == "ảnh.png")
        #expect(FileName(String(repeating: "đ", count: 500) + ".pdf").text.count == 104)
    }

    @Test func contentDisposition() {
        #expect(
            FileName("Đơn \"đề nghị\" 100%.pdf").contentDisposition()
                == "attachment; filename=\"Don _de nghi_ 100_.pdf\"; "
                + "filename*=UTF-8''%C4%90%C6%A1n%20_%C4%91%E1%BB%81%20ngh%E1%BB%8B_%20100%25.pdf")
        #expect(FileName("a.txt").contentDisposition(inline: true).hasPrefix("inline; filename=\"a.txt\""))
    }

    /// An archive without compression whose checksums nobody looks at.
    private func archive(_ entries: [(name: String, content: String)]) -> [UInt8] {
        func numbers(_ values: (Int, bytes: Int)...) -> [UInt8] {
            values.flatMap { value in (0..<value.bytes).map { UInt8(value.0 >> ($0 * 8) & 255) } }
        }
        var files: [UInt8] = []
        var directory: [UInt8] = []
        for (name, content) in entries {
            let (name, content) = (Array(name.utf8), Array(content.utf8))
            let sizes = numbers((0, 4), (content.count, 4), (content.count, 4), (name.count, 2), (0, 2))
            directory += [0x50, 0x4B, 1, 2, 20, 0] + numbers((20, 2), (0, 2), (0, 2), (0, 4)) + sizes
            directory += numbers((0, 2), (0, 2), (0, 2), (0, 4), (files.count, 4)) + name
            files += [0x50, 0x4B, 3, 4] + numbers((20, 2), (0, 2), (0, 2), (0, 4)) + sizes + name + content
        }
        let end = [0x50, 0x4B, 5, 6] + numbers((0, 4), (entries.count, 2), (entries.count, 2))
        return files + directory + end + numbers((directory.count, 4), (files.count, 4), (0, 2))
    }
}
