import Foundation
import GRDB
import PortalKit
import Testing

@testable import Royalties

@Suite struct SheetTests {
    /// Whatever was recorded, to whomever, corrected and left out: what is paid is what is recorded, to the đồng.
    @Test(arguments: 0..<6) func whatIsPaidIsWhatIsRecorded(_ round: Int) async throws {
        let portal = try await RoyaltySite(
            settings: [
                "tax_percent": .integer(Int.random(in: 0...35)),
                "tax_threshold": .integer(Int.random(in: 0...1_000_000)),
                "tax_on": .text(Bool.random() ? "whole" : "excess"),
            ], budget: Money.maximum)
        var payees: [Int64] = []
        for index in 0..<4 { payees.append(try await portal.payee("Người \(index)", isTaxExempt: index == 3)) }
        var paid = 0
        for period in ["2026-Q1", "2026-Q2", "2026-Q3"] {
            let last = try #require(SheetPeriod(parsing: period)).lastDay
            for _ in 0..<Int.random(in: 3...12) {
                _ = try await portal.work(
                    payees.randomElement() ?? 1, Bool.random() ? .photo : .writing, quantity: .random(in: 1...40),
                    on: last)
            }
            if period != "2026-Q1" { try await correctSomething(portal, on: last) }
            let sheet = try await portal.sheet(period)
            if Bool.random() {
                let works = try await portal.read { try ContributionRows.ofSheet(sheet, in: $0) }
                let spare = works.filter { $0.corrects == nil && $0.amount > 0 }
                if works.count > 1, let left = spare.randomElement() {
                    try await portal.write { try SheetDesk.leave(left.id, of: sheet, in: $0) }
                }
            }
            // A correction may take back more than this sheet gives: then it cannot be handed in.
            let lines = try await portal.read { try SheetRows.lines(of: sheet, in: $0) }
            guard lines.allSatisfy({ $0.gross >= 0 }), !lines.isEmpty else {
                await #expect(throws: WorkflowError.self) { try await portal.advance(sheet, "submit") }
                let workflow = try portal.context().workflow
                try await portal.write { try SheetDesk.delete(sheet, workflow: workflow, in: $0) }
                continue
            }
            try await portal.advance(sheet, "submit", "approve")
            let context = try portal.context()
            try await portal.write { try SheetDesk.pay(sheet, on: "2026-11-24", reference: "1", context, in: $0) }
            let stored = try await portal.stored(sheet)
            let works = try await portal.read { try ContributionRows.ofSheet(sheet, in: $0) }
            #expect(stored.gross == works.reduce(0) { $0 + $1.amount })
            #expect(stored.gross == lines.reduce(0) { $0 + $1.gross })
            #expect(stored.tax == lines.reduce(0) { $0 + $1.tax })
            #expect(stored.net == lines.reduce(0) { $0 + $1.net })
            #expect(stored.net + stored.tax == stored.gross)
            for line in lines {
                #expect(line.gross == works.filter { $0.payee == line.payee }.reduce(0) { $0 + $1.amount })
                if line.payee == payees[3] { #expect(line.tax == 0) }
            }
            paid += stored.gross
        }
        let (funds, granted, free) = try await portal.read { database in
            (
                try Funds.fetch(2026, share: 100, in: database),
                try Int.fetchOne(database, sql: "SELECT sum(amount) FROM royalties_contributions") ?? 0,
                try FreeWork.fetch(in: database).amount
            )
        }
        #expect(funds.paid == paid)
        #expect(funds.approved == paid)
        #expect(granted == paid + free)
    }

    private func correctSomething(_ portal: RoyaltySite, on day: String) async throws {
        let paid = try await portal.read { database in
            try ContributionRows.open(limit: 0, in: database)
                + Row.fetchAll(
                    database,
                    sql: "\(ContributionRows.select) WHERE sheet.paid_on IS NOT NULL AND work.corrects IS NULL"
                ).map(Contribution.init)
        }
        guard let work = paid.randomElement(), work.amount > 0 else { return }
        let amount = Bool.random() ? -Int.random(in: 1...work.amount) : Int.random(in: 1...100_000)
        _ = try? await portal.write {
            try ContributionDesk.correct(work.id, by: amount, reason: "Nhầm hạng", doneOn: day, in: $0)
        }
    }

    @Test func aSheetThatWasHandedInCannotBeChangedByAnybody() async throws {
        let portal = try await RoyaltySite()
        let payee = try await portal.payee()
        let work = try await portal.work(payee)
        let sheet = try await portal.sheet()
        try await portal.advance(sheet, "submit")
        for change in 0..<5 {
            await #expect(throws: Refusal.locked, "\(change)") {
                try await portal.write { database in
                    switch change {
                    case 0: try ContributionDesk.grade(work, "B", in: database)
                    case 1: try ContributionDesk.exclude(work, reason: "x", in: database)
                    case 2: try SheetDesk.recollect(sheet, in: database)
                    case 3: try SheetDesk.leave(work, of: sheet, in: database)
                    default:
                        var content = try ContributionRows.require(work, in: database.database).content
                        content.quantity = 9
                        try ContributionDesk.save(work, content, from: 2, in: database)
                    }
                }
            }
        }
        #expect(try await portal.stored(sheet).gross == 220_000)
    }

