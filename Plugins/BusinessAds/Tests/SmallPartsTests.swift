import Foundation
import PortalKit
import Testing

@testable import BusinessAds

@Suite struct TaxCodeTests {
    @Test(arguments: [
        ("0100109106", "0100109106"), ("0100109106-001", "0100109106-001"), ("0100109106001", "0100109106-001"),
        (" 01 0010 9106 ", "0100109106"), ("024085000123", "024085000123"), ("0101243150", "0101243150"),
    ])
    func whatIsIssuedIsRead(_ typed: String, _ text: String) {
        #expect(TaxCode(typed)?.text == text)
    }

    @Test(arguments: [
        "", "0100109107", "010010910", "01001091061", "0100109106-000", "0100109106-01", "0100109107-001", "abcdefghij",
        "０１００１０９１０６", "000085000123", "097085000123", "0100109106 x", "99999999999999999999",
    ])
    func whatIsWrongIsNot(_ typed: String) {
        #expect(TaxCode(typed) == nil)
    }

    @Test func eachWrongDigitIsFound() {
        var random = SeededRandom(seed: 7)
        let weights = [31, 29, 23, 19, 17, 13, 7, 5, 3]
        for _ in 0..<300 {
            let nine = (0..<9).map { _ in Int.random(in: 0...9, using: &random) }
            let check = 10 - zip(nine, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11
            guard check < 10 else { continue }
            let digits = nine + [check]
            #expect(TaxCode(digits.map(String.init).joined()) != nil)
            let place = Int.random(in: 0...9, using: &random)
            var wrong = digits
            wrong[place] = (wrong[place] + Int.random(in: 1...9, using: &random)) % 10
            #expect(TaxCode(wrong.map(String.init).joined()) == nil, "\(digits) \(wrong)")
        }
    }

    @Test func nothingThatIsTypedStopsIt() {
        var random = SeededRandom(seed: 11)
        let signs = Array("0123456789 .-–x\u{a0}đ🙂\u{301}")
        for _ in 0..<2000 {
            let text = String(
                (0..<Int.random(in: 0...20, using: &random)).map { _ in signs.randomElement(using: &random)! })
            if let code = TaxCode(text) { #expect(TaxCode(code.text) == code) }
            if let amount = Money.read(text) { #expect((0...Money.maximum).contains(amount)) }
            _ = Website.read(text)
        }
    }

    @Test func theNumberOfAPersonIsNotShown() {
        #expect(TaxCode("024085000123")?.publicText == nil)
        #expect(TaxCode("0100109106-001")?.publicText == "0100109106-001")
    }
}

@Suite struct MoneyTests {
    @Test(arguments: [
        ("1500000", 1_500_000), ("1.500.000", 1_500_000), ("1,500,000 đồng", 1_500_000), ("1 500 000đ", 1_500_000),
        ("0", 0), ("950", 950), ("10.000.000.000", 10_000_000_000),
    ])
    func amountsAreRead(_ typed: String, _ amount: Int) {
        #expect(Money.read(typed) == amount)
    }

    @Test(arguments: [
        "", "-5", "1.5", "1.50.000", "1500.000", "một triệu", "10000000001", "1e6", "99999999999999999999",
    ])
    func whatIsNoAmountIsNot(_ typed: String) {
        #expect(Money.read(typed) == nil)
    }

    @Test func whatIsWrittenIsReadAgain() async throws {
        let texts = try await AdsSite().context().texts
        var random = SeededRandom(seed: 3)
        for _ in 0..<200 {
            let amount = Int.random(in: 0...Money.maximum, using: &random)
            #expect(Money.read(amount.dong(texts)) == amount)
        }
        #expect(1_500_000.dong(texts) == "1.500.000 đồng")
        #expect((-1500).grouped(texts) == "-1.500")
    }
}

@Suite struct WebsiteTests {
    @Test(arguments: [
        ("gomnau.example", "https://gomnau.example"), ("http://gom.example/a?b=1", "http://gom.example/a?b=1"),
    ])
    func addressesAreRead(_ typed: String, _ address: String) {
        #expect(Website.read(typed) == address)
    }

    @Test(arguments: [
        "", "javascript:alert(1)", "ftp://gom.example", "https://nguoi:mat@gom.example", "localhost",
        "https://127.0.0.1",
        "gom nau", "https://", "//gom.example", "data:text/html,x",
    ])
    func whatLeadsElsewhereIsRefused(_ typed: String) {
        #expect(Website.read(typed) == nil)
    }
}

@Suite struct PeriodTests {
    @Test(arguments: [
        ("2026-11-24", 1, "2026-11-24", "2026-12-24"), ("2027-01-31", 1, "2027-01-31", "2027-02-28"),
        ("2026-12-15", 12, "2026-12-15", "2027-12-15"), ("2027-11-30", 3, "2027-11-30", "2028-02-29"),
    ])
    func monthsAreCountedByTheCalendar(_ day: String, _ months: Int, _ first: String, _ end: String) throws {
        let period = AdOrder.period(from: try #require(VietnamTime(parsing: day)), months: months)
        #expect(VietnamTime(period.lowerBound).isoMinute == "\(first)T00:00")
        #expect(VietnamTime(period.upperBound).isoMinute == "\(end)T00:00")
    }
}

@Suite struct RotationTests {
    private static let start = Date(timeIntervalSince1970: 1_767_200_400)

    @Test func everybodySeesTheSameUntilTheNextTurn() {
        let rotation = AdRotation(minutes: 30)
        let ids = (1...7).map { Int64($0) }
        let first = rotation.chosen(ids, count: 3, at: Self.start)
        #expect(rotation.chosen(ids.reversed(), count: 3, at: Self.start.addingTimeInterval(1799)) == first)
        #expect(rotation.end(at: Self.start.addingTimeInterval(1799)) == Self.start.addingTimeInterval(1800))
        #expect(rotation.chosen(ids, count: 3, at: Self.start.addingTimeInterval(1800)) != first)
        #expect(Set(first).count == 3)
        #expect(rotation.chosen([], count: 3, at: Self.start).isEmpty)
        #expect(rotation.chosen([5], count: 3, at: Self.start) == [5])
        let day = AdRotation(minutes: 1000)
        #expect(day.end(at: Self.start.addingTimeInterval(61_000)) == Self.start.addingTimeInterval(86_400))
    }

    /// Over a year each ad is shown as often as any other, in the mornings as well as at night, and stands first as often.
    @Test(arguments: [(2, 3), (3, 3), (4, 3), (7, 3), (12, 4), (48, 4)]) func eachAdHasItsShare(
        _ ads: Int, _ places: Int
    ) {
        let rotation = AdRotation(minutes: 30)
        let ids = (1...ads).map { Int64($0 * 13) }
        var (shown, mornings, first): ([Int64: Int], [Int64: Int], [Int64: Int]) = ([:], [:], [:])
        for turn in 0..<(365 * 48) {
            let chosen = rotation.chosen(ids, count: places, at: Self.start.addingTimeInterval(Double(turn) * 1800))
            for id in chosen {
                shown[id, default: 0] += 1
                if (16..<20).contains(turn % 48) { mornings[id, default: 0] += 1 }
            }
            first[chosen[0], default: 0] += 1
        }
        for (counts, tolerance) in [(shown, 0.01), (mornings, 0.25), (first, 0.02)] {
            let average = Double(counts.values.reduce(0, +)) / Double(ads)
            for id in ids {
                let share = Double(counts[id] ?? 0) / average
                #expect(abs(share - 1) <= tolerance, "ad \(id) of \(ads): \(share)")
            }
        }
    }
}
