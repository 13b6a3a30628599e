import Foundation
import GRDB
import PortalKit

@testable import EditorialBoard

/// A site with a board of three.
final class BoardSite: Sendable {
    static let root = "/quan-tri/editorial-board"

    let site: ModuleTestSite
    let term: Int64
    /// The head, a member and the office's.
    let members: [Int64]

    init(settings: [String: SettingValue] = [:], configuration: String = "") async throws {
        site = try await ModuleTestSite(EditorialBoardModule.self, settings: settings, configuration: configuration)
        let context = try site.context(of: BoardNames.module)
        (term, members) = try await context.storage.write(as: .command("test")) { change in
            var term = Term()
            (term.title, term.decision) = ("Ban Biên tập", "Quyết định số 45/QĐ-UBND")
            (term.decidedOn, term.startsOn) = ("2025-07-15", "2025-07-15")
            let id = try BoardDesk.create(term, in: change)
            let members = try [
                ("Dương Thị Ngọc Lan", Member.Role.head), ("Đỗ Thu Hằng", .member), ("Phạm Văn Lực", .standing),
            ]
            .map { name, role in
                var member = Member()
                (member.term, member.title, member.role) = (id, name, role)
                member.email = "\(role.rawValue)@xa.example"
                return try BoardDesk.create(member, in: change)
            }
            return (id, members)
        }
    }

    func context() throws -> ModuleContext { try site.context(of: BoardNames.module) }

    @discardableResult
    func write<Value: Sendable>(
        as actor: Actor = .command("test"), _ body: @escaping @Sendable (Change) throws -> Value
    ) async throws -> Value {
        try await context().storage.write(as: actor, body)
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await context().storage.read(body)
    }

    /// Somebody with an account who is the member at a place.
    func person(_ index: Int, _ permissions: String...) async throws -> TestClient {
        let client = try await site.official(permissions: Set(permissions))
        let member = members[index]
        try await write { change in
            let account = try Int64.fetchOne(change.database, sql: "SELECT max(id) FROM core_accounts")
            try change.database.execute(
                sql: "UPDATE board_members SET account_id = ? WHERE id = ?", arguments: [account, member])
        }
        return client
    }

    func office() async throws -> TestClient { try await site.official(permissions: [BoardPermission.plan]) }

    /// The mails that were queued, subject by subject.
    func mails() async throws -> [String] {
        try await read { try String.fetchAll($0, sql: "SELECT subject FROM core_mail ORDER BY id") }
    }

    /// What the job does each morning.
    func remind() async throws { try await BoardJobs.remind(context()) }

    static let coverage = [
        "title": "Kỳ họp cuối năm HĐND xã", "host": "HĐND xã", "place": "Hội trường tầng 2",
        "starts_at": "2026-12-08T08:00", "ends_at": "2026-12-08T11:30", "task": "Tin, ảnh; gửi trước 15 giờ",
    ]
}