    @Test func whatWasApprovedIsSealedAndTamperingShows() async throws {
        let portal = try await RoyaltySite()
        let payee = try await portal.payee()
        let work = try await portal.work(payee)
        let sheet = try await portal.sheet()
        try await portal.advance(sheet, "submit", "approve")
        let office = try await portal.site.official(permissions: [RoyaltyPermission.record])
        let url = RoyaltySite.root + "/bang/\(sheet)"
        #expect(try await office.get(url).contains("nội dung đúng như lúc phê duyệt"))
        for (tamper, mend) in [
            ("UPDATE royalties_contributions SET amount = 1 WHERE id = \(work)", "amount = 220000 WHERE id = \(work)"),
            (
                "UPDATE royalties_contributions SET title = 'x' WHERE id = \(work)",
                "title = 'Hội làng' WHERE id = \(work)"
            ),
        ] {
            try await portal.write { try $0.database.execute(sql: tamper) }
            #expect(try await office.get(url).contains("KHÔNG còn khớp"))
            try await portal.write { try $0.database.execute(sql: "UPDATE royalties_contributions SET " + mend) }
            #expect(try await office.get(url).contains("nội dung đúng như lúc phê duyệt"))
        }
        try await portal.write { try $0.database.execute(sql: "UPDATE royalties_lines SET bank_account = '9'") }
        #expect(try await office.get(url).contains("KHÔNG còn khớp"))
    }

