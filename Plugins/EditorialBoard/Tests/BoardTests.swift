import Foundation
import GRDB
import PortalKit
import Testing

@testable import EditorialBoard

@Suite struct BoardTests {
    private static let root = BoardSite.root

    @Test func templatesAndTextsAreComplete() async throws {
        let board = try await BoardSite()
        #expect(try board.site.faults() == [])
    }

    @Test func everyScreenIsShownAlsoWhenThereIsNothing() async throws {
        let board = try await BoardSite()
        let all = try await board.person(
            0, BoardPermission.manage, BoardPermission.plan, BoardPermission.approve, BoardPermission.takePart)
        let lists = ["", "/ban", "/ke-hoach", "/de-nghi", "/khen-thuong", "/bien-ban"]
        for list in lists {
            for path in [
                list, list + "/moi", list + "/tai-ve", list + "?q=xyz&tu=2026-01-01&den=2026-02-01&xep=1&chieu=tang",
            ] {
                #expect(try await all.get(Self.root + path).status == 200, "\(path)")
            }
        }
        for path in ["/cua-toi", "/ban/1", "/ban/1/sua", "/ban/1/thanh-vien/moi", "/ban/1/thanh-vien/1"] {
            #expect(try await all.get(Self.root + path).status == 200, "\(path)")
        }
        #expect(try await all.get(Self.root + "?q=xyz").contains("Không có gì khớp bộ lọc"))
        #expect(try await all.get("/quan-tri").contains("Lịch đưa tin bảy ngày tới"))
        #expect(board.site.complaints == [])
    }

    @Test func whoLacksThePermissionReachesNothing() async throws {
        let board = try await BoardSite()
        let stranger = try await board.site.official()
        for path in ["", "/ban", "/ke-hoach", "/de-nghi", "/khen-thuong", "/bien-ban", "/cua-toi"] {
            #expect(try await stranger.get(Self.root + path).status == 403, "\(path)")
        }
        let member = try await board.person(1, BoardPermission.takePart)
        #expect(try await member.get(Self.root + "/khen-thuong").status == 403)
        #expect(try await member.post(Self.root + "/moi", BoardSite.coverage).status == 403)
        #expect(try await member.get(Self.root).status == 200)
    }

    // MARK: - Coverage

