import Testing

@testable import PortalKit

@Suite struct BlockComparisonTests {
    private func blocks(_ markup: String) throws -> [TextBlock] {
        TextBlock.blocks(of: try HTMLSanitizer().sanitize(markup))
    }

    @Test func markupIsReadByItsParagraphsHeadingsItemsAndRows() throws {
        let read = try blocks(
            """
            <h2>Lịch  họp</h2><p>Xã <strong>Đồng</strong> Việt<br>mời họp.</p><ul><li>Một</li><li>Hai <a href="/x">đây</a></li></ul>
            <table><tbody><tr><td>Thôn</td><td>Giờ</td></tr></tbody></table>
            <figure><img src="/tep/1-cho.jpg" alt="Chợ quê"><figcaption>Chợ</figcaption></figure>
            """)
        #expect(
            read.map(\.words) == [
                "Lịch họp", "Xã Đồng Việt\nmời họp.", "Một", "Hai đây", "Thôn | Giờ", "[Chợ quê]", "Chợ",
            ])
    }

    @Test func boldWordsAndOtherTargetsAreAChangeOfFormOnly() throws {
        for (old, new) in [
            ("<p>Xã mời họp</p>", "<p>Xã <strong>mời</strong> họp</p>"), ("<p>Lịch họp</p>", "<h2>Lịch họp</h2>"),
            ("<p><a href=\"/a\">Lịch</a></p>", "<p><a href=\"/b\">Lịch</a></p>"),
        ] {
            let lines = BlockComparison.compare(try blocks(old), try blocks(new))
            #expect(lines.count == 1 && lines.allSatisfy { $0.isFormOnly })
        }
        #expect(try BlockComparison.compare(blocks("<p>a</p>"), blocks("<p>a</p>")).allSatisfy(\.isSame))
    }

    @Test func aParagraphPutInBetweenLeavesTheOthersBesideEachOther() {
        let old = TextBlock.blocks(of: "Đoạn thứ nhất nói về lúa.\nĐoạn thứ hai nói về nước sạch của thôn.")
        let new = TextBlock.blocks(
            of: "Đoạn thứ nhất nói về lúa.\nHoàn toàn khác hẳn.\nĐoạn thứ hai nói về nước sạch của xã.")
        let lines = BlockComparison.compare(old, new)
        #expect(lines.map { $0.old == nil } == [false, true, false])
        #expect(lines.map { $0.new == nil } == [false, false, false])
        #expect(lines[0].isSame && !lines[2].isSame)
    }

    @Test func allBlocksOfBothStandInTheComparisonInTheirOrder() {
        var random = SeededRandom(seed: 21)
        for _ in 0..<100 {
            func text() -> [TextBlock] {
                (0..<Int.random(in: 0...12, using: &random)).map { _ in
                    let words = (0..<3).map { _ in String(Int.random(in: 0...4, using: &random)) }
                    return TextBlock(words: words.joined(separator: " "), form: "")
                }
            }
            let (old, new) = (text(), text())
            let lines = BlockComparison.compare(old, new)
            #expect(lines.compactMap(\.old) == old)
            #expect(lines.compactMap(\.new) == new)
        }
    }

    @Test func manyParagraphsOfOtherTextAreComparedSoon() {
        let old = (0..<2_000).map { TextBlock(words: "Đoạn cũ số \($0)", form: "") }
        let new = (0..<2_000).map { TextBlock(words: "Đoạn mới số \($0)", form: "") }
        #expect(BlockComparison.compare(old, new).count == 2_000)
    }
}
