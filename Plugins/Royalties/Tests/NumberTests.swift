import Testing

@testable import Royalties

@Suite struct NumberTests {
    @Test(arguments: [
        (0, "không"), (4, "bốn"), (5, "năm"), (10, "mười"), (11, "mười một"), (14, "mười bốn"), (15, "mười lăm"),
        (20, "hai mươi"), (21, "hai mươi mốt"), (24, "hai mươi tư"), (25, "hai mươi lăm"), (55, "năm mươi lăm"),
        (100, "một trăm"), (101, "một trăm linh một"), (104, "một trăm linh bốn"), (105, "một trăm linh năm"),
        (110, "một trăm mười"), (111, "một trăm mười một"), (115, "một trăm mười lăm"),
        (121, "một trăm hai mươi mốt"), (1000, "một nghìn"), (1001, "một nghìn không trăm linh một"),
        (1010, "một nghìn không trăm mười"), (1_000_005, "một triệu không trăm linh năm"),
        (1_205_000, "một triệu hai trăm linh năm nghìn"), (2_340_000, "hai triệu ba trăm bốn mươi nghìn"),
        (1_000_000_000, "một tỷ"), (1_000_000_001, "một tỷ không trăm linh một"),
        (3_021_000_000, "ba tỷ không trăm hai mươi mốt triệu"), (1_000_000_000_000, "một nghìn tỷ"),
        (-50_000, "âm năm mươi nghìn"),
    ])
    func numbersAreSaidAsPeopleSayThem(_ number: Int, _ words: String) {
        #expect(VietnameseNumber.words(number) == words)
    }

    /// Reads the words back by the rules of speech: a different way round than they were made.
    private func number(_ words: String) -> Int? {
        var words = words.split(separator: " ").map(String.init)
        let isNegative = words.first == "âm"
        if isNegative { words.removeFirst() }
        let digits = [
            "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6,
            "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
        ]
        var (total, group, last, afterMilliard) = (0, 0, 0, 0)
        for word in words {
            switch word {
            case "trăm": (group, last) = (group + last * 100, 0)
            case "mươi": (group, last) = (group + last * 10, 0)
            case "linh": break
            case "nghìn": (total, group, last) = (total + (group + last) * 1000, 0, 0)
            case "triệu": (total, group, last) = (total + (group + last) * 1_000_000, 0, 0)
            case "tỷ":
                (afterMilliard, total, group, last) = ((afterMilliard + total + group + last) * 1_000_000_000, 0, 0, 0)
            default:
                guard let digit = digits[word] else { return nil }
                (group, last) = (group + last, digit)
            }
        }
        let sum = afterMilliard + total + group + last
        return isNegative ? -sum : sum
    }

    @Test func everyNumberUpToTenThousandReadsBack() {
        for value in 0...10_000 { #expect(number(VietnameseNumber.words(value)) == value, "\(value)") }
    }

    @Test func randomNumbersReadBackAndKeepTheRules() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let bits = Int.random(in: 1...59, using: &random)
            let value = Int.random(in: 0..<(1 << bits), using: &random)
            let words = VietnameseNumber.words(value)
            #expect(number(words) == value, "\(value): \(words)")
            // After mươi: mốt, tư, lăm; after mười: lăm; linh only before a digit.
            for wrong in ["mươi một ", "mươi năm", "mười năm", "mươi bốn", "mươi linh", "linh trăm", "  "] {
                #expect(!(words + " ").contains(wrong), "\(value): \(words)")
            }
        }
    }

    @Test func moneyIsReadAsItIsWritten() {
        for _ in 0..<5_000 {
            let amount = Int.random(in: -Money.maximum...Money.maximum)
            #expect(Money.parse(Money.text(amount)) == amount)
            #expect(Money.parse(Money.text(amount) + " đồng") == amount)
        }
        #expect(Money.parse("150000") == 150_000)
        #expect(Money.parse("150 000đ") == 150_000)
        for wrong in ["", "1.5", "12.34", "1.2345", "một trăm", "1e6", "1..000", ".000", "--5", "9999999999999999999"] {
            #expect(Money.parse(wrong) == nil, "\(wrong)")
        }
    }

    @Test func coefficientsAreExact() {
        for value in stride(from: 0, through: Coefficient.maximum, by: 37) {
            let coefficient = Coefficient(tenThousandths: value)
            #expect(Coefficient(parsing: coefficient.text) == coefficient)
        }
        #expect(Coefficient(parsing: "0,05")?.amount(of: 2_340_000) == 117_000)
        #expect(Coefficient(parsing: "0.0333")?.amount(of: 2_340_000) == 77_922)
        for wrong in ["", ",5", "0,00001", "101", "-1", "1,2,3", "x"] { #expect(Coefficient(parsing: wrong) == nil) }
    }

    @Test func taxIsRoundedToTheNearestDongAndNeverMoreThanThePayment() {
        let rule = TaxRule(percent: 10, threshold: 2_000_000, isOnExcess: false)
        #expect(rule.withheld(of: 1_999_999) == 0)
        #expect(rule.withheld(of: 2_000_000) == 200_000)
        #expect(rule.withheld(of: 2_000_005) == 200_001)
        #expect(rule.withheld(of: 2_000_004) == 200_000)
        #expect(rule.withheld(of: 5_000_000, isExempt: true) == 0)
        let excess = TaxRule(percent: 5, threshold: 10_000_000, isOnExcess: true)
        #expect(excess.withheld(of: 10_000_000) == 0)
        #expect(excess.withheld(of: 12_000_000) == 100_000)
        for _ in 0..<2_000 {
            let rule = TaxRule(
                percent: .random(in: 0...35), threshold: .random(in: 0...5_000_000), isOnExcess: .random())
            let gross = Int.random(in: -1_000_000...50_000_000)
            let tax = rule.withheld(of: gross)
            #expect(tax >= 0 && tax <= max(0, gross))
        }
    }

    @Test(arguments: ["0204000101", "030190012345", "0204000101-001"]) func taxCodesOfAllLengthsAreTaken(_ code: String)
    {
        #expect(TaxCode.isValid(code))
        #expect(!TaxCode.isValid(code + "x"))
    }

    @Test func periodsReadBack() throws {
        for code in ["2026-01", "2026-12", "2026-Q1", "2026-Q4"] {
            #expect(try #require(SheetPeriod(parsing: code)).code == code)
        }
        #expect(SheetPeriod(parsing: "2026-Q4")?.lastDay == "2026-12-31")
        #expect(SheetPeriod(parsing: "2026-02")?.lastDay == "2026-02-28")
        for wrong in ["2026-13", "2026-Q5", "2026", "x-1", "2026-00"] { #expect(SheetPeriod(parsing: wrong) == nil) }
    }
}
