import Testing

@testable import PortalKit

/// Marks of secrecy are found, and the words that only look like them are left alone (D6, Art. 9.2a).
@Suite struct SecrecyScannerTests {
    @Test(arguments: [
        ("MẬT", SecrecyLevel.confidential),
        ("TỐI MẬT", .secret),
        ("TUYỆT MẬT", .topSecret),
        ("Tối mật", .secret),
        ("Tuyệt-mật", .topSecret),
        ("TOI MAT", .secret),
        ("TUYET MAT", .topSecret),
        ("MAT", .confidential),
        ("M Ậ T", .confidential),
        ("T Ố I   M Ậ T", .secret),
        ("T.U.Y.Ệ.T  M.Ậ.T", .topSecret),
        ("**MẬT**", .confidential),
        ("# TUYỆT MẬT", .topSecret),
        ("┌─────┐│ MẬT │└─────┘", .confidential),
        ("| UBND XÃ ĐỒNG VIỆT | MẬT |", .confidential),
        ("UBND XÃ ĐỒNG VIỆT\t\tTỐI MẬT", .secret),
        ("UBND XÃ ĐỒNG VIỆT           MẬT", .confidential),
        ("MẬT – HỎA TỐC", .confidential),
        ("HOẢ TỐC, TỐI MẬT", .secret),
        ("Độ mật: Mật", .confidential),
        ("Độ mật: mật", .confidential),
        ("Mức độ mật: Tuyệt mật", .topSecret),
        ("ĐỘ MẬT: TỐI MẬT", .secret),
        ("Do mat: MAT", .confidential),
        ("Độ bảo mật: Tối mật", .secret),
        ("Số: 12/BC-UBND (MẬT)", .confidential),
        ("Báo cáo quý III (tối mật)", .secret),
        ("Tài liệu được đóng dấu MẬT theo quy định", .confidential),
        ("Căn cứ công văn MẬT số 05", .confidential),
        ("TÀI LIỆU MẬT", .confidential),
        ("TÀI LIỆU TUYỆT MẬT CỦA HUYỆN ỦY", .topSecret),
        ("cán bộ đóng dấu “TỐI MẬT” lên bì", .secret),
        ("M\u{200B}ẬT", .confidential),
        ("MA\u{302}\u{323}T", .confidential),
        ("TUYÖT MËT", .topSecret),
        ("TOÁI MAÄT", .secret),
    ])
    func findsMarks(_ text: String, _ level: SecrecyLevel) {
        #expect(SecrecyScanner.marks(in: text).map(\.level) == [level], "\(text)")
    }

    @Test(arguments: [
        "Luật Bảo vệ bí mật nhà nước", "LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC", "Mật ong rừng Đồng Nếp", "MẬT ONG",
        "GIÁ MẬT ONG TĂNG MẠNH", "Mật khẩu", "MẬT KHẨU", "Đặt lại mật khẩu: bấm vào liên kết", "nước mật", "- Mật",
        "Mật", "mật", "mật độ dân số", "MẬT ĐỘ DÂN SỐ", "tình thân mật", "THẮT CHẶT TÌNH THÂN MẬT",
        "Sỏi túi mật, viêm đường mật", "Buổi họp mặt đầu xuân", "HỌP MẶT", "HOP MAT DAU XUAN", "tài liệu tối mật",
        "Chiến dịch được chuẩn bị tuyệt mật từ năm 1953", "bảo mật thông tin", "AN TOÀN, BẢO MẬT", "Độ mật: không",
        "Độ mật:", "cam kết giữ bí mật tuyệt đối", "Hội thi lấy mật (ong nội)", "Sản phẩm: chè, mật, măng",
        "HTX MẬT HOA NHÃN", "format MAT.txt của máy", "mất mùa, mát trời, mặt trận", "Tối mai họp thôn",
        "Tôi mất ví", "TOI MAT VI O CHO", "mật vụ", "HỒ SƠ MẬT VỤ", "thư từ mật thiết", "chỉ số BẢO MẬT",
        "Mật khẩu: MẬT-ONG-2026", "AN NINH CƠ MẬT",
    ])
    func leavesWordsAlone(_ text: String) {
        #expect(SecrecyScanner.marks(in: text) == [], "\(text)")
    }

    @Test func aLevelMayFollowItsLabel() {
        #expect(SecrecyScanner.marks(in: "Độ mật:\n\nMật\nNơi nhận: Văn phòng").map(\.level) == [.confidential])
        #expect(SecrecyScanner.marks(in: "Độ mật\tMật").map(\.level) == [.confidential])
        #expect(SecrecyScanner.marks(in: "Độ mật: không\nMật").isEmpty)
        #expect(SecrecyScanner.marks(in: "Độ mật:\nThường\nMật").isEmpty)
    }

    @Test func linesAreLookedAtOneByOne() {
        let marks = SecrecyScanner.marks(in: "UBND XÃ ĐỒNG VIỆT\nMẬT\nBáo cáo\nvề việc nuôi ong lấy mật\nTỐI MẬT")
        #expect(marks.map(\.level) == [.confidential, .secret])
        #expect(marks.first?.excerpt == "MẬT")
    }

    @Test func whatIsReportedIsBounded() {
        let text = String(repeating: "MẬT " + String(repeating: "khẩn ", count: 100) + "\n", count: 1000)
        let marks = SecrecyScanner.marks(in: text)
        #expect(marks.count == SecrecyScanner.maximumMarks)
        #expect(marks.allSatisfy { $0.excerpt.count <= 120 })
    }

    /// Nothing that is put together from the words at hand makes it fail or take long.
    @Test func standsAnyText() {
        var random = SeededRandom(seed: 6)
        let parts = [
            "MẬT", "mật", "TỐI", "M", "Ậ", "T", " ", "      ", "\n", "\t", "|", "(", ")", "Độ", ":", "ong", "\u{200B}",
            ".",
        ]
        for _ in 0..<300 {
            let text = (0..<Int.random(in: 0...60, using: &random))
                .map { _ in parts[Int.random(in: 0..<parts.count, using: &random)] }.joined()
            #expect(SecrecyScanner.marks(in: text).count <= SecrecyScanner.maximumMarks)
        }
        #expect(SecrecyScanner.marks(in: text(of: 2_000_000)).isEmpty)
    }

    private func text(of count: Int) -> String { String(repeating: "mùa màng tốt, họp mặt. ", count: count / 24) }
}
