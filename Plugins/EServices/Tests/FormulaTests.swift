import Foundation
import PortalKit
import Testing

@testable import EServices

/// Computed fields: what they compute, and that no text whatever breaks their reader.
@Suite struct FormulaTests {
    private let day = VietnamTime(Date(timeIntervalSince1970: 1_795_482_000))

    private func value(_ text: String, _ values: [String: String] = [:]) throws -> Double? {
        var answers = Answers()
        for (name, value) in values { answers.set(name, value) }
        return try Formula(text).value(answers, on: day)
    }

    @Test func arithmeticFollowsItsRules() throws {
        #expect(try value("2 + 3 * 4") == 14)
        #expect(try value("(2 + 3) * -4") == -20)
        #expect(try value("10 / 4") == 2.5)
        #expect(try value("1 / 0") == nil)
        #expect(try value("so_luong * 8000", ["so_luong": "3"]) == 24_000)
        #expect(try value("so_tien", ["so_tien": "1.250.000"]) == 1_250_000)
        #expect(try value("thieu + 1") == nil)
    }

    @Test func tablesAndDaysAreCounted() throws {
        let rows = ["con.count": "2", "con.0.tuoi": "3", "con.1.tuoi": "5"]
        #expect(try value("sum(con.tuoi)", rows) == 8)
        #expect(try value("count(con)", rows) == 2)
        #expect(try value("days(tu, den)", ["tu": "2026-11-24", "den": "01/12/2026"]) == 7)
        #expect(try value("age(sinh)", ["sinh": "2008-11-25"]) == 17)
        #expect(try value("age(sinh)", ["sinh": "2008-11-24"]) == 18)
        #expect(try value("max(1, min(5, 3))") == 3)
    }

    @Test(arguments: ["", "1 +", "(1", "1 2", "f(1)", "sum(", "1..2", "a b", "*", "1 + é", ")"])
    func nonsenseIsRefused(_ text: String) {
        #expect(throws: Formula.Failure.self) { try Formula(text) }
    }

    @Test func deepAndLongTextsEnd() {
        #expect(throws: Formula.Failure.self) { try Formula(String(repeating: "(", count: 400)) }
        #expect(throws: Formula.Failure.self) { try Formula(String(repeating: "-", count: 400) + "1") }
        #expect(throws: Formula.Failure.self) { try Formula(String(repeating: "1+", count: 400) + "1") }
    }

    @Test func whateverIsReadHasAValueOrNone() {
        var random = SeededRandom(7)
        let signs = Array("0123456789abc._+-*/(), sumcountdaysage")
        for _ in 0..<3_000 {
            let length = Int(random.next() % 30)
            let text = String((0..<length).map { _ in signs[Int(random.next() % UInt64(signs.count))] })
            guard let formula = try? Formula(text) else { continue }
            if let value = formula.value(Answers(), on: day) { #expect(value.isFinite) }
        }
    }

    @Test func numbersAreWrittenAsPeopleDo() {
        #expect(1_250_000.0.vietnamese == "1.250.000")
        #expect(2.5.vietnamese == "2,5")
        #expect((-1234.05).vietnamese == "-1.234,05")
        #expect(0.0.vietnamese == "0")
    }
}

/// The same numbers at each run.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
}
