import Foundation
import GRDB

@testable import Feedback
@testable import PortalKit

/// A portal to which people send reports.
struct FeedbackSite {
    static let form = "/phan-anh/gui"
    static let desk = "/quan-tri/feedback"

    static let typed = [
        "kind": "report", "topic": "giao-thong", "title": "Ổ gà trước nhà văn hóa thôn Đông Thịnh",
        "text": "Nhà ông Vũ Văn Nghĩa số nhà 12 thấy ổ gà từ tháng 10. Gọi 0912 345 678.", "place": "Trước nhà văn hóa",
        "name": "Vũ Thị Nghĩa", "phone": "0912 345 678", "mail": "nghia@vidu.example", "may_publish": "1",
        "consent": "1",
    ]

    static let answer = [
        "outcome": "resolved", "text": "Kính gửi bà Vũ Thị Nghĩa, xã đã vá ổ gà ngày 20/11.", "for_public": "1",
        "public_title": "Ổ gà trước nhà văn hóa", "public_text": "Có ổ gà từ tháng 10.",
        "public_answer": "Xã đã vá ổ gà ngày 20/11.", "public_place": "Trước nhà văn hóa",
    ]

    struct SentMail {
        let subject: String
        let recipient: String
        let text: String
    }

    let portal: ModuleTestSite

    init(_ settings: [String: SettingValue] = [:], configuration: String = "") async throws {
        portal = try await ModuleTestSite(FeedbackModule.self, settings: settings, configuration: configuration)
    }

    var clock: TestMoment { portal.clock }

    func visitor() -> TestClient { portal.visitor() }

    func context() throws -> ModuleContext { try portal.context(of: "feedback") }

    func desk(_ name: String = "Nguyễn Thị Hạnh") async throws -> TestClient {
        try await portal.official(name, permissions: ["feedback.receive", "feedback.handle"])
    }

    func head() async throws -> TestClient {
        try await portal.official("Trần Quang Hòa", permissions: ["feedback.approve"])
    }

    /// Opens the form, waits, and sends it.
    @discardableResult
    func send(
        _ changes: [String: String] = [:], by visitor: TestClient? = nil, path: String = form, after seconds: Int = 30
    ) async throws -> TestPage {
        let visitor = visitor ?? self.visitor()
        let page = try await visitor.get(path)
        clock.advance(by: .seconds(seconds))
        let typed = Self.typed.merging(changes) { $1 }.filter { !$0.value.isEmpty }
        return try await visitor.post(path, typed.merging(page.intakeAnswer) { own, _ in own })
    }

    /// The same with a file.
    @discardableResult
    func send(_ file: [UInt8], named name: String, by visitor: TestClient) async throws -> TestPage {
        let page = try await visitor.get(Self.form)
        clock.advance(by: .seconds(30))
        return try await visitor.post(
            Self.form, Self.typed.merging(page.intakeAnswer) { own, _ in own }, field: "files", fileName: name,
            content: file)
    }

    /// Asks for a case by code and contact.
    func track(_ code: String, _ contact: String, by visitor: TestClient? = nil) async throws -> TestPage {
        let visitor = visitor ?? self.visitor()
        let page = try await visitor.get("/phan-anh/tra-cuu")
        clock.advance(by: .seconds(10))
        return try await visitor.post(
            "/phan-anh/tra-cuu", ["code": code, "contact": contact].merging(page.intakeAnswer) { own, _ in own })
    }

    /// Drafts the answer, submits it, and has it approved.
    func answer(_ id: Int64, _ changes: [String: String] = [:], by officer: TestClient, approvedBy head: TestClient)
        async throws
    {
        let item = try await item(id)
        _ = try await officer.post(
            "\(Self.desk)/\(id)/tra-loi",
            Self.answer.merging(changes) { $1 }.filter { !$0.value.isEmpty }.merging([
                "revision": String(item.revision), "then": "submit",
            ]) { $1 })
        try await approve(id, by: head)
    }

    func approve(_ id: Int64, by head: TestClient) async throws {
        let revision = try await item(id).revision
        _ = try await head.post("\(Self.desk)/\(id)/buoc/answer", ["revision": String(revision), "no_secret": "1"])
    }

    func item(_ id: Int64 = 1) async throws -> FeedbackCase {
        try await context().storage.read { try CaseRows.require(id, in: $0) }
    }

    func mails() async throws -> [SentMail] {
        try await context().storage.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM core_mail ORDER BY id").map {
                SentMail(subject: $0["subject"], recipient: $0["recipient"], text: $0["text"])
            }
        }
    }

    func act(_ action: String, _ form: [String: String] = [:], on id: Int64 = 1, by officer: TestClient) async throws
        -> TestPage
    {
        try await officer.post("\(Self.desk)/\(id)/xu-ly/\(action)", form)
    }
}