    @Test func whoeverIsAssignedIsToldAndSaysWhatCameOfIt() async throws {
        let board = try await BoardSite()
        let office = try await board.office()
        let form = BoardSite.coverage.merging(["members": "\(board.members[1])"]) { $1 }
        let gap = try await office.post(
            Self.root + "/moi", form.merging(["place": "", "ends_at": "2026-12-07T08:00"]) { $1 })
        #expect(gap.status == 422)
        #expect(gap.contains("gửi trước 15 giờ"))
        let made = try await office.post(Self.root + "/moi", form)
        #expect(made.location == Self.root + "/1")
        #expect(try await board.mails() == ["Phân công đưa tin: Kỳ họp cuối năm HĐND xã"])
        // Saving without a change of time, place or people tells nobody.
        _ = try await office.post(Self.root + "/1/sua", form.merging(["task": "Tin", "revision": "1"]) { $1 })
        #expect(try await board.mails().count == 1)
        let other = form.merging(["members": "\(board.members[0])", "place": "Sân vận động", "revision": "2"]) { $1 }
        _ = try await office.post(Self.root + "/1/sua", other)
        #expect(
            try await board.mails().dropFirst() == [
                "Phân công đưa tin: Kỳ họp cuối năm HĐND xã", "Hủy phân công đưa tin: Kỳ họp cuối năm HĐND xã",
            ])
        let member = try await board.person(1, BoardPermission.takePart)
        #expect(try await member.post(Self.root + "/1/ket-qua", ["outcome": "Đã đăng"]).status == 403)
        let head = try await board.person(0, BoardPermission.takePart)
        #expect(
            try await head.post(Self.root + "/1/ket-qua", ["outcome": "x", "link": "javascript:alert(1)"]).status == 422
        )
        #expect(
            try await head.post(Self.root + "/1/ket-qua", ["outcome": "Đã đăng", "link": "/tin-tuc"]).status == 303)
        #expect(try await office.get(Self.root + "/1").contains("Đã đăng"))
        #expect(try await office.get(Self.root + "/1/sua").status == 409)
        #expect(try await office.get(Self.root + "?o=done&nguoi=\(board.members[0])").contains("Kỳ họp cuối năm"))
        #expect(try await office.get(Self.root + "/tai-ve?o=done").contains("Sân vận động"))
    }

    @Test func whatIsCalledOffIsToldAndStays() async throws {
        let board = try await BoardSite()
        let office = try await board.office()
        _ = try await office.post(
            Self.root + "/moi", BoardSite.coverage.merging(["members": "\(board.members[1])"]) { $1 })
        #expect(try await office.post(Self.root + "/1/huy", ["reason": ""]).status == 422)
        #expect(try await office.post(Self.root + "/1/huy", ["reason": "Hoãn họp"]).status == 303)
        #expect(try await board.mails().last == "Hủy phân công đưa tin: Kỳ họp cuối năm HĐND xã")
        #expect(try await office.get(Self.root + "?o=cancelled").contains("Kỳ họp cuối năm"))
    }

    // MARK: - Plans

    @Test func aPlanIsDrawnUpApprovedAndReportedOn() async throws {
        let board = try await BoardSite()
        let office = try await board.site.official(permissions: [BoardPermission.plan, BoardPermission.approve])
        let head = try await board.site.official("Dương Thị Ngọc Lan", permissions: [BoardPermission.approve])
        let plan = Self.root + "/ke-hoach/1"
        _ = try await office.post(
            Self.root + "/ke-hoach/moi", ["title": "Kế hoạch năm 2026", "period": "first_half", "year": "2026"])
        _ = try await office.post(plan + "/buoc/submit", ["revision": "1"])
        #expect(try await state(board) == PlanWorkflow.draft, "there is nothing to do in it")
        let item = ["title": "Bồi dưỡng cộng tác viên", "owner": "\(board.members[1])", "due_on": "2026-07-10"]
        #expect(try await office.post(plan + "/viec/moi", item).status == 303)
        _ = try await office.post(plan + "/buoc/submit", ["revision": "1"])
        #expect(try await state(board) == PlanWorkflow.draft, "the work is due after the period")
        _ = try await office.post(
            plan + "/viec/1/sua", item.merging(["due_on": "2026-06-10", "revision": "1"]) { $1 })
        _ = try await office.post(plan + "/buoc/submit", ["revision": "1"])
        #expect(try await state(board) == PlanWorkflow.review)
        #expect(try await office.post(plan + "/viec/moi", item).status == 409)
        _ = try await office.post(plan + "/buoc/approve", ["revision": "1"])
        #expect(try await state(board) == PlanWorkflow.review, "nobody approves what they drew up")
        #expect(try await head.get(plan + "/buoc/xem").contains("Bồi dưỡng cộng tác viên"))
        _ = try await head.post(plan + "/buoc/approve", ["revision": "1"])
        #expect(try await state(board) == PlanWorkflow.approved)
        #expect(try await office.get(plan + "/sua").status == 409)
        #expect(try await office.get(plan + "/viec/1/sua").status == 409)
        let member = try await board.person(1, BoardPermission.takePart)
        let other = try await board.person(2, BoardPermission.takePart)
        let report = ["state": "doing", "progress": "60", "report": "Đã mở hai lớp"]
        #expect(try await other.post(plan + "/viec/1", report).status == 403)
        #expect(try await member.post(plan + "/viec/1", report.merging(["progress": "160"]) { $1 }).status == 422)
        #expect(try await member.post(plan + "/viec/1", report).status == 303)
        #expect(try await member.get(plan).contains("60%"))
        #expect(try await member.get(Self.root + "/cua-toi").contains("Bồi dưỡng cộng tác viên"))
        let now = board.site.clock.now
        let due = try await board.read { try BoardDue.fetch(VietnamTime(now), in: $0) }
        #expect(due.lateItems == 1)
        #expect(try await office.post(plan + "/viec/moi", item).status == 303)
        #expect(try await office.get(plan).contains("bổ sung"))
    }

    private func state(_ board: BoardSite) async throws -> String {
        try await board.read { try Plan.require(1, in: $0).content.state }
    }

    // MARK: - Requests

    private static let asked = [
        "title": "Số liệu vụ mùa", "body_name": "Phòng Kinh tế", "email": "kinhte@xa.example",
        "content": "Diện tích, năng suất từng thôn", "asked_on": "2026-11-24", "due_on": "2026-11-27",
    ]

    @Test func aBodyIsAskedAndRemindedUntilItAnswers() async throws {
        let board = try await BoardSite(settings: ["remind_before": .integer(2), "remind_every": .integer(3)])
        let office = try await board.office()
        let gap = try await office.post(
            Self.root + "/de-nghi/moi", Self.asked.merging(["due_on": "2026-11-20"]) { $1 })
        #expect(gap.status == 422)
        #expect(gap.contains("Thời điểm kết thúc phải sau"))
        _ = try await office.post(Self.root + "/de-nghi/moi", Self.asked)
        #expect(try await board.mails() == ["Đề nghị cung cấp thông tin: Số liệu vụ mùa"])
        // The job runs each morning; reminders come two days before the date, then every third day, once a day at most.
        var reminded: [Int] = []
        for day in 0..<9 {
            for _ in 0..<2 { try await board.remind() }
            reminded.append(try await board.mails().count - 1)
            if day == 7 { break }
            board.site.clock.advance(by: .seconds(86_400))
        }
        #expect(reminded == [0, 1, 1, 1, 2, 2, 2, 3])
        // A session does not last a week.
        let later = try await board.office()
        #expect(try await later.get(Self.root + "/de-nghi").contains("Quá hạn"))
        #expect(try await later.post(Self.root + "/de-nghi/1/tra-loi", ["answer": ""]).status == 422)
        #expect(
            try await later.post(
                Self.root + "/de-nghi/1/tra-loi", ["answer": "Năng suất 58 tạ/ha", "answered_on": "2026-12-01"]
            ).status == 303)
        let count = try await board.mails().count
        board.site.clock.advance(by: .seconds(10 * 86_400))
        try await board.remind()
        #expect(try await board.mails().count == count)
        #expect(try await board.office().get(Self.root + "/de-nghi/1").contains("58 tạ/ha"))
    }

    @Test func aBodysOfficerSeesAndAnswersWhatTheirBodyIsAskedFor() async throws {
        let board = try await BoardSite()
        try await board.write { change in
            for (body, title) in [(7, "Cho Phòng Kinh tế"), (8, "Cho Trạm Y tế")] {
                var asked = InformationRequest()
                (asked.title, asked.body, asked.bodyName) = (title, Int64(body), title)
                (asked.askedOn, asked.dueOn) = ("2026-11-20", "2026-11-30")
                _ = try BoardDesk.create(asked, in: change)
            }
        }
        let officer = try await board.site.official(scoped: [BoardPermission.answer: ["body:7"]])
        #expect(try await officer.get(Self.root + "/de-nghi/1").status == 200)
        #expect(try await officer.get(Self.root + "/de-nghi/2").status == 404)
        #expect(try await !officer.get(Self.root + "/de-nghi").contains("Cho Trạm Y tế"))
        #expect(try await !officer.get(Self.root + "/de-nghi/tai-ve").contains("Cho Trạm Y tế"))
        #expect(try await officer.get(Self.root).status == 403)
        let answer = ["answer": "Đã gửi", "answered_on": "2026-11-24"]
        #expect(try await officer.post(Self.root + "/de-nghi/2/tra-loi", answer).status == 404)
        #expect(try await officer.post(Self.root + "/de-nghi/1/tra-loi", answer).status == 303)
    }

    // MARK: - Commendations, minutes, members

    @Test func nobodyDecidesOnTheirOwnProposalAndTheLogHoldsNoName() async throws {
        let board = try await BoardSite()
        let both = try await board.site.official(permissions: [BoardPermission.plan, BoardPermission.approve])
        let head = try await board.site.official("Dương Thị Ngọc Lan", permissions: [BoardPermission.approve])
        let form = [
            "kind": "commendation", "title": "Vũ Thị Nghĩa", "unit": "Thôn Bến Sen", "grounds": "12 bài trong năm",
            "proposal": "Giấy khen", "proposed_by": "Văn phòng", "proposed_on": "2026-11-20",
        ]
        #expect(try await both.post(Self.root + "/khen-thuong/moi", form).status == 303)
        let page = Self.root + "/khen-thuong/1"
        let decision = ["state": "granted", "decision": "Tặng giấy khen", "decided_on": "2026-11-24"]
        #expect(try await head.post(page + "/quyet-dinh", decision).contains("Hãy ghi số quyết định"))
        let whole = decision.merging(["decision_number": "96/QĐ-UBND"]) { $1 }
        _ = try await both.post(page + "/quyet-dinh", whole)
        #expect(try await board.read { try BoardCase.require(1, in: $0).content.state } == .proposed)
        // A proposal that waits is on the first page, and no alarm.
        let front = try await head.get("/quan-tri").text
        #expect(front.contains(">khen thưởng, vi phạm<") && front.contains("không có việc quá hạn"))
        #expect(!front.contains("tile-warning\"><a href=\"/quan-tri/editorial-board"))
        #expect(try await head.post(page + "/quyet-dinh", whole).status == 303)
        #expect(try await both.get(page).contains("96/QĐ-UBND"))
        #expect(try await both.post(page + "/xoa").status == 409)
        let log = try await board.read { database in
            try String.fetchAll(database, sql: "SELECT coalesce(before, '') || coalesce(after, '') FROM core_audit")
        }
        #expect(!log.joined().contains("Vũ Thị Nghĩa"))
        let titles = try await board.read {
            try String.fetchAll($0, sql: "SELECT coalesce(title, '') FROM core_revisions")
        }
        #expect(titles.contains("KT-1") && !titles.contains("Vũ Thị Nghĩa"))
    }

    @Test func closedMinutesStay() async throws {
        let board = try await BoardSite()
        let office = try await board.office()
        #expect(try await office.get(Self.root + "/bien-ban/moi").contains("Đỗ Thu Hằng"))
        _ = try await office.post(
            Self.root + "/bien-ban/moi",
            [
                "title": "Họp tháng 11", "held_at": "2026-11-05T14:00", "chair": "Dương Thị Ngọc Lan",
                "secretary": "Phạm Văn Lực", "present": "Đỗ Thu Hằng", "content": "Bàn về **Tết** <script>x</script>",
            ])
        let page = Self.root + "/bien-ban/1"
        #expect(try await office.get(page).contains("<strong>Tết</strong>"))
        #expect(try await !office.get(page).contains("<script>x"))
        #expect(try await office.post(page + "/chot").status == 303)
        #expect(try await office.get(page + "/sua").status == 409)
        #expect(try await office.post(page + "/xoa").status == 409)
    }

    @Test func twoWhoSaveAtOnceBothSeeIt() async throws {
        let board = try await BoardSite()
        let office = try await board.office()
        _ = try await office.post(Self.root + "/moi", BoardSite.coverage)
        _ = try await office.post(
            Self.root + "/1/sua", BoardSite.coverage.merging(["host": "UBND xã", "revision": "1"]) { $1 })
        let late = try await office.post(
            Self.root + "/1/sua", BoardSite.coverage.merging(["task": "Phỏng vấn", "revision": "1"]) { $1 })
        #expect(late.status == 409)
        #expect(late.contains("Phỏng vấn"))
        #expect(late.contains("UBND xã"))
        #expect(try await office.get(Self.root + "/1/phien-ban").contains("Phiên bản"))
        let restored = try await office.post(Self.root + "/1/phien-ban/1/khoi-phuc/2")
        #expect(restored.status == 303)
        #expect(try await board.read { try Coverage.require(1, in: $0).content.host } == "HĐND xã")
    }

    @Test func membersAreKeptAsLongAsWorkIsTheirs() async throws {
        let board = try await BoardSite()
        let manager = try await board.site.official(permissions: [BoardPermission.manage])
        let office = try await board.office()
        _ = try await office.post(
            Self.root + "/moi", BoardSite.coverage.merging(["members": "\(board.members[1])"]) { $1 })
        _ = try await manager.post(Self.root + "/ban/1/thanh-vien/xoa", ["member": "\(board.members[1])"])
        _ = try await manager.post(Self.root + "/ban/1/thanh-vien/xoa", ["member": "\(board.members[2])"])
        let left = try await board.read { try Member.of(1, in: $0).map(\.id) }
        #expect(left == [board.members[0], board.members[1]])
        #expect(try await manager.post(Self.root + "/ban/1/xoa").status == 303)
        #expect(try await manager.get(Self.root + "/ban/1").status == 200)
        let added = try await manager.post(
            Self.root + "/ban/1/thanh-vien/moi",
            ["title": "Trần Văn Lương", "role": "deputy", "starts_on": "2026-12-01", "ends_on": "2026-11-01"])
        #expect(added.status == 422)
    }

    @Test func theSampleContentIsTakenOnce() async throws {
        let site = try await ModuleTestSite(EditorialBoardModule.self)
        let sample = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "sites/dong-viet/content/editorial-board")
        let context = try site.context(of: BoardNames.module)
        let first = try await BoardLoader.load(sample, context)
        #expect(first.faults == [])
        #expect(first.added > 10)
        let again = try await BoardLoader.load(sample, context)
        #expect(again.added == 0)
        #expect(again.unchanged == first.added)
    }

    @Test func aFaultyContentFileIsNotTaken() async throws {
        let site = try await ModuleTestSite(EditorialBoardModule.self)
        let folder = site.folder.appending(path: "content/editorial-board")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(
            """
            terms:
              - {id: a, title: Ban, decision: "1", decided_on: hôm nay, starts_on: 2026-01-01}
            coverages:
              - {id: x, title: Họp, place: Hội trường, starts_at: 2026-01-01, ends_at: 2026-01-01, members: [b], color: red}
            """.utf8
        ).write(to: folder.appending(path: "board.yml"))
        let report = try await BoardLoader.load(folder, site.context(of: BoardNames.module))
        #expect(report.faults.count == 3)
        #expect(report.added == 0)
    }
}
