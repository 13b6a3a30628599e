import Foundation
import GRDB
import PortalKit
import Testing

@testable import Royalties

@Suite struct ScreenTests {
    private static let root = RoyaltySite.root

    @Test func templatesAndTextsAreComplete() async throws {
        let portal = try await RoyaltySite()
        #expect(try portal.site.faults() == [])
    }

    @Test func whoLacksThePermissionReachesNothing() async throws {
        let portal = try await RoyaltySite()
        let stranger = try await portal.site.official()
        for path in ["", "/cham", "/bang", "/nguoi-nhan", "/don-gia", "/kinh-phi", "/cua-toi", "/tai-ve"] {
            #expect(try await stranger.get(Self.root + path).status == 403, "\(path)")
        }
        let board = try await portal.site.official(permissions: [RoyaltyPermission.grade])
        #expect(try await board.get(Self.root + "/nguoi-nhan").status == 403)
        #expect(try await board.post(Self.root + "/don-gia/moi").status == 403)
    }

    @Test func everyScreenIsShownAlsoWhenThereIsNothing() async throws {
        let portal = try await RoyaltySite()
        let all = try await portal.site.official(permissions: Set(RoyaltyPermission.all + [RoyaltyPermission.own]))
        let paths = [
            "", "/moi", "/cham", "/bang", "/bang/moi", "/nguoi-nhan", "/nguoi-nhan/moi", "/don-gia", "/don-gia/moi",
            "/don-gia/1", "/kinh-phi", "/kinh-phi/2026", "/cua-toi", "/tai-ve",
        ]
        for path in paths { #expect(try await all.get(Self.root + path).status == 200, "\(path)") }
        let payee = try await portal.payee()
        let work = try await portal.work(payee)
        let sheet = try await portal.sheet()
        for path in paths + [
            "/\(work)", "/nguoi-nhan/\(payee)", "/bang/\(sheet)", "/bang/\(sheet)/in", "/bang/\(sheet)/buoc",
            "/bang/\(sheet)/buoc/xem",
        ] {
            #expect(try await all.get(Self.root + path).status == 200, "\(path)")
        }
        #expect(try await all.get("/quan-tri").contains("Kinh phí nhuận bút còn lại năm 2026"))
        #expect(try await all.get(Self.root + "/don-gia/1").contains("đã dùng để chấm"))
        #expect(portal.site.complaints == [])
    }

    @Test func workIsEnteredGradedAndFound() async throws {
        let portal = try await RoyaltySite()
        let payee = try await portal.payee()
        let office = try await portal.site.official(permissions: [RoyaltyPermission.record])
        let board = try await portal.site.official("Dương Thị Ngọc Lan", permissions: [RoyaltyPermission.grade])
        let gap = try await office.post(
            Self.root + "/moi", ["title": "", "quantity": "0", "done_on": "mai", "note": "Ghi nhớ"])
        #expect(gap.status == 422)
        #expect(gap.contains("Ghi nhớ"))
        let form = [
            "title": "Ảnh hội làng", "kind": "photo", "payee": "\(payee)", "quantity": "3", "done_on": "20/11/2026",
        ]
        #expect(try await office.post(Self.root + "/moi", form).status == 303)
        #expect(try await board.get(Self.root + "/cham").contains("Hạng A: 233.766 đồng"))
        #expect(try await board.post(Self.root + "/cham", ["w1": "A"]).status == 303)
        let work = try await portal.read { try ContributionRows.require(1, in: $0) }
        #expect(work.amount == 3 * 77_922)
        #expect(work.rateVersion == 1)
        #expect(try await office.get(Self.root + "?q=anh+hoi&o=free").contains("233.766"))
        #expect(try await office.get(Self.root + "?o=open").contains("Không có gì khớp bộ lọc"))
        #expect(try await office.get(Self.root + "/tai-ve?q=anh").contains("233766"))
        // The office enters what was done; the grade is the board's.
        #expect(try await board.post(Self.root + "/moi", form).status == 403)
        _ = try await office.post(
            Self.root + "/1", form.merging(["quantity": "2", "revision": "\(work.revision)", "grade": "B"]) { $1 })
        #expect(try await portal.read { try ContributionRows.require(1, in: $0) }.amount == 2 * 77_922)
        let late = try await office.post(Self.root + "/1", form.merging(["revision": "1"]) { $1 })
        #expect(late.status == 422)
    }

    @Test func nobodyGradesTheirOwnWork() async throws {
        let portal = try await RoyaltySite()
        let board = try await portal.site.official(permissions: [RoyaltyPermission.grade, RoyaltyPermission.own])
        let account = try await portal.read { try AccountStore.list(in: $0).first?.id }
        let payee = try await portal.write {
            try PayeeDesk.create(PayeeContent(name: "Nguyễn Thị Hạnh", account: account), in: $0)
        }
        try await portal.write {
            _ = try ContributionDesk.create(
                ContributionContent(payee: payee, title: "Bài của tôi", doneOn: "2026-11-20"), in: $0)
        }
        #expect(try await !board.get(Self.root + "/cham").contains("Bài của tôi"))
        #expect(try await board.post(Self.root + "/1", ["grade": "A", "revision": "1"]).contains("Không ai tự chấm"))
        #expect(try await board.get(Self.root + "/cua-toi").contains("Bài của tôi"))
    }

    @Test func anAuthorSeesTheirOwnOnly() async throws {
        let portal = try await RoyaltySite()
        let author = try await portal.site.official("Vũ Thị Nghĩa", permissions: [RoyaltyPermission.own])
        let account = try await portal.read { try AccountStore.list(in: $0).first?.id }
        let own = try await portal.write {
            try PayeeDesk.create(PayeeContent(name: "Vũ Thị Nghĩa", account: account), in: $0)
        }
        let other = try await portal.payee("Người Khác")
        try await portal.write { change in
            for (payee, title) in [(own, "Bài của Nghĩa"), (other, "Bài của người khác")] {
                let id = try ContributionDesk.create(
                    ContributionContent(payee: payee, title: title, doneOn: "2026-11-20"), in: change)
                try ContributionDesk.grade(id, "A", in: change)
            }
        }
        let sheet = try await portal.sheet()
        #expect(try await author.get(Self.root + "/cua-toi").contains("Chưa có khoản chi nào"))
        try await portal.advance(sheet, "submit", "approve")
        let page = try await author.get(Self.root + "/cua-toi")
        #expect(page.contains("Bài của Nghĩa"))
        #expect(page.contains("NB-2026-Q4"))
        #expect(!page.contains("Bài của người khác"))
        #expect(!page.contains("440.000"))
        #expect(try await author.get(Self.root + "/bang/\(sheet)").status == 403)
    }

    /// A payment is noted when it was made, and from then on the author sees that the work was paid.
    @Test func aWorkIsPaidWhenItsSheetIs() async throws {
        let portal = try await RoyaltySite()
        let author = try await portal.site.official("Vũ Thị Nghĩa", permissions: [RoyaltyPermission.own])
        let account = try await portal.read { try AccountStore.list(in: $0).first?.id }
        let payee = try await portal.write {
            try PayeeDesk.create(PayeeContent(name: "Vũ Thị Nghĩa", account: account), in: $0)
        }
        _ = try await portal.work(payee)
        let sheet = try await portal.sheet()
        try await portal.advance(sheet, "submit", "approve")
        #expect(try await author.get(Self.root + "/cua-toi").contains("Trên bảng đã gửi"))
        let office = try await portal.site.official(permissions: [RoyaltyPermission.record])
        let (path, early) = (Self.root + "/bang/\(sheet)/chi", ["paid_on": "2027-03-01", "reference": "UNC 1"])
        #expect(try await office.post(path, early).status == 303)
        #expect(try await office.get(Self.root + "/bang/\(sheet)").contains("Ngày chi chưa tới"))
        #expect(try await portal.stored(sheet).paidOn == nil)
        _ = try await office.post(path, early.merging(["paid_on": "2026-11-24"]) { $1 })
        let page = try await author.get(Self.root + "/cua-toi")
        #expect(page.contains("Đã chi") && !page.contains("Trên bảng đã gửi"))
    }

    /// Ten per cent of whoever gets two millions or more, unless they are exempt; the sheet, its print and the author say so.
    @Test func taxIsWithheldOfWhoGetsMuch() async throws {
        let portal = try await RoyaltySite()
        let author = try await portal.site.official("Vũ Thị Nghĩa", permissions: [RoyaltyPermission.own])
        let account = try await portal.read { try AccountStore.list(in: $0).first?.id }
        let much = try await portal.write {
            try PayeeDesk.create(PayeeContent(name: "Vũ Thị Nghĩa", account: account), in: $0)
        }
        _ = try await portal.work(much, quantity: 10)
        _ = try await portal.work(try await portal.payee("Người Ít"), quantity: 9)
        _ = try await portal.work(try await portal.payee("Người Miễn", isTaxExempt: true), quantity: 10)
        let sheet = try await portal.sheet()
        try await portal.advance(sheet, "submit", "approve")
        let stored = try await portal.stored(sheet)
        #expect((stored.gross, stored.tax, stored.net) == (6_380_000, 220_000, 6_160_000))
        let office = try await portal.site.official(permissions: [RoyaltyPermission.record])
        for page in [
            try await office.get(Self.root + "/bang/\(sheet)"), try await office.get(Self.root + "/bang/\(sheet)/in"),
            try await author.get(Self.root + "/cua-toi"),
        ] {
            #expect(page.contains("220.000") && page.contains("1.980.000"))
        }
    }

    @Test func nothingToGradeIsNoForm() async throws {
        let portal = try await RoyaltySite()
        let board = try await portal.site.official(permissions: [RoyaltyPermission.grade])
        let page = try await board.get(Self.root + "/cham")
        #expect(page.contains("Không còn tác phẩm") && !page.contains("Lưu kết quả chấm"))
    }

    @Test func ratesThatWereUsedStay() async throws {
        let portal = try await RoyaltySite()
        let manager = try await portal.site.official(permissions: [RoyaltyPermission.manage])
        let form = [
            "effective_from": "2026-12-01", "decision": "Quyết định 40", "base_salary": "2.530.000",
            "writing_unit": "coefficient", "writing_0": "0,1", "photo_unit": "amount", "photo_0": "90.000",
        ]
        let wrong = try await manager.post(Self.root + "/don-gia/moi", form.merging(["writing_1": "nhiều"]) { $1 })
        #expect(wrong.status == 422)
        #expect(wrong.contains("nhiều"))
        #expect(try await manager.post(Self.root + "/don-gia/moi", form).status == 303)
        #expect(try await manager.post(Self.root + "/don-gia/moi", form).contains("Đã có bản đơn giá"))
        let payee = try await portal.payee()
        let work = try await portal.work(payee, on: "2026-12-05")
        #expect(try await portal.read { try ContributionRows.require(work, in: $0) }.amount == 253_000)
        await #expect(throws: Refusal.ratesInUse) { try await portal.write { try RateDesk.delete(2, in: $0) } }
        #expect(try await manager.post(Self.root + "/don-gia/1/xoa").status == 303)
        #expect(try await portal.read { try RateRows.all(in: $0).map(\.id) } == [2])
    }

    @Test func thePersonIsToldOfThePaymentAndTheLogHoldsNoAccountNumber() async throws {
        let portal = try await RoyaltySite()
        _ = try await portal.site.official("Vũ Thị Nghĩa")
        try await portal.write { try $0.database.execute(sql: "UPDATE core_accounts SET email = 'nghia@vidu.example'") }
        let account = try await portal.read { try AccountStore.list(in: $0).first?.id }
        let office = try await portal.site.official(permissions: [RoyaltyPermission.record])
        let saved = try await office.post(
            Self.root + "/nguoi-nhan/moi",
            [
                "name": "Vũ Thị Nghĩa", "account": "\(account ?? 0)", "tax_code": "030190000102",
                "bank_account": "3400205000102", "bank_name": "Agribank",
            ])
        #expect(saved.status == 303)
        _ = try await portal.work(1)
        let sheet = try await portal.sheet()
        try await portal.advance(sheet, "submit", "approve")
        _ = try await office.post(
            Self.root + "/bang/\(sheet)/chi", ["paid_on": "2026-11-24", "reference": "UNC 215"])
        let (mails, log) = try await portal.read { database in
            (
                try String.fetchAll(database, sql: "SELECT text FROM core_mail"),
                try String.fetchAll(database, sql: "SELECT coalesce(before, '') || coalesce(after, '') FROM core_audit")
            )
        }
        #expect(mails.count == 1)
        #expect(mails.first?.contains("220.000 đồng") == true)
        #expect(!log.joined().contains("3400205000102"))
        #expect(!log.joined().contains("030190000102"))
        #expect(try await !office.get(Self.root + "/nguoi-nhan").contains("3400205000102"))
        #expect(try await office.get(Self.root + "/nguoi-nhan/1").contains("3400205000102"))
    }

    @Test func theSampleContentIsTakenOnce() async throws {
        let site = try await ModuleTestSite(RoyaltiesModule.self)
        let sample = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "sites/dong-viet/content/royalties")
        let context = try site.context(of: RoyaltyNames.module)
        let first = try await RoyaltyLoader.load(sample, context)
        #expect(first.faults == [])
        let again = try await RoyaltyLoader.load(sample, context)
        #expect(again.added == 0)
        #expect(again.unchanged == first.added)
        let sheet = try await context.storage.read { try SheetRows.require(1, in: $0) }
        #expect(sheet.paidOn == "2026-10-08")
        #expect(sheet.gross > 0)
    }

