import Foundation
import GRDB
import Testing

@testable import Feedback
@testable import PortalKit

/// Content files: taken once, faults named with their lines, nobody written to.
@Suite struct FeedbackLoaderTests {
    private static let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "sites/dong-viet/content")

    private func load(_ site: FeedbackSite) async throws -> ContentReport {
        try await FeedbackLoader.load(site.portal.folder.appending(path: "content/feedback"), site.context())
    }

    private func write(_ text: String, to site: FeedbackSite) throws {
        let folder = site.portal.folder.appending(path: "content/feedback")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: folder.appending(path: FeedbackFile.name))
    }

    /// Loaded today, over Tết, and in half a year.
    @Test(arguments: [0, 75, 183])
    func theSampleCommunesCasesAreTakenInEveryStateAndOnlyOnce(_ days: Int) async throws {
        let site = try await FeedbackSite()
        site.clock.advance(by: .seconds(days * 86_400))
        let content = site.portal.folder.appending(path: "content")
        try FileManager.default.createDirectory(at: content, withIntermediateDirectories: true)
        for part in ["feedback", "pictures"] {
            try FileManager.default.copyItem(
                at: Self.samples.appending(path: part), to: content.appending(path: part))
        }
        let first = try await load(site)
        #expect(first.faults == [] && first.added == 66)
        let again = try await load(site)
        #expect(again.added == 0 && again.unchanged == 66)
        let context = try site.context()
        let states = try await context.storage.read { database in
            Set(try String.fetchAll(database, sql: "SELECT DISTINCT state FROM feedback_cases"))
        }
        #expect(states == Set(FeedbackCase.State.allCases.map(\.rawValue)))
        #expect(try await site.mails().isEmpty)
        let now = site.clock.now
        let cases = try await context.storage.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM feedback_cases").map(FeedbackCase.init(row:))
        }
        let open = cases.filter { $0.state.isOpen }
        #expect(open.contains { $0.receivedAt > now.addingTimeInterval(-5 * 86_400) })
        #expect(open.contains { $0.isLate(at: now) } && open.count { $0.isLate(at: now) } < open.count / 2)
        let last = try await context.storage.read { try Date.fetchOne($0, sql: "SELECT max(at) FROM feedback_events") }
        #expect(last.map { $0 <= now } == true)
        let reopened = try await context.storage.read { database in
            Set(try String.fetchAll(database, sql: "SELECT state FROM feedback_cases WHERE reopened > 0"))
        }
        #expect(reopened == ["work", "answered"])
        // The counts that were kept are those that are there.
        let (same, isPublic) = try await context.storage.read { database in
            let kept = try Row.fetchOne(
                database, sql: "SELECT sum(received) AS r, sum(answered) AS a, sum(on_time) AS o FROM feedback_figures")
            let counted = try Row.fetchOne(
                database,
                sql: """
                    SELECT count(*) AS r, sum(state = 'answered') AS a,
                        sum(state = 'answered' AND answered_at <= due_at) AS o
                    FROM feedback_cases WHERE state NOT IN ('spam', 'merged')
                    """)
            return (
                kept != nil && kept == counted,
                try Int.fetchOne(database, sql: "SELECT count(*) FROM feedback_cases WHERE is_public = 1")
            )
        }
        #expect(same)
        let counts = try await context.storage.read { try PublicCounts.fetch(in: $0) }
        #expect(counts.total() == isPublic)
        let list = try await site.visitor().get("/phan-anh")
        #expect(list.contains("Nạo vét mương") && list.text.contains("feedback-marker"))
        #expect(!list.text.contains("0900") && !list.text.contains("Ngô Văn Thuận"))
    }

    @Test func whatWasDoneStandsAtTheMomentAtWhichItWasDone() async throws {
        let site = try await FeedbackSite()
        try write(
            """
            cases:
              - id: duong
                kind: report
                topic: khac
                received: 2026-10-05 08:00
                title: Đường hỏng
                text: Đường trước cổng hỏng
                name: Vũ A
                question: Đoạn nào?
                supplied: {at: 2026-10-07 19:00, text: Từ cổng đến ngã ba}
                extended: {at: 2026-10-08 09:00, to: 2026-10-30, reason: Chờ vật tư}
                answer: {at: 2026-10-20 15:00, outcome: resolved, text: Đã vá}
                rating: 1
                reopened: {at: 2026-10-26 09:00, reason: Lại hỏng}
                again: {at: 2026-11-02 10:00, outcome: resolved, text: Đã làm lại}
            """, to: site)
        #expect(try await load(site).faults == [])
        let context = try site.context()
        let (item, events) = try await context.storage.read { database in
            (try CaseRows.require(1, in: database), try CaseRows.events(of: 1, in: database).reversed())
        }
        #expect(item.state == .answered && item.reopened == 1 && item.rating == nil)
        #expect(item.answeredAt == VietnamTime(parsing: "2026-11-02 10:00")?.date)
        let told = events.filter {
            [.received, .asked, .supplemented, .extended, .answered, .reopened].contains($0.kind)
        }
        #expect(
            told.map { "\($0.kind) \(VietnamTime($0.at).isoDay)" } == [
                "received 2026-10-05", "asked 2026-10-06", "supplemented 2026-10-07", "extended 2026-10-08",
                "answered 2026-10-20", "reopened 2026-10-26", "answered 2026-11-02",
            ])
    }

    @Test func faultsAreNamedAndNothingIsTaken() async throws {
        let site = try await FeedbackSite()
        try write(
            """
            cases:
              - {id: a, kind: report, topic: khong-co, received: 2026-11-02 08:30, title: Một, text: Hai}
              - {id: a, kind: lạ, topic: khac, received: hôm qua, title: Ba, text: Bốn, point: [1, 2000]}
              - {id: b, topic: khac, received: 2026-11-02, title: Năm, text: Sáu, same_as: z, sai: 1}
            """, to: site)
        let report = try await load(site)
        #expect(report.added == 0)
        for word in ["khong-co", "twice", "hôm qua", "no point", "does not stand before it", "sai"] {
            #expect(report.faults.contains { "\($0)".contains(word) }, "\(word)")
        }
    }

    @Test func nothingOutsideTheContentIsOpened() async throws {
        let site = try await FeedbackSite()
        try write("map: {file: ../../site.yml, alt: Bản đồ}\n", to: site)
        #expect(try await load(site).faults.count == 1)
    }
}
