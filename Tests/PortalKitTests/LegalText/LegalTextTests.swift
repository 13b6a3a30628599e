import Testing

@testable import PortalKit

struct LegalTextTests {
    private let decision = LegalText(lines: LegalLine.lines(of: LegalSamples.decision))
    private let plan = LegalText(lines: LegalLine.lines(of: LegalSamples.plan))

    @Test("a decision has its parts in order")
    func parts() {
        #expect(
            decision.nodes.map(\.role) == [
                .masthead, .title, .basis, .enactment, .article, .article, .article, .recipients, .signature,
                .attachment, .appendix,
            ])
        #expect(decision.nodes[4].label == "Điều 1.")
        #expect(decision.nodes[5].label == "Điều 2:")
    }

    @Test("articles of the attached regulation count anew and have addresses of their own")
    func attachment() {
        #expect(decision.node("dieu-2")?.plainText.contains("có hiệu lực") == true)
        #expect(decision.node("kem-theo-dieu-2")?.heading == "Giải thích từ ngữ")
        #expect(decision.node("kem-theo-chuong-ii-muc-1")?.heading == "QUYỀN VÀ TRÁCH NHIỆM CỦA CÁC BÊN")
        #expect(decision.node("phu-luc-i-khoan-1")?.plainText == "1.\nBàn: 20 cái")
    }

    @Test("an appendix that is only a table is followed by another one")
    func appendices() {
        let head = LegalLine.lines(of: LegalSamples.decision + "\nPHỤ LỤC II\nKINH PHÍ")
        let table = LegalLine(table: [["Việc", "Đồng"], ["Sửa mái", "100"]])
        let text = LegalText(lines: head + [table] + LegalLine.lines(of: "PHỤ LỤC III\nCHỈ TIÊU") + [table])
        #expect(
            text.nodes.filter { $0.role == .appendix }.map(\.heading).suffix(2)
                == ["PHỤ LỤC II KINH PHÍ", "PHỤ LỤC III CHỈ TIÊU"])
        #expect(text.node("phu-luc-iii") != nil)
    }

    @Test(
        "a body's name in capitals is written as inside a sentence",
        arguments: [
            ("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ ĐỒNG VIỆT", "Chủ tịch Ủy ban nhân dân xã Đồng Việt"),
            ("ỦY BAN NHÂN DÂN XÃ HỘI ĐỒNG", "Ủy ban nhân dân xã Hội Đồng"),
            ("THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN XÃ AN", "Thường trực Hội đồng nhân dân xã An"),
        ])
    func bodies(capitals: String, expected: String) {
        #expect(LegalMetadata.sentence(capitals) == expected)
    }

    @Test("points follow the Vietnamese alphabet, and torn lines are one")
    func points() {
        let points = decision.node("kem-theo-dieu-1-khoan-2")?.children ?? []
        #expect(points.map(\.number) == ["a", "b", "đ"])
        #expect(points[1].content == [.paragraph("Cơ quan, tổ chức có liên quan;")])
        #expect(points[2].anchor == "kem-theo-dieu-1-khoan-2-diem-dd")
    }

    @Test("a heading on its own line, a mention of an article and a quoted article are told apart")
    func notEveryArticleIsOne() {
        #expect(decision.node("kem-theo-dieu-3")?.heading == "Trách nhiệm của trưởng thôn")
        #expect(
            decision.node("kem-theo-dieu-3-khoan-2")?.content == [
                .paragraph(
                    "Theo Điều 5 Nghị định số 10/2020/NĐ-CP, trưởng thôn báo cáo kết quả theo Điều 6 Nghị định này.")
            ])
        let clauses = decision.node("kem-theo-dieu-4")?.children ?? []
        #expect(clauses.map(\.number) == ["1", "2"])
        #expect(clauses[0].children.map(\.role) == [.quotation, .quotation, .quotation])
        #expect(decision.articles.map(\.number) == ["1", "2", "3", "1", "2", "3", "4"])
    }

    @Test("a plan is divided by Roman numbers")
    func divisions() {
        #expect(
            plan.nodes.filter { $0.role == .division }.map(\.heading) == [
                "MỤC ĐÍCH, YÊU CẦU", "NỘI DUNG", "TỔ CHỨC THỰC HIỆN",
            ])
        #expect(plan.node("phan-ii-khoan-1")?.children.map(\.number) == ["1.1", "1.2"])
    }

    @Test("what an officer says of a line holds")
    func correction() {
        var lines = LegalLine.lines(of: LegalSamples.plan)
        lines[8].role = .paragraph
        #expect(LegalText(lines: lines).nodes.filter { $0.role == .division }.map(\.number) == ["II", "III"])
        lines[8].role = .chapter
        #expect(LegalText(lines: lines).nodes.first { $0.role == .chapter }?.heading == "I. MỤC ĐÍCH, YÊU CẦU")
    }

    @Test("whatever the lines and corrections, the printed tree is the input", arguments: 1...8)
    func nothingIsLost(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let odd = [
            "“", "”", "a)", "1.", "Điều", "Điều 5", "I.", "-", "()", "đ) x", "1.1 x", "Chương", "Mục III",
            "[1] Ghi chú", "Khoản 2. x", "PHỤ LỤC", "12. a", "“Điều 2. abc”", "Ðiều 7: x", "x",
        ]
        let palette = odd + [LegalSamples.decision, LegalSamples.plan].flatMap { LegalLine.lines(of: $0).map(\.text) }
        for _ in 0..<150 {
            let lines = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                var line =
                    Int.random(in: 0..<12, using: &random) == 0
                    ? LegalLine(table: [["a", palette.randomElement(using: &random) ?? ""], ["", "b c"]])
                    : LegalLine(palette.randomElement(using: &random) ?? "")
                if Int.random(in: 0..<6, using: &random) == 0 {
                    line.role = LegalRole.allCases.randomElement(using: &random)
                }
                return line
            }
            let text = LegalText(lines: lines)
            #expect(text.plainText.split(whereSeparator: \.isWhitespace) == lines.flatMap(\.words))
            let anchors = text.flattened.map(\.anchor).filter { !$0.isEmpty }
            #expect(Set(anchors).count == anchors.count)
        }
    }
}