    @Test func aMistakeIsCorrectedByAFurtherEntryOnTheNextSheet() async throws {
        let portal = try await RoyaltySite()
        let payee = try await portal.payee()
        let work = try await portal.work(payee, on: "2026-09-10")
        let first = try await portal.sheet("2026-Q3")
        await #expect(throws: Refusal.notCorrectable) {
            try await portal.write {
                _ = try ContributionDesk.correct(work, by: -1, reason: "x", doneOn: "2026-11-01", in: $0)
            }
        }
        try await portal.advance(first, "submit", "approve")
        await #expect(throws: Refusal.beyondZero) {
            try await portal.write {
                _ = try ContributionDesk.correct(work, by: -220_001, reason: "x", doneOn: "2026-11-01", in: $0)
            }
        }
        let office = try await portal.site.official(permissions: [RoyaltyPermission.record])
        let corrected = try await office.post(
            RoyaltySite.root + "/\(work)/dieu-chinh",
            ["amount": "-70.000", "done_on": "2026-11-01", "reason": "Chấm nhầm hạng"])
        #expect(corrected.status == 303)
        _ = try await portal.work(payee)
        let second = try await portal.sheet()
        #expect(try await portal.stored(second).gross == 220_000 - 70_000)
        #expect(try await portal.stored(first).gross == 220_000)
    }

    @Test func withoutMoneyNothingIsHandedIn() async throws {
        let portal = try await RoyaltySite(settings: ["income_share": .integer(50)], budget: 200_000)
        let payee = try await portal.payee()
        _ = try await portal.work(payee)
        let sheet = try await portal.sheet()
        await #expect(throws: WorkflowError.self) { try await portal.advance(sheet, "submit") }
        try await portal.write { try FundDesk.addIncome(40_000, on: "2026-05-05", title: "Quảng bá", in: $0) }
        try await portal.advance(sheet, "submit", "approve")
        let funds = try await portal.read { try Funds.fetch(2026, share: 50, in: $0) }
        #expect(funds.remaining == 0)
    }

    @Test func theChairApprovesAndWhoeverDrewItUpDoesNot() async throws {
        let portal = try await RoyaltySite()
        let payee = try await portal.payee()
        _ = try await portal.work(payee)
        let office = try await portal.site.official(
            permissions: [RoyaltyPermission.record, RoyaltyPermission.approve])
        let chair = try await portal.site.official("Trần Quang Hòa", permissions: [RoyaltyPermission.approve])
        let made = try await office.post(RoyaltySite.root + "/bang/moi", ["period": "2026-Q4"])
        #expect(made.location == RoyaltySite.root + "/bang/1")
        let steps = RoyaltySite.root + "/bang/1/buoc"
        #expect(try await office.post(steps + "/submit", ["revision": "1"]).status == 303)
        _ = try await office.post(steps + "/approve", ["revision": "1"])
        #expect(try await portal.stored(1).step == SheetWorkflow.review)
        #expect(try await chair.get(steps).contains("Phê duyệt"))
        _ = try await chair.post(steps + "/approve", ["revision": "1"])
        let stored = try await portal.stored(1)
        #expect(stored.isApproved)
        #expect(stored.approvedBy == "Trần Quang Hòa")
        #expect(stored.seal?.count == 64)
        #expect(try await chair.post(RoyaltySite.root + "/bang/1/chi", ["paid_on": "2026-11-24"]).status == 403)
        #expect(
            try await office.post(RoyaltySite.root + "/bang/1/chi", ["paid_on": "2026-11-24", "reference": "UNC 1"])
                .status == 303)
        #expect(try await portal.stored(1).paidOn == "2026-11-24")
        await #expect(throws: Refusal.notPayable) {
            let context = try portal.context()
            try await portal.write { try SheetDesk.pay(1, on: "2026-11-25", reference: "x", context, in: $0) }
        }
    }

    @Test func aDraftIsDeletedAndItsWorkIsFreeAgain() async throws {
        let portal = try await RoyaltySite()
        let payee = try await portal.payee()
        _ = try await portal.work(payee)
        let office = try await portal.site.official(permissions: [RoyaltyPermission.record])
        let sheet = try await portal.sheet()
        #expect(try await office.post(RoyaltySite.root + "/bang/moi", ["period": "2026-Q4"]).contains("lập dở"))
        #expect(try await office.post(RoyaltySite.root + "/bang/\(sheet)/xoa").status == 303)
        #expect(try await office.get(RoyaltySite.root + "/bang/\(sheet)").status == 404)
        #expect(try await portal.sheet() != 0)
    }

    @Test func theFilesSayWhatTheSheetSays() async throws {
        let portal = try await RoyaltySite()
        let payee = try await portal.payee("Vũ & Thị <Nghĩa>")
        _ = try await portal.work(payee, quantity: 12)
        let sheet = try await portal.sheet()
        let office = try await portal.site.official(permissions: [RoyaltyPermission.record])
        let ods = try await office.get(RoyaltySite.root + "/bang/\(sheet)/tai-ve/ods")
        let rows = try Spreadsheet(of: ods.bytes, as: MediaType(content: ods.bytes)).rows
        #expect(rows.count == 4)
        #expect(rows[1].cells == ["1", "Vũ & Thị <Nghĩa>", "", "", "", "", "1", "2640000", "264000", "2376000"])
        #expect(rows[3][2] == "Hai triệu ba trăm bảy mươi sáu nghìn đồng")
        let csv = try await office.get(RoyaltySite.root + "/bang/\(sheet)/tai-ve/csv")
        #expect(csv.contains("2376000"))
        let print = try await office.get(RoyaltySite.root + "/bang/\(sheet)/in")
        #expect(print.contains("Hai triệu ba trăm bảy mươi sáu nghìn đồng."))
        #expect(print.contains("Bản dự thảo, chưa được phê duyệt"))
        #expect(print.contains("Xã Thử"))
    }
}
