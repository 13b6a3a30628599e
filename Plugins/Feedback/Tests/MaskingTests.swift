import Testing

@testable import Feedback

@Suite struct MaskingTests {
    @Test(arguments: [
        ("Gọi 0912 345 678 hoặc +84 912 345 678.", "Gọi [số điện thoại] hoặc [số điện thoại]."),
        ("CCCD 024190001234, thư an.van@vidu.example nhé", "CCCD [số giấy tờ], thư [thư điện tử] nhé"),
        ("Nhà tôi ở số nhà 12/3 thôn Đông Thịnh", "Nhà tôi ở số nhà [số nhà] thôn Đông Thịnh"),
        ("Số 45 đường Lý Thái Tổ ngập", "Số [số nhà] đường Lý Thái Tổ ngập"),
        ("Xe tải 98C-123.45 và 29A1 23456 chạy nhanh", "Xe tải [biển số] và [biển số] chạy nhanh"),
        ("Ông Vũ Văn Nghĩa và bà Hoa phản ánh", "Ông [họ tên] và bà [họ tên] phản ánh"),
        ("Tôi là Nguyễn Văn An, ở thôn Đình Cả", "Tôi là [họ tên], ở thôn Đình Cả"),
    ]) func personalDataIsMasked(_ text: String, _ masked: String) {
        #expect(Masking().masked(text) == masked)
    }

    @Test(arguments: [
        "Quyết định số 15/2026/QĐ-UBND ngày 24/11/2026", "Đường Nguyễn Huệ trước trường Lê Quý Đôn",
        "Chi 1.500.000 đồng, từ 2020 đến 2026", "Ông Chủ tịch UBND xã trả lời", "Bà con thôn Đồng Nếp",
        "Năm 2026 có 24-11-2026 và 08:30", "",
    ]) func whatIsNoPersonalDataStays(_ text: String) {
        #expect(Masking().masked(text) == text)
    }

    @Test func theSenderIsMaskedHoweverTheirNameIsWritten() {
        let masking = Masking(names: ["Vũ Thị Nghĩa"])
        #expect(masking.masked("vu thi nghia đã gửi, VŨ THỊ NGHĨA ký") == "[họ tên] đã gửi, [họ tên] ký")
    }

    /// Nothing that people can write breaks it; what it finds lies in the text, in order, without overlaps.
    @Test func anyTextIsTaken() {
        let pieces = [
            "ông ", "Nguyễn ", "Văn ", "0912", " 345", ".678", "@", "a.b@c.vn", "số nhà ", "12/", "3", "98B1-",
            "123.45",
            "\u{0301}", "🦆", "\n", " ", "-", "+84", "số ", "đường ", "e\u{0302}",
        ]
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<1000 {
            let text = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
            let findings = Masking(names: ["Nguyễn Văn An"]).findings(in: text)
            var end = 0
            for finding in findings {
                #expect(finding.range.lowerBound >= end && finding.range.upperBound <= text.count)
                #expect(!finding.range.isEmpty)
                end = finding.range.upperBound
            }
            _ = Masking().masked(text)
        }
    }
}