    @Test func aFaultyContentFileIsNotTaken() async throws {
        let site = try await ModuleTestSite(RoyaltiesModule.self)
        let folder = site.folder.appending(path: "content/royalties")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(
            """
            payees:
              - {id: a, name: Vũ Thị Nghĩa, tax_code: "12"}
            works:
              - {id: w, payee: b, kind: painting, title: x, day: hôm nay}
              - {id: v, payee: b, kind: photo, title: x, day: 2026-11-24}
            sheets:
              - {period: 2026-Q5}
            """.utf8
        ).write(to: folder.appending(path: "royalties.yml"))
        let report = try await RoyaltyLoader.load(folder, site.context(of: RoyaltyNames.module))
        #expect(report.faults.count == 4)
        #expect(report.added == 0)
    }

    /// What the figure counts is said; work that waits is no alarm.
    @Test func theDashboardTellsWhatItsFiguresAre() async throws {
        let portal = try await RoyaltySite()
        _ = try await portal.work(portal.payee())
        _ = try await portal.sheet()
        let officer = try await portal.site.official(permissions: Set(RoyaltyPermission.all))
        let front = try await officer.get("/quan-tri").text
        #expect(front.contains("trong tổng số") && front.contains("chờ phê duyệt hoặc chờ chi"))
        #expect(!front.contains("tile-warning\"><a href=\"/quan-tri/royalties"))
    }

    @Test func listsAreRangesOfAnIndex() async throws {
        let portal = try await RoyaltySite()
        let queries: [(String, StatementArguments)] = [
            (ContributionRows.openQuery, [20]), (ContributionRows.freeQuery, ["2026-12-31"]),
            ("SELECT * FROM royalties_payees ORDER BY sort_key, id LIMIT 30", []),
            ("SELECT * FROM royalties_sheets ORDER BY created_at DESC, id DESC LIMIT 20", []),
            (
                "\(ContributionRows.select) WHERE work.payee_id = ? ORDER BY work.done_on DESC, work.id DESC LIMIT 30",
                [1]
            ),
            ("\(ContributionRows.select) WHERE 1 ORDER BY work.done_on DESC, work.id DESC LIMIT 30", []),
        ]
        for (sql, arguments) in queries {
            let plan = try await portal.read { database in
                try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql)", arguments: arguments)
                    .map { $0["detail"] as String }
            }
            #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
        }
    }
}
