import Foundation
import GRDB
import Testing

@testable import PortalKit

/// Nothing that bears a mark of secrecy goes public before a named person has let it pass, whatever the way (D6).
@Suite struct SecrecyGateTests {
    private let paper = SecrecyTestSite.paper
    private var address: String { SecrecyScreen.url(of: paper) }

    @Test func aMarkInTheTextStopsPublication() async throws {
        let world = try await SecrecyTestSite()
        _ = try await world.head()
        try await world.save("Kính gửi\nTỐI MẬT\nNội dung")
        let failures = try await world.publish()
        #expect(failures.map(\.field) == ["body"])
        #expect(failures.map(\.reason) == ["gate.secrecy_field"])
        let texts = world.site.site.assembly.texts.texts(module: "papers", language: "vi")
        #expect(failures.first?.text(texts).hasPrefix("Mục “Nội dung chính” có dấu TỐI MẬT.") == true)
        let item = try await world.database.read { try WorkflowItem.find(SecrecyTestSite.paper, in: $0) }
        #expect(item?.isPublic == false)
    }

    @Test func theHeadIsToldOnceAndNotWhatItIsAbout() async throws {
        let world = try await SecrecyTestSite()
        _ = try await world.head()
        try await world.save("Độ mật: Mật")
        for _ in 0..<3 { #expect(try await !world.publish().isEmpty) }
        let mails = try await world.database.read { try MailQueue.list(.waiting, limit: 10, in: $0) }
        #expect(mails.map(\.recipient) == ["vinh@thu.example"])
        let text = try await world.database.read { try String.fetchOne($0, sql: "SELECT text FROM core_mail") ?? "" }
        #expect(text.contains("/quan-tri/dau-mat/papers.paper/1"))
        #expect(!text.contains("Báo cáo quý III"))
        #expect(try await world.count("core_audit WHERE action = 'secrecy.stop'") == 1)
        try await world.save("Độ mật: Tối mật")
        #expect(try await !world.publish().isEmpty)
        #expect(try await world.count("core_mail") == 2)
    }

    @Test func filesAreReadBeforehandAndOnce() async throws {
        let world = try await SecrecyTestSite()
        try await world.save("Kính gửi", file: Array("UBND XÃ\tMẬT\nBáo cáo".utf8))
        let failures = try await world.publish()
        #expect(failures.map(\.reason) == ["gate.secrecy_file"])
        #expect(failures.map { $0.values["file"] } == ["bao-cao.txt"])
        #expect(try await world.count("core_secrecy_scans") == 1)
        try await world.save("Kính gửi", file: Array("Báo cáo nuôi ong lấy mật".utf8))
        try await world.site.runBackgroundWork()
        world.site.clock.advance(by: .seconds(60))
        try await world.site.runBackgroundWork()
        #expect(try await world.count("core_secrecy_scans") == 2)
        #expect(try await world.publish() == [])
    }

    @Test func documentsOfOfficeProgramsAreRead() async throws {
        let docx = TestArchive.docx(body: "<w:p><w:r><w:t>T</w:t></w:r><w:r><w:t>ỐI MẬT</w:t></w:r></w:p>")
        let odt = TestArchive.odt(text: "<text:p>Độ mật: Mật</text:p>")
        for (file, type) in [(docx, MediaType.docx), (odt, .odt)] {
            let world = try await SecrecyTestSite()
            try await world.save("Kính gửi", file: file, type: type)
            #expect(try await world.publish().map(\.reason) == ["gate.secrecy_file"], "\(type)")
        }
    }

    /// What cannot be read stops nobody, but whoever decides is told to open it.
    @Test func anUnreadableFileIsNamed() async throws {
        let world = try await SecrecyTestSite()
        let head = try await world.head()
        try await world.save("Kính gửi", file: Array("PK nothing".utf8), type: .docx)
        #expect(try await world.publish() == [])
        let page = try await head.get(address)
        #expect(page.contains("bao-cao.docx"))
        #expect(page.contains("Tệp không đọc được chữ"))
    }

    @Test func systemAndCommandAreStoppedToo() async throws {
        let world = try await SecrecyTestSite()
        try await world.save("MẬT")
        for actor in [Actor.system("papers.release"), .command("content load")] {
            #expect(try await !world.publish(as: actor).isEmpty)
        }
        let context = try world.site.context(of: "papers")
        #expect(throws: WorkflowError.self) {
            try context.storage.writeBlocking(as: .system("x")) { change in
                _ = try context.workflow.advance(SecrecyTestSite.paper, toStep: "published", in: change)
            }
        }
    }

