import Testing

@testable import PortalKit

/// The copy that a person is given says everything, in words, in an order that can be read.
@Suite struct PersonalDataCopyTests {
    private let texts = Texts(
        language: "vi",
        layers: [
            [
                "vi": TextCatalogue(
                    language: "vi", file: "vi.yml",
                    entries: [
                        "personal_data.key.code": "Mã", "personal_data.key.name": "Họ và tên",
                        "personal_data.key.applicant": "Người nộp", "personal_data.key.received": "Nhận lúc",
                        "personal_data.key.anonymous": "Không nêu tên", "revision.yes": "Có", "revision.no": "Không",
                    ].mapValues { .init(text: $0, file: "vi.yml", line: 1) })
            ]
        ])

    @Test func allIsSaidInWordsAndOrder() {
        let record = PersonalDataCopy.Record(
            title: "Hồ sơ", day: "24/11/2026",
            .object([
                "received": .string("2026-11-24T08:05:00+07:00"), "code": .string("UBND-1"), "mail": .string(""),
                "applicant": .object(["name": .string("Vũ Thị Nghĩa"), "anonymous": .boolean(true)]),
                "answers": .object(["Ngày sinh": .array([.string("2026-11-20")])]), "files": .array([]),
            ]), texts)
        #expect(record.groups.map(\.heading) == [nil, "answers", "Người nộp"])
        #expect(record.groups[0].rows.map(\.label) == ["Mã", "Nhận lúc"])
        #expect(record.groups[0].rows[1].lines == ["08:05 24/11/2026"])
        #expect(record.groups[1].rows[0].lines == ["20/11/2026"])
        #expect(record.groups[2].rows.map(\.lines) == [["Vũ Thị Nghĩa"], ["Có"]])
    }
}
