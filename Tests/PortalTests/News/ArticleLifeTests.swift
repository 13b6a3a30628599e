import Foundation
import Testing

@testable import PortalKit

/// An article on its way to the public and out of it again, over HTTP.
@Suite struct ArticleLifeTests {
    private static let form = "/quan-tri/news/moi"

    private struct Desk {
        let portal: TestPortal
        let writer: Visitor
        let editor: Visitor

        init() async throws {
            portal = try await TestPortal("  news:")
            writer = try await portal.official("phong-vien", permissions: ["news.write"])
            editor = try await portal.official(
                "bien-tap", permissions: ["news.write", "news.moderate", "news.publish"])
        }

        func fields(_ title: String, _ more: [(String, String)]) -> [(String, String)] {
            let usual = [
                ("title", title), ("section", "thong-bao"), ("body", "Nội dung."), ("source", "UBND xã"),
                ("author", "Vũ Thị Nghĩa"), ("revision", "0"),
            ]
            return usual.filter { field in !more.contains { $0.0 == field.0 } } + more
        }

        /// Writes an article and returns the address of its screen.
        func write(_ title: String, _ more: [(String, String)] = []) async throws -> String {
            let answer = try await writer.post(form, fields(title, more), from: form)
            return try #require(answer.all("Location").first)
        }

        func save(_ screen: String, _ title: String, _ more: [(String, String)]) async throws -> HTTPAnswer {
            // Times are stored in milliseconds: later than the publication, which the clock that stands still may not be.
            portal.clock.advance(by: .seconds(1))
            return try await editor.post(screen, fields(title, more), from: screen)
        }

        /// Publishes an article and returns what the portal says of it.
        func publish(_ screen: String, revision: Int = 1) async throws -> HTTPAnswer {
            let steps = screen + "/buoc"
            _ = try await editor.post(
                steps + "/xuat-ban-ngay", [("revision", String(revision)), ("no_secret", "1")], from: steps)
            return try await editor.get(steps)
        }

        func takeDown(_ screen: String, revision: Int = 1) async throws {
            portal.clock.advance(by: .seconds(1))
            let steps = screen + "/buoc"
            let answer = try await editor.post(
                steps + "/unpublish", [("revision", String(revision)), ("reason", "Sai số liệu")], from: steps)
            #expect(answer.status == 303)
        }

        func read(_ slug: String) async throws -> HTTPAnswer {
            try await portal.visitor().get("/tin-tuc/thong-bao/\(slug)")
        }
    }

    @Test func aScheduledArticleIsAnnouncedAsScheduled() async throws {
        let desk = try await Desk()
        let now = try await desk.publish(try await desk.write("Lịch tiêm chủng"))
        #expect(now.contains("Đã thực hiện: Xuất bản ngay"))
        let later = try await desk.publish(
            try await desk.write("Lịch gieo cấy", [("published_at", "2099-01-05T08:00")]))
        #expect(later.contains("Bài sẽ tự hiện lúc 08:00 05/01/2099. Lịch gieo cấy"))
        #expect(!later.contains("Đã thực hiện"))
    }

    @Test func whatWasTakenDownIsGone() async throws {
        let desk = try await Desk()
        let screen = try await desk.write("Bài một", [("slug", "mot")])
        #expect(try await desk.read("mot").status == 404)
        _ = try await desk.publish(screen)
        #expect(try await desk.read("mot").status == 200)
        try await desk.takeDown(screen)
        let gone = try await desk.read("mot")
        #expect(gone.status == 410 && gone.contains("Nội dung đã được gỡ bỏ"))
        #expect(try await desk.read("chua-bao-gio-co").status == 404)
    }

    @Test func oldAddressesOfWhatWasTakenDownAreGone() async throws {
        let desk = try await Desk()
        let screen = try await desk.write("Bài", [("slug", "a")])
        _ = try await desk.publish(screen)
        for (number, slug) in ["b", "c"].enumerated() {
            let saved = try await desk.save(screen, "Bài", [("slug", slug), ("revision", String(number + 1))])
            #expect(saved.status == 303)
        }
        for old in ["a", "b"] {
            let answer = try await desk.read(old)
            #expect(answer.status == 301 && answer.all("Location") == ["/tin-tuc/thong-bao/c"], "\(old)")
        }
        try await desk.takeDown(screen, revision: 3)
        for old in ["a", "b", "c"] { #expect(try await desk.read(old).status == 410, "\(old)") }
        _ = try await desk.publish(screen, revision: 3)
        #expect(try await desk.read("a").status == 301)
    }

    @Test func anOldSlugServesTheArticleThatHasItNow() async throws {
        let desk = try await Desk()
        let first = try await desk.write("Bài đầu", [("slug", "a")])
        _ = try await desk.publish(first)
        _ = try await desk.save(first, "Bài đầu", [("slug", "b"), ("revision", "1")])
        #expect(try await desk.read("a").status == 301)
        let second = try await desk.write("Bài sau", [("slug", "a")])
        #expect(try await desk.read("a").status == 301)
        _ = try await desk.publish(second)
        let answer = try await desk.read("a")
        #expect(answer.status == 200 && answer.contains("Bài sau"))
        #expect(try await desk.read("b").contains("Bài đầu"))
    }

    @Test func anArticleLeavesAtItsEnd() async throws {
        let desk = try await Desk()
        let wrong = try await desk.writer.post(
            Self.form,
            desk.fields("Sai", [("published_at", "2099-01-05T08:00"), ("expires_at", "2099-01-05T08:00")]),
            from: Self.form)
        #expect(wrong.status == 422 && wrong.contains("Giờ hết hạn phải sau thời điểm xuất bản"))
        #expect(wrong.contains("value=\"2099-01-05T08:00\""))
        let end = VietnamTime(desk.portal.clock.now.addingTimeInterval(1800))
        let screen = try await desk.write("Phiên chợ", [("slug", "cho"), ("expires_at", end.isoMinute)])
        _ = try await desk.publish(screen)
        #expect(try await desk.read("cho").status == 200)
        desk.portal.clock.advance(by: .seconds(1800))
        // Neither the page in memory nor a job that comes a minute later keeps it before the public.
        #expect(try await desk.read("cho").status == 410)
        try await desk.portal.runBackgroundWork()
        #expect(try await desk.editor.get("/quan-tri/news").contains("Hết hạn hiển thị"))
    }
}
