import Foundation
import GRDB
import Testing

@testable import LegalDocuments
@testable import PortalKit

/// A commune whose people's committee and council issue documents.
enum LegalTestSite {
    static let list = "/quan-tri/legal-documents"
    static let committee = "Ủy ban nhân dân xã Thử"
    static let council = "Hội đồng nhân dân xã Thử"

    static func make(_ configuration: String = "") async throws -> ModuleTestSite {
        try await ModuleTestSite(
            LegalDocumentsModule.self, settings: ["bodies": .list([committee, council])],
            configuration: configuration)
    }

    static let all: Set<String> = Set(LegalPermission.all)

    /// The form of a complete decision.
    static func form(_ number: String = "15/2026/QĐ-UBND", _ changes: [String: String] = [:]) -> [String: String] {
        [
            "number": number, "type": "Quyết định", "summary": "Ban hành Quy chế hoạt động của nhà văn hóa thôn",
            "issuing_body": committee, "signer": "Trần Quang Hòa", "signer_office": "Chủ tịch",
            "issued_on": "2026-06-12", "effective_on": "2026-07-01", "expired_on": "", "text": text, "note": "",
            "revision": "0",
        ].merging(changes) { $1 }
    }

    static let text = """
        ỦY BAN NHÂN DÂN
        XÃ THỬ
        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        Độc lập - Tự do - Hạnh phúc
        Số: 15/2026/QĐ-UBND
        Xã Thử, ngày 12 tháng 6 năm 2026
        QUYẾT ĐỊNH
        Ban hành Quy chế hoạt động của nhà văn hóa thôn
        ỦY BAN NHÂN DÂN XÃ THỬ
        Căn cứ Nghị quyết số 05/2026/NQ-HĐND ngày 02 tháng 3 năm 2026 của Hội đồng nhân dân xã Thử;
        QUYẾT ĐỊNH:
        Điều 1. Phạm vi điều chỉnh
        Quyết định này áp dụng trong toàn xã.
        Điều 2. Quản lý
        1. Trưởng thôn giữ chìa khóa.
        2. Nhà văn hóa mở cửa:
        a) Buổi sáng từ 07 giờ;
        b) Buổi tối đến 21 giờ.
        Điều 3. Quyết định này có hiệu lực từ ngày 01 tháng 7 năm 2026 và thay thế Quyết định số 11/2021/QĐ-UBND.
        Nơi nhận:
        - Các thôn.
        TM. ỦY BAN NHÂN DÂN
        CHỦ TỊCH
        Trần Quang Hòa
        """
}

extension ModuleTestSite {
    func documents() async throws -> [LegalDocument] {
        try await context(of: LegalNames.module).storage.read { database in
            try Int64.fetchAll(database, sql: "SELECT id FROM legal_documents ORDER BY id")
                .compactMap { try DocumentRows.fetch($0, in: database) }
        }
    }

    /// A document that the public sees.
    @discardableResult
    func publish(_ change: (inout LegalContent) -> Void) async throws -> LegalDocument {
        var content = LegalContent()
        (content.number, content.type, content.summary) = ("15/2026/QĐ-UBND", "Quyết định", "Quy chế nhà văn hóa")
        (content.issuingBody, content.issuedOn) = (LegalTestSite.committee, "2026-06-12")
        content.lines = LegalLine.lines(of: LegalTestSite.text)
        change(&content)
        let (context, made) = (try context(of: LegalNames.module), content)
        let desk = LegalDesk(context)
        return try await context.storage.write(as: .command("test")) { change in
            try desk.publish(desk.create(made, in: change).id, in: change)
        }
    }
}

extension TestPage {
    /// The value of a field, as a browser sends it back.
    func value(_ name: String) -> String? {
        guard let tag = text.firstRange(of: "name=\"\(name)\""),
            let end = text[tag.upperBound...].firstIndex(of: ">"),
            let value = text[tag.upperBound..<end].firstRange(of: "value=\"")
        else { return nil }
        return String(text[value.upperBound...].prefix { $0 != "\"" }).replacing("&quot;", with: "\"")
            .replacing("&#34;", with: "\"").replacing("&amp;", with: "&")
    }
}

/// SplitMix64: the same numbers for the same seed on every machine.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
