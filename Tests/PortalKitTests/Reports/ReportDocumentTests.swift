import Foundation
import Testing

@testable import PortalKit

/// A report as ODT and PDF says all its words, in Vietnamese, over as many pages as it takes.
@Suite struct ReportDocumentTests {
    private static let words = "Ắt hẳn Quỹ ỷ lại, đường xã ươm vườn nghiễm nhiên \u{201C}trích\u{201D} & <nhỏ>."

    private static func document(rows: Int, long: Int = 1) -> ReportDocument {
        ReportDocument(
            authority: ["ỦY BAN NHÂN DÂN", "XÃ THỬ"], number: "Số: 41/BC-UBND",
            placeAndDay: "Xã Thử, ngày 24 tháng 11 năm 2026", title: "BÁO CÁO",
            subtitle: "Tổng hợp, tiếp thu, giải trình",
            blocks: [
                .heading("I. TÌNH HÌNH CHUNG"), .paragraph(words + "\nĐoạn hai."),
                .table(
                    ReportDocument.Table(
                        columns: ["Điều, khoản", "Chủ thể góp ý", "Nội dung", "Tiếp thu, giải trình"],
                        shares: [2, 2, 4, 4],
                        rows: [["Điều 1. Phạm vi"]]
                            + (1...rows).map {
                                [
                                    "Khoản \($0)", "Cá nhân",
                                    Array(repeating: words, count: long).joined(separator: " "), "Tiếp thu \($0)",
                                ]
                            })),
            ], recipients: ["Nơi nhận:", "- Lưu: VT."],
            signature: ReportDocument.Signature(office: ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], name: "Trần Quang Hòa"))
    }

    /// The words of a file as the portal's own reader finds them.
    private static func text(_ bytes: [UInt8], _ type: MediaType) async throws -> String {
        let files = try TestFiles()
        let store = try FileStore(root: files.folder.appending(path: "kho").path)
        let stored = try store.store(bytes)
        return try await DocumentText.read(stored.hash, as: type, from: store).text.split(
            whereSeparator: \.isWhitespace
        )
        .joined(separator: " ")
    }

    @Test func anOpenDocumentSaysAll() async throws {
        let bytes = try Self.document(rows: 3).openDocument()
        #expect(MediaType(content: bytes) == .odt)
        let text = try await Self.text(bytes, .odt)
        for part in ["Số: 41/BC-UBND", Self.words, "Đoạn hai.", "Điều 1. Phạm vi", "Tiếp thu 3", "Trần Quang Hòa"] {
            #expect(text.contains(part), "\(part)")
        }
        #expect(try Self.document(rows: 3).openDocument() == bytes)
    }

    /// A font that lacks letters of Vietnamese would leave words in two typefaces.
    @Test func aPDFIsSetInOneTypeface() throws {
        let text = String(decoding: try Self.document(rows: 3).pdf(), as: UTF8.self)
        let fonts = text.components(separatedBy: "/BaseFont /").dropFirst().compactMap { part in
            part.prefix { $0.isLetter || $0.isNumber || "+-".contains($0) }.split(separator: "+").last?
                .split(separator: "-").first
        }
        #expect(Set(fonts).count == 1, "\(fonts)")
    }

    @Test func aPDFSaysAllOverManyPages() async throws {
        let bytes = try Self.document(rows: 60).pdf()
        #expect(MediaType(content: bytes) == .pdf)
        let text = try await Self.text(bytes, .pdf)
        for part in [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Ắt hẳn Quỹ ỷ lại", "ươm vườn", "Tiếp thu 1 ", "Trần Quang Hòa",
        ] {
            #expect(text.contains(part), "\(part)")
        }
        let content = String(decoding: bytes, as: UTF8.self)
        #expect(content.contains("/FontFile"))
        #expect(content.matches(of: /\/Type \/Page\b/).count > 3)
    }

    @Test func aCodeIsDrawnWithItsWordsAndTwoPeopleSign() async throws {
        var document = Self.document(rows: 1)
        let before = try document.pdf()
        document.blocks.append(.code("https://xa.vidu.example/tra-cuu?ma=1", caption: "Quét để tra cứu"))
        document.countersignature = ReportDocument.Signature(office: ["NGƯỜI NỘP"], name: "Vũ Thị Nghĩa")
        let bytes = try document.pdf()
        let text = try await Self.text(bytes, .pdf)
        for part in ["Quét để tra cứu", "Vũ Thị Nghĩa", "Trần Quang Hòa"] { #expect(text.contains(part), "\(part)") }
        #expect(!text.contains("- Lưu: VT."))
        #expect(String(decoding: bytes, as: UTF8.self).contains("/S /Figure"))
        #expect(!String(decoding: before, as: UTF8.self).contains("/S /Figure"))
        let opened = try await Self.text(document.openDocument(), .odt)
        #expect(opened.contains("https://xa.vidu.example/tra-cuu?ma=1") && opened.contains("Vũ Thị Nghĩa"))
    }

    /// Every dark module is drawn once, and no light one.
    @Test func aCodeIsTheSameAsPictureAndAsDrawing() throws {
        let drawing = try #require(QRCode.drawing(of: "UBND-261124-0007"))
        let dark = drawing.runs.flatMap { run in (run.x..<run.x + run.length).map { run.y * drawing.width + $0 } }
        #expect(Set(dark).count == dark.count)
        // The three finders have dark corners; beside each is a light line.
        let last = drawing.width - 1
        for (x, y) in [(0, 0), (last, 0), (0, last), (3, 3)] { #expect(dark.contains(y * drawing.width + x)) }
        for (x, y) in [(7, 0), (7, 7), (1, 1), (last - 7, 0)] { #expect(!dark.contains(y * drawing.width + x)) }
        let svg = try #require(QRCode.svg(of: "UBND-261124-0007", title: "Mã")).html
        #expect(svg.matches(of: /M\d+ \d+h/).count == drawing.runs.count)
        #expect(QRCode.drawing(of: String(repeating: "a", count: 4000)) == nil)
    }

    private static func charts() throws -> ReportDocument {
        func table(_ first: String, _ second: String) -> ReportTable {
            ReportTable(
                columns: ["Chuyên mục", "Số bài"], rows: [["Xã ươm vườn", first], ["Đường & <nghiễm>", second]])
        }
        let chart = ReportChart(table("12", "3"), before: table("9", "4"), title: "Tin, bài", legend: "Thanh nhạt")
        return ReportDocument(
            authority: ["XÃ THỬ"], placeAndDay: "", title: "BÁO CÁO", subtitle: "",
            blocks: [.paragraph("Trước."), .chart(try #require(chart)), .table(.init(table("12", "3")))])
    }

    /// The bars are vectors, their words are words.
    @Test func aPDFShowsCharts() async throws {
        let bytes = try Self.charts().pdf()
        #expect(MediaType(content: bytes) == .pdf)
        #expect(!String(decoding: bytes, as: UTF8.self).contains("/Subtype /Image"))
        let text = try await Self.text(bytes, .pdf)
        // Once beside its bar, once in the table.
        #expect(text.matches(of: /Xã ươm vườn/).count == 2)
        #expect(text.contains("Thanh nhạt"))
    }

    @Test func anOpenDocumentHoldsChartsAsPicturesWithTheirWords() async throws {
        let bytes = try Self.charts().openDocument()
        #expect(MediaType(content: bytes) == .odt)
        let archive = try DocumentArchive(bytes)
        func text(_ name: String) throws -> String {
            String(decoding: try #require(try archive.read(name, limit: 1 << 20)), as: UTF8.self)
        }
        let picture = try text("Pictures/chart-1.svg")
        #expect(picture.matches(of: /<rect\b/).count == 4)
        #expect(picture.contains("Đường &amp; &lt;nghiễm&gt;"))
        let content = try text("content.xml")
        #expect(content.contains("xlink:href=\"Pictures/chart-1.svg\""))
        #expect(content.contains("text:style-name=\"Figure\">12<"))
        #expect(content.contains("text:style-name=\"Cell\">Xã ươm vườn<"))
        #expect(content.contains("<svg:desc>Xã ươm vườn: 12 (9); Đường &amp; &lt;nghiễm&gt;: 3 (4)</svg:desc>"))
        #expect(try text("META-INF/manifest.xml").contains("Pictures/chart-1.svg"))
    }

    /// A cell longer than a page goes on over the next ones.
    @Test func aRowLongerThanAPageIsTorn() async throws {
        let text = try await Self.text(Self.document(rows: 1, long: 200).pdf(), .pdf)
        #expect(text.matches(of: /nghiễm/).count == 201)
    }

    /// No text makes it fail or go on for ever.
    @Test func anyTextIsSet() async throws {
        var random = SystemRandomNumberGenerator()
        let letters: [Character] = ["a", "ệ", " ", "\n", "\u{0}", "<", "&", "😀", "ư", "\u{301}", "\u{202E}", "W"]
        for _ in 0..<40 {
            func any(_ count: Int) -> String {
                String(
                    (0..<Int.random(in: 0...count, using: &random)).map { _ in
                        letters.randomElement(using: &random) ?? "a"
                    })
            }
            let columns = Int.random(in: 1...6, using: &random)
            let document = ReportDocument(
                authority: [any(40)], placeAndDay: any(40), title: any(200), subtitle: any(600),
                blocks: [
                    .heading(any(200), level: 2), .paragraph(any(3000)),
                    .table(
                        .init(
                            columns: (0..<columns).map { _ in any(90) },
                            rows: (0..<8).map { _ in (0..<columns).map { _ in any(900) } } + [[any(300)]])),
                ])
            #expect(MediaType(content: try document.pdf()) == .pdf)
            #expect(MediaType(content: try document.openDocument()) == .odt)
        }
    }
}
