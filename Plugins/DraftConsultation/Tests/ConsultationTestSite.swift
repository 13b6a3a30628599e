import Foundation
import GRDB
import Testing

@testable import DraftConsultation
@testable import PortalKit

/// Not that of the tests' own library.
typealias Comment = DraftConsultation.Comment

/// A commune that puts drafts out for comment. Its clock stands at eight in the morning of 24 November 2026.
struct ConsultationTestSite {
    static let list = "/quan-tri/draft-consultation"

    let portal: ModuleTestSite

    init(_ settings: [String: SettingValue] = [:]) async throws {
        portal = try await ModuleTestSite(DraftConsultationModule.self, settings: settings)
    }

    var clock: TestMoment { portal.clock }

    func visitor() -> TestClient { portal.visitor() }

    func context() throws -> ModuleContext { try portal.context(of: ConsultationNames.module) }

    /// Whoever may do everything with drafts and comments.
    func officer(_ name: String = "Nguyễn Thị Hạnh") async throws -> TestClient {
        try await portal.official(name, permissions: Set(ConsultationPermission.all))
    }

    static let text = """
        Điều 1. Phạm vi
        1. Quy chế này áp dụng trong toàn xã.
        2. Nghĩa trang gồm:
        a) Khu hung táng;
        b) Khu cát táng.
        Điều 2. Mức thu
        Mức thu là 500.000 đồng một mộ.
        """

    static func form(_ changes: [String: String] = [:]) -> [String: String] {
        [
            "title": "Quyết định ban hành Quy chế quản lý nghĩa trang", "type": "Quyết định",
            "summary": "Sắp xếp lại việc chôn cất.", "body": "Phòng Kinh tế", "contact_phone": "0204 000 120",
            "starts_on": "2026-11-24", "ends_on": "2026-12-23", "questions": "Mức thu có phù hợp không?",
            "text": text, "revision": "0",
        ].merging(changes) { $1 }
    }

    static var content: DraftContent {
        var content = DraftContent()
        content.title = "Quyết định ban hành Quy chế quản lý nghĩa trang"
        (content.type, content.body, content.contactPhone) = ("Quyết định", "Phòng Kinh tế", "0204 000 120")
        (content.startsOn, content.endsOn) = ("2026-11-24", "2026-12-23")
        content.questions = ["Mức thu có phù hợp không?"]
        content.lines = LegalLine.lines(of: text)
        return content
    }

    /// A draft that the public sees.
    @discardableResult
    func publish(bodyId: Int64? = nil, _ change: (inout DraftContent) -> Void = { _ in }) async throws -> Draft {
        var content = Self.content
        change(&content)
        let (context, made) = (try context(), content)
        return try await context.storage.write(as: .command("test")) { change in
            let desk = DraftDesk(context)
            return try desk.publish(desk.create(made, bodyId: bodyId, in: change).id, in: change)
        }
    }

    func draft(_ id: Int64) async throws -> Draft {
        try #require(try await context().storage.read { try DraftRows.fetch(id, in: $0) })
    }

    static let typed = [
        "place": "dieu-2", "text": "Nên giảm còn 300.000 đồng.", "sender_name": "Vũ Thị Nghĩa",
        "sender_mail": "nghia@vidu.example", "consent": "1",
    ]

    /// Opens a form, waits, and sends it.
    @discardableResult
    func send(
        _ typed: [String: String] = typed, to path: String, by visitor: TestClient, after seconds: Int = 30
    ) async throws -> TestPage {
        let page = try await visitor.get(path)
        clock.advance(by: .seconds(seconds))
        return try await visitor.post(path, typed.merging(page.intakeAnswer) { own, _ in own })
    }

    /// A comment as if it had come some way, without form and mail.
    @discardableResult
    func comment(
        on draft: Draft, _ text: String = "Nên giảm.", place: String = "dieu-2", state: Comment.State = .published,
        mail: String = "", name: String = "", body: String = ""
    ) async throws -> Comment {
        let context = try context()
        return try await context.storage.write(as: .command("test")) { change in
            let places = DraftPlaces(LegalText(lines: draft.content.lines), context.texts)
            var sent = CommentDraft(place: places[place] ?? .whole(context.texts), version: draft.version)
            (sent.text, sent.mail, sent.name, sent.state) = (text, mail, name, state)
            if !body.isEmpty { (sent.sender, sent.body, sent.channel) = (.body, body, .paper) }
            return try CommentDesk(context).receive(sent, files: [], on: draft, in: change)
        }
    }

    func comments() async throws -> [Comment] {
        try await context().storage.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM consultation_comments ORDER BY id").map(Comment.init(row:))
        }
    }

    struct SentMail {
        let recipient: String
        let subject: String
        let text: String

        /// The path of the first link in it, with its query.
        var link: String? {
            text.firstMatch(of: /https?:\/\/[^\/\s]+(\/du-thao\/lien-ket\/[^\s]+)/).map { String($0.1) }
        }
    }

    func mails() async throws -> [SentMail] {
        try await context().storage.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM core_mail ORDER BY id").map {
                SentMail(recipient: $0["recipient"], subject: $0["subject"], text: $0["text"])
            }
        }
    }
}
