import Testing

@testable import LegalDocuments
@testable import PortalKit

/// An officer corrects what lines are, and no word is lost.
@Suite struct StructureTests {
    private func document(_ site: ModuleTestSite, _ officer: TestClient) async throws -> LegalDocument {
        _ = try await officer.post("\(LegalTestSite.list)/moi", LegalTestSite.form())
        return try #require(try await site.documents().first)
    }

    @Test func linesAreRetypedSplitAndJoined() async throws {
        let site = try await LegalTestSite.make()
        let officer = try await site.official(permissions: LegalTestSite.all)
        let before = try await document(site, officer)
        let url = "\(LegalTestSite.list)/\(before.id)/cau-truc"
        let page = try await officer.get(url)
        #expect(page.contains("Tự nhận: Khoản"))
        #expect(page.contains("href=\"\(url)?trang=1#dong-13\""))
        // The 13th line becomes a clause and is split; the last point is joined to the one above.
        let split = try await officer.post(
            url,
            [
                "revision": "1", "page": "1", "role_12": "clause",
                "line_12": "Quyết định này\r\náp dụng trong toàn xã.",
                "line_17": before.content.lines[17].text, "role_17": "", "join": "17",
            ])
        #expect(split.status == 303)
        let after = try #require(try await site.documents().first)
        #expect(after.content.lines.flatMap(\.words) == before.content.lines.flatMap(\.words))
        #expect(after.content.lines[12] == LegalLine("Quyết định này", role: .clause))
        #expect(after.content.lines[13].text == "áp dụng trong toàn xã.")
        #expect(after.content.lines.contains { $0.text.hasSuffix("từ 07 giờ; b) Buổi tối đến 21 giờ.") })
    }

    @Test func aChangedWordIsRefused() async throws {
        let site = try await LegalTestSite.make()
        let officer = try await site.official(permissions: LegalTestSite.all)
        let before = try await document(site, officer)
        let url = "\(LegalTestSite.list)/\(before.id)/cau-truc"
        let refused = try await officer.post(
            url, ["revision": "1", "page": "1", "line_12": "Quyết định này áp dụng trong một thôn."])
        #expect(refused.status == 422)
        #expect(refused.contains("trong một thôn."))
        #expect(try await site.documents().first?.content.lines == before.content.lines)
        #expect(try await officer.post(url, ["revision": "0", "page": "1"]).status == 409)
    }

    @Test func whatWasCorrectedOutlivesAnEditOfTheText() throws {
        var lines = LegalLine.lines(of: LegalTestSite.text)
        lines[12].role = .clause
        lines[14].role = .paragraph
        let typed = LegalTextField.text(of: lines)
            .replacing("Điều 1. Phạm vi điều chỉnh", with: "Điều 1. Phạm vi\nThêm một dòng")
        let after = LegalTextField.lines(of: typed, before: lines)
        #expect(after.count == lines.count + 1)
        #expect(after[13].role == .clause)
        #expect(after[15].role == .paragraph)
        #expect(after.count { $0.role != nil } == 2)
    }

    @Test func theTextAreaGivesEveryTextBack() {
        var random = SeededRandom(seed: 3)
        let pieces = ["Điều 1.", "|", "\\", "a|b", "x\\", "<br>", "chữ", "  "]
        for _ in 0..<500 {
            let lines = (0..<Int.random(in: 1...6, using: &random)).compactMap { _ -> LegalLine? in
                func words() -> String {
                    (0..<Int.random(in: 1...3, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
                        .joined(separator: " ").normalizedInput()
                }
                if Bool.random(using: &random) {
                    let width = Int.random(in: 1...3, using: &random)
                    return LegalLine(table: (0..<2).map { _ in (0..<width).map { _ in "ô " + words() } })
                }
                return LegalLine("Dòng " + words())
            }
            let again = LegalTextField.lines(of: LegalTextField.text(of: lines), before: lines)
            let shown = { (lines: [LegalLine]) in
                lines.flatMap(\.words).joined(separator: " ").replacing("<br>", with: " ").split(separator: " ")
            }
            #expect(shown(again) == shown(lines), "\(lines)")
        }
    }
}