    @Test func aNamedPersonLetsExactlyThisPass() async throws {
        let world = try await SecrecyTestSite()
        let head = try await world.head()
        try await world.save("Tập huấn đóng dấu MẬT")
        #expect(try await !world.publish().isEmpty)
        #expect(try await head.get("/quan-tri/dau-mat").contains("Báo cáo quý III"))
        #expect(try await head.get(address).contains("Tập huấn đóng dấu MẬT"))

        let short = try await head.post(address, ["content": try await world.digest(), "reason": "ok"])
        #expect(short.status == 422)
        #expect(short.contains("ok</textarea>"))

        let reason = "Tin về lớp tập huấn, không có bí mật"
        #expect(try await head.post(address, ["content": try await world.digest(), "reason": reason]).status == 303)
        #expect(try await world.publish() == [])
        let history = try await world.database.read { try WorkflowLog.history(of: SecrecyTestSite.paper, in: $0) }
        let entry = history.first { $0.transition == "secrecy-override" }
        #expect(entry?.reason == reason)
        #expect(entry?.actor == .person(id: 1, name: "Lê Quang Vinh"))
        #expect(try await world.count("core_audit WHERE action = 'secrecy.override' AND actor_id IS NOT NULL") == 1)
        #expect(try await head.get(address).contains(reason))
    }

    @Test func whatWasChangedIsStoppedAnew() async throws {
        let world = try await SecrecyTestSite()
        let head = try await world.head()
        try await world.save("Tập huấn đóng dấu MẬT")
        let seen = try await world.digest()
        try await world.save("Tập huấn đóng dấu MẬT, và một tài liệu MẬT thật")
        let answer = try await head.post(address, ["content": seen, "reason": "Chỉ là tin tập huấn thôi"])
        #expect(answer.status == 303)
        #expect(try await !world.publish().isEmpty)
        #expect(try await world.count("core_secrecy_stops WHERE decided_at IS NOT NULL") == 0)
    }

    @Test func onlyHoldersOfThePermissionSeeIt() async throws {
        let world = try await SecrecyTestSite()
        try await world.save("MẬT")
        let writer = try await world.site.official(permissions: ["papers.write", "papers.publish"])
        for path in ["/quan-tri/dau-mat", address] { #expect(try await writer.get(path).status == 403) }
        let content = try await world.digest()
        #expect(try await writer.post(address, ["content": content, "reason": "Tôi muốn đăng ngay"]).status == 403)
        #expect(try await world.head().get("/quan-tri/dau-mat/khong.co/1").status == 404)
        #expect(try await !world.publish().isEmpty)
    }

    @Test func aRecordThatNobodySavedCannotGoOut() async throws {
        let world = try await SecrecyTestSite()
        let context = try world.site.context(of: "papers")
        _ = try await context.storage.write(as: .system("x")) { change in
            try context.workflow.start(SecrecyTestSite.paper, as: PapersModule.type, in: change)
        }
        #expect(try await world.publish().map(\.reason) == ["gate.secrecy_no_revision"])
    }

    @Test func textsAreFoundWhereverTheyStand() {
        let json =
            #"{"title":"a","gallery":[{"caption":"TUYỆT MẬT","width":3}],"flag":true,"body":"<p>x</p><p>MẬT</p>"}"#
        let marked = ScannedRecord.fields(of: json).filter { !$0.marks.isEmpty }
        #expect(marked.map(\.key) == ["body", "gallery"])
    }
}
