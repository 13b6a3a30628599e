import Testing

@testable import EServices

/// The text of payment codes: fields that fill it, a check sum that any change breaks.
@Suite struct VietQRTests {
    @Test func aKnownCodeComesOut() {
        // CRC-16/CCITT-FALSE's check value, and fields in the order of the specification.
        #expect(CRC16.hex(of: Array("123456789".utf8)) == "29B1")
        let text = VietQR(bank: "970415", account: "113366668888", amount: 8_000, purpose: "UBND-261124-0007").text
        #expect(
            text?.hasPrefix(
                "00020101021238560010A0000007270126000697041501121133666688880208QRIBFTTA53037045404800058"
                    + "02VN62200816UBND-261124-00076304") == true)
        #expect(text.map(VietQR.isWhole) == true)
    }

    @Test func everyChangeIsNoticed() throws {
        var random = SeededRandom(11)
        for _ in 0..<400 {
            let account = String((0..<(6 + Int(random.next() % 13))).map { _ in Character(String(random.next() % 10)) })
            let amount = Int(random.next() % 100_000_000)
            let text = try #require(
                VietQR(bank: "970436", account: account, amount: amount, purpose: "HS \(amount) đ/ố").text)
            #expect(VietQR.isWhole(text))
            var bytes = Array(text.utf8)
            let place = Int(random.next() % UInt64(bytes.count))
            bytes[place] = bytes[place] == 0x30 ? 0x31 : 0x30
            let changed = String(decoding: bytes, as: UTF8.self)
            #expect(changed == text || !VietQR.isWhole(changed))
        }
    }

    @Test func anythingCanBeSplitWithoutHarm() {
        var random = SeededRandom(3)
        for _ in 0..<2_000 {
            let text = String((0..<Int(random.next() % 40)).map { _ in Character(String(random.next() % 10)) })
            if let fields = TLV.split(text) {
                #expect(TLV.join(fields.map { ($0.tag, $0.value) }) == text)
            }
            _ = VietQR.isWhole(text)
        }
    }

    @Test func whatDoesNotFitIsRefused() {
        #expect(TLV.join([("01", String(repeating: "1", count: 100))]) == nil)
        #expect(TLV.join([("01", "ố")]) == nil)
        #expect(VietQR(bank: "970415", account: String(repeating: "1", count: 90), amount: 0, purpose: "").text == nil)
    }
}
