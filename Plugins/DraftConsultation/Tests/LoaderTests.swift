import Foundation
import GRDB
import Testing

@testable import DraftConsultation
@testable import PortalKit

/// Content files bring drafts in, with comments and result.
@Suite struct DraftLoaderTests {
    private static let file = """
        ---
        title: Quyết định về chợ
        type: Quyết định
        body: Phòng Kinh tế
        phone: 0204 000 112
        starts: today-40
        ends: today-5
        taking_up: true
        questions:
          - Chợ nên họp mấy phiên?
        comments:
          - {on: dieu-1, day: today-30, text: "Nên họp sáng.", treatment: accepted, reason: "Đã sửa.", group: Giờ họp, tags: [giờ]}
          - {question: 1, day: today-20, text: "Hai phiên.", treatment: agreed}
          - {on: dieu-2, version: 2, from: Hội Nông dân xã, text: "Nhất trí.", treatment: agreed}
          - {on: dieu-1, day: today-10, text: "Họp sáng.", same: 1}
        report:
          number: 12/BC-UBND
          signer: Trần Quang Hòa
        ---
        Điều 1. Giờ họp
        Chợ họp cả ngày.
        === Thêm Điều 2
        Điều 1. Giờ họp
        Chợ họp buổi sáng.
        Điều 2. Phiên
        Mỗi tháng sáu phiên.
        """

    private func write(_ text: String, _ site: ConsultationTestSite) throws {
        let folder = site.portal.folder.appending(path: "content/draft-consultation", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: folder.appending(path: "cho.txt"))
    }

    @Test func aFileBringsEverything() async throws {
        let site = try await ConsultationTestSite()
        try write(Self.file, site)
        let summaries = try await site.portal.loadContent()
        #expect(summaries.flatMap(\.faults) == [])
        let draft = try await site.draft(1)
        #expect((draft.version, draft.commentCount, draft.isPublic) == (2, 4, true))
        #expect(draft.reportedAt != nil)
        let comments = try await site.comments()
        #expect(comments.map(\.version) == [1, 1, 1, 2])
        #expect(comments.filter { $0.duplicateOf != nil }.map(\.text) == ["Họp sáng."])
        #expect(comments.allSatisfy { $0.treatment != nil })
        #expect(try await site.visitor().get("/du-thao\(draft.path)/ket-qua").contains("12/BC-UBND"))
        #expect(
            try await site.portal.loadContent().filter { $0.module == ConsultationNames.module }.map(\.unchanged)
                .reduce(0, +) == 1)
        #expect(try await site.comments().count == 4)
    }

    @Test(arguments: [
        ("title: Quyết định về chợ\n", "", "title"), ("starts: today-40", "starts: hôm qua", "day"),
        ("on: dieu-2", "on: dieu-9", "dieu-9"), ("treatment: agreed", "treatment: sometimes", "treatment"),
        ("---\ntitle", "title", "---"),
    ])
    func whatIsWrongInAFileIsSaid(part: String, other: String, words: String) async throws {
        let site = try await ConsultationTestSite()
        try write(Self.file.replacing(part, with: other, maxReplacements: 1), site)
        let faults = try await site.portal.loadContent().flatMap(\.faults)
        #expect(faults.contains { "\($0)".contains(words) }, "\(faults)")
        #expect(try await site.comments().isEmpty)
    }

    /// What others write never stops the program.
    @Test func anyFileIsReadOrRefused() throws {
        var generator = SystemRandomNumberGenerator()
        let bytes = Array(Self.file.utf8)
        let today = VietnamTime(Date(timeIntervalSince1970: 1_795_000_000))
        for _ in 0..<400 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...12, using: &generator) {
                let place = Int.random(in: 0..<changed.count, using: &generator)
                switch Int.random(in: 0...2, using: &generator) {
                case 0: changed[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: changed.removeSubrange(place..<min(changed.count, place + 20))
                default: changed.insert(contentsOf: bytes.prefix(place).suffix(30), at: place)
                }
            }
            var faults: [Fault] = []
            let text = String(decoding: changed, as: UTF8.self).nfc
            guard let file = DraftFile.parse(text, file: "x", today: today, faults: &faults) else { continue }
            let places = DraftPlaces(LegalText(lines: file.content.lines), Texts(language: "vi", layers: []))
            #expect(Set(places.places.map(\.anchor)).count == places.places.count)
        }
    }
}
