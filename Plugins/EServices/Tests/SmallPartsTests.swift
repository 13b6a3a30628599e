import Foundation
import PortalKit
import Testing

@testable import EServices

/// Numbers, codes, terms and states.
@Suite struct SmallPartsTests {
    @Test(arguments: [
        ("001085012345", true), ("024 185 012 345", true), ("097085012345", false), ("000085012345", false),
        ("00108501234", false), ("0010850123456", false), ("00108501234a", false), ("", false),
    ])
    func identityNumbersAreChecked(_ typed: String, _ isRight: Bool) {
        #expect((IdentityNumber(typed) != nil) == isRight)
    }

    @Test func identityNumbersTellTheYear() {
        #expect(IdentityNumber("024085012345")?.birthYear == 1985)
        #expect(IdentityNumber("024206012345")?.birthYear == 2006)
        #expect(IdentityNumber("024306012345")?.birthYear == 2006)
    }

    @Test func telephoneNumbersAreReadAsTyped() {
        #expect(PhoneNumber("+84 912 345 678")?.digits == "0912345678")
        #expect(PhoneNumber("0204.000.120")?.digits == "0204000120")
        #expect(PhoneNumber("912345678") == nil)
    }

    @Test func codesOfFormsAreReadAsTyped() throws {
        for _ in 0..<200 {
            let code = FillingCode.make()
            #expect(FillingCode.read(FillingCode.shown(code).lowercased()) == code)
        }
        #expect(FillingCode.read("KHONG-PHAI-MA!!") == nil)
    }

    @Test func patternsOfCodesAreChecked() throws {
        let day = try #require(VietnamTime(year: 2026, month: 11, day: 24))
        let daily = try #require(DossierCodePattern("{unit}-{date}-{number}"))
        #expect(daily.code(unit: "H05.12", on: day, number: 7) == "H05.12-261124-0007")
        #expect(daily.scope(unit: "X", on: day) != daily.scope(unit: "X", on: day.adding(days: 1)))
        let yearly = try #require(DossierCodePattern("{number}/{year}.{unit}"))
        #expect(yearly.scope(unit: "X", on: day) == yearly.scope(unit: "X", on: day.adding(days: 1)))
        for wrong in ["{unit}", "{number}{gì}", "số {number}", "{number"] { #expect(DossierCodePattern(wrong) == nil) }
    }

    @Test func theClockStopsAndGoesOn() throws {
        let holidays = [VietnamTime(year: 2026, month: 11, day: 26)!]
        let term = DossierTerm(calendar: WorkingDays(holidays: holidays))
        let tuesday = try #require(VietnamTime(year: 2026, month: 11, day: 24, hour: 9)).date
        let due = term.due(after: tuesday, days: 3)
        // Wednesday, Friday, Monday: Thursday is a holiday.
        #expect(VietnamTime(due).dayText == "30/11/2026")
        let stop = try #require(VietnamTime(year: 2026, month: 11, day: 25, hour: 9)).date
        let left = term.left(until: due, at: stop)
        #expect(left == 2)
        let goesOn = try #require(VietnamTime(year: 2026, month: 12, day: 7, hour: 9)).date
        #expect(VietnamTime(term.due(resumedAt: goesOn, left: left, before: due)).dayText == "09/12/2026")
        // What was late already stays late.
        #expect(term.due(resumedAt: goesOn, left: -1, before: due) == due)
    }

    @Test func theSameDayEndsToday() throws {
        let term = DossierTerm(calendar: WorkingDays())
        let morning = try #require(VietnamTime(year: 2026, month: 11, day: 24, hour: 9)).date
        let evening = try #require(VietnamTime(year: 2026, month: 11, day: 24, hour: 16)).date
        let saturday = try #require(VietnamTime(year: 2026, month: 11, day: 28, hour: 9)).date
        #expect(VietnamTime(term.due(after: morning, days: 0)).dayText == "24/11/2026")
        #expect(VietnamTime(term.due(after: evening, days: 0)).dayText == "25/11/2026")
        #expect(VietnamTime(term.due(after: saturday, days: 0)).dayText == "30/11/2026")
    }

    /// Every state can be reached, every open one be left, and nothing leads out of the archive.
    @Test func statesFormOneWhole() {
        var reached: Set<DossierState> = [.submitted]
        var isGrowing = true
        while isGrowing {
            isGrowing = false
            for state in reached {
                for move in DossierMove.allCases {
                    guard let end = move.end(from: state, before: .submitted) else { continue }
                    if reached.insert(end).inserted { isGrowing = true }
                }
            }
        }
        #expect(reached == Set(DossierState.allCases))
        for state in DossierState.allCases {
            let ways = DossierMove.allCases.compactMap { $0.end(from: state, before: .processing) }
            #expect(ways.isEmpty == (state == .archived))
        }
    }

    @Test func namesInListsAreShort() {
        var applicant = Applicant()
        applicant.name = "Nguyễn Thị Mai Phương"
        #expect(applicant.label == "Nguyễn T. M. P.")
    }

    @Test func amountsAreGrouped() {
        #expect(8_000.dong == "8.000 đồng")
        #expect(1_250_000.dong == "1.250.000 đồng")
        #expect(0.dong == "0 đồng")
    }
}
