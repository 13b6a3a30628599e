import Testing

@testable import PortalKit

/// What identifies a person does not get into the log that nobody can change.
@Suite struct PersonalDataMaskTests {
    @Test(arguments: [
        ("Gọi ông An 0912345678", "Gọi ông An ***78"),
        ("0912 345 678, 0204.3868.123", "***78, ***23"),
        ("+84 912 345 678", "***78"),
        ("CCCD 001099012345", "CCCD ***45"),
        ("CMND 123456789.", "CMND ***89."),
        ("viết cho van.an+tin@gmail.com nhé", "viết cho v***@gmail.com nhé"),
        ("(0912-345-678)", "(***78)"),
    ])
    func masks(_ text: String, _ expected: String) {
        #expect(PersonalDataMask.mask(text) == expected)
    }

    @Test(arguments: [
        "Số 05/BC-UBND ngày 05/10/2026", "05-10-2026 07:30", "2026-11-24 08:00:00", "20.000.000 đồng", "năm 2026",
        "/quan-tri/news/123456789", "a0912345678b", "9f86d081884c7d659a2feaa0c55ad015", "@", "", "12 thôn, 3.214 hộ",
    ])
    func leavesTheRest(_ text: String) {
        #expect(PersonalDataMask.mask(text) == text)
    }

    @Test func onlyTextsOfJSONAreMasked() {
        let json = #"{"bytes":123456789,"list":["0912345678"],"name":"An","open":true}"#
        #expect(PersonalDataMask.mask(json: json) == #"{"bytes":123456789,"list":["***78"],"name":"An","open":true}"#)
        #expect(PersonalDataMask.mask(json: #""0912345678""#) == #""***78""#)
        #expect(PersonalDataMask.mask(json: "no JSON 0912345678") == "no JSON ***78")
    }
}
