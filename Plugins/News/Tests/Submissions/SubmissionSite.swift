import Foundation
import GRDB

@testable import News
@testable import PortalKit

/// A portal to which people send items.
struct SubmissionSite {
    static let form = "/tin-tuc/gui-bai"
    static let desk = "/quan-tri/news/ban-gui"

    static let typed = [
        "sender_kind": "person", "sender_name": "Vũ Thị Nghĩa", "sender_mail": "nghia@vidu.example",
        "title": "Gương người tốt thôn Đông Thịnh", "message": "Bà con quý mến.", "credit": "name",
        "declaration": "1", "consent": "1",
    ]

    struct SentMail {
        let template: String
        let recipient: String
        let text: String
    }

    private let portal: ModuleTestSite

    init(_ settings: [String: SettingValue] = [:]) async throws {
        portal = try await ModuleTestSite(NewsModule.self, settings: settings)
    }

    var clock: TestMoment { portal.clock }

    func visitor() -> TestClient { portal.visitor() }

    func context() throws -> ModuleContext { try portal.context(of: "news") }

    func runBackgroundWork() async throws { try await portal.runBackgroundWork() }

    func official(_ name: String = "Cán bộ", permissions: Set<String>) async throws -> TestClient {
        try await portal.official(name, permissions: permissions)
    }

    /// Whoever works at the desk and may do everything with articles.
    func officer() async throws -> TestClient {
        try await portal.official(
            permissions: ["news.submissions", "news.write", "news.moderate", "news.publish"])
    }

    /// Opens the form, waits, and sends it.
    @discardableResult
    func send(
        _ typed: [String: String] = typed, by visitor: TestClient, path: String = form, after seconds: Int = 30
    ) async throws -> TestPage {
        let page = try await visitor.get(path)
        portal.clock.advance(by: .seconds(seconds))
        return try await visitor.post(path, typed.merging(page.intakeAnswer) { own, _ in own })
    }

    /// The same with a file.
    @discardableResult
    func send(_ file: [UInt8], named name: String, by visitor: TestClient) async throws -> TestPage {
        let page = try await visitor.get(Self.form)
        portal.clock.advance(by: .seconds(30))
        return try await visitor.post(
            Self.form, Self.typed.merging(page.intakeAnswer) { own, _ in own }, field: "files", fileName: name,
            content: file)
    }

    func all() async throws -> [Submission] {
        try await context().storage.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM news_submissions ORDER BY id").map(Submission.init(row:))
        }
    }

    func mails() async throws -> [SentMail] {
        try await context().storage.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM core_mail ORDER BY id").map {
                SentMail(template: $0["subject"], recipient: $0["recipient"], text: $0["text"])
            }
        }
    }
}

extension TestPage {
    /// The markup of a figure on the administration's first page; empty when it is not among those in sight.
    func tile(_ title: String) -> String {
        text.components(separatedBy: "<li class=\"tile").dropFirst().map { "tile" + $0 }
            .first { $0.prefix { $0 != "\n" }.contains(title) }.map { String($0.prefix { $0 != "\n" }) } ?? ""
    }
}