struct LegalMetadataTests {
    @Test("the form is filled from the text")
    func decision() {
        let read = LegalMetadata(LegalText(lines: LegalLine.lines(of: LegalSamples.decision)))
        #expect(read.number == "15/2024/QĐ-UBND")
        #expect(read.type == "Quyết định")
        #expect(read.summary?.hasPrefix("Ban hành Quy chế tổ chức, quản lý và hoạt động của Nhà văn hóa") == true)
        #expect(read.issuingBody == "Ủy ban nhân dân xã Đồng Việt")
        #expect(read.issuedOn == "2024-06-12")
        #expect(read.effectiveOn == "2024-07-01")
        #expect(read.signer == "Trần Văn Mẫu")
        #expect(read.signerOffice == "Chủ tịch")
    }

    @Test(
        "the day of effect is named, or counted from the signature",
        arguments: [
            ("kể từ ngày 01 tháng 7 năm 2024", "2024-07-01"), ("kể từ ngày ký", "2024-06-12"),
            ("sau 10 ngày kể từ ngày ký ban hành", "2024-06-22"),
        ])
    func effect(words: String, day: String) {
        let text = """
            Số: 15/2024/QĐ-UBND
            Đồng Việt, ngày 12 tháng 6 năm 2024
            QUYẾT ĐỊNH
            Về chợ
            QUYẾT ĐỊNH:
            Điều 1. Quyết định này có hiệu lực thi hành \(words).
            """
        #expect(LegalMetadata(LegalText(lines: LegalLine.lines(of: text))).effectiveOn == day)
    }

    @Test("who signed is found beside who gets it, as office programs set the two")
    func signatureInATable() {
        let close = LegalLine(table: [
            ["Nơi nhận:\n- Như Điều 5;\n- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNgô Văn Khải"]
        ])
        let read = LegalMetadata(LegalText(lines: LegalLine.lines(of: LegalSamples.plan).prefix(12) + [close]))
        #expect(read.signer == "Ngô Văn Khải")
        #expect(read.signerOffice == "Phó Chủ tịch")
    }

    @Test("a day that is broken over two lines of a narrow column is one")
    func brokenDay() {
        let text = """
            ỦY BAN NHÂN DÂN
            XÃ ĐỒNG VIỆT
            Số: 215/TB-UBND
            Đồng Việt, ngày 28 tháng 11 năm
            2026
            THÔNG BÁO
            Về việc tiêm phòng
            """
        #expect(LegalMetadata(LegalText(lines: LegalLine.lines(of: text))).issuedOn == "2026-11-28")
    }

    @Test("what the text does not say stays open")
    func plan() {
        let read = LegalMetadata(LegalText(lines: LegalLine.lines(of: LegalSamples.plan)))
        #expect(read.type == "Kế hoạch")
        #expect(read.effectiveOn == nil)
        #expect(read.signer == "Lê Thị Gương")
    }

    @Test("numbers are checked against the usual form")
    func numbers() throws {
        #expect(try LegalNumber.read(" 5 / 2024/QĐ-UBND").get().text == "05/2024/QĐ-UBND")
        #expect(try LegalNumber.read("123/UBND-VP").get().typeName == "Công văn")
        for (typed, fault) in [
            ("QĐ-UBND", LegalNumber.Fault.noOrdinal), ("5/2024/", .noSymbol), ("5/20240/QĐ-UBND", .year),
            ("5/XX-UBND", .unknownType), ("5/2024/QĐ UBND/x", .noSymbol),
        ] {
            #expect(LegalNumber.read(typed) == .failure(LegalNumberFault(fault)), "\(typed)")
        }
    }
}
