import Foundation
import GRDB
import Testing

@testable import PortalKit

/// Tuesday, 24 November 2026, 08:00 is where the test site's clock stands.
@Suite struct WorkDigestTests {
    @Test func tellsWhatWaitsOnceAndNotWhatItIsAbout() async throws {
        let world = try await DigestSite()
        try await world.official("moderator@thu.example")
        try await world.submit(1)
        #expect(try await WorkDigest.send(world.site.site) == "1")
        let mail = try #require(try await world.mails().first)
        #expect(mail.recipient == "moderator@thu.example")
        #expect(mail.text.contains("Phiếu, Chờ kiểm duyệt: 1"))
        #expect(!mail.text.contains("Báo cáo kín"))
        #expect(try await WorkDigest.send(world.site.site) == nil)
        world.site.clock.advance(by: .seconds(86_400))
        try await world.submit(2)
        #expect(try await WorkDigest.send(world.site.site) == "1")
    }

    @Test func restsWhenNobodyWorks() async throws {
        let world = try await DigestSite()
        try await world.official("moderator@thu.example")
        try await world.submit(1)
        // Saturday, 28 November 2026.
        world.site.clock.advance(by: .seconds(4 * 86_400))
        #expect(try await WorkDigest.send(world.site.site) == nil)
        world.site.clock.advance(by: .seconds(2 * 86_400))
        #expect(try await WorkDigest.send(world.site.site) == "1")
    }

    @Test func whoDeclinesGetsNone() async throws {
        let world = try await DigestSite()
        let moderator = try await world.official("moderator@thu.example")
        try await world.submit(1)
        #expect(try await moderator.post(WorkPath.digest, ["digest": "hourly"]).status == 422)
        #expect(try await moderator.post(WorkPath.digest, ["digest": "never"]).status == 303)
        #expect(try await WorkDigest.send(world.site.site) == nil)
        #expect(try await moderator.post(WorkPath.digest, ["digest": "daily"]).status == 303)
        #expect(try await WorkDigest.send(world.site.site) == "1")
    }
}

/// A site with a small module whose slips are moderated.
private struct DigestSite {
    let site: ModuleTestSite
    private let folder: TemporaryFolder

    init() async throws {
        folder = try TemporaryFolder()
        try folder.writeModule(
            "slips",
            texts: """
                module.name: Phiếu
                module.description: Phiếu của xã
                permission.slips.write: Viết
                permission.slips.moderate: Duyệt
                permission.slips.publish: Đăng

                """)
        site = try await ModuleTestSite(SlipsModule.self, sourceFile: folder.path + "/Tests/WorkDigestTests.swift")
    }

    @discardableResult
    func official(_ address: String) async throws -> TestClient {
        let client = try await site.official("Lê Quang Vinh", permissions: ["slips.moderate"])
        try await site.site.database.write {
            try $0.execute(
                sql: "UPDATE core_accounts SET email = ? WHERE full_name = 'Lê Quang Vinh'", arguments: [address])
        }
        return client
    }

    func submit(_ id: Int64) async throws {
        let context = try site.context(of: "slips")
        let writer = Actor(.person(id: 900, name: "Vũ Thị Nghĩa"), permissions: PermissionSet(["slips.write"]))
        try await context.storage.write(as: writer) { change in
            let slip = RecordReference(type: "slips.slip", id: id)
            try context.workflow.start(slip, as: SlipsModule.type, in: change)
            try context.workflow.advance(slip, by: "submit", in: change)
        }
    }

    func mails() async throws -> [QueuedMail] {
        try await site.site.database.read { try MailQueue.list(.waiting, in: $0) }
    }
}

private struct SlipsModule: PortalModule {
    static let type = WorkflowType.editorial(module: "slips")
    static let manifest = ModuleManifest(
        id: "slips", version: "1.0.0", mountPath: "/phieu",
        permissions: ["slips.write", "slips.moderate", "slips.publish"])

    func register(in registration: inout ModuleRegistration) throws {
        try registration.workflow(
            Self.type,
            records: WorkflowRecords(
                type: "slips.slip", screen: "/:id",
                titles: { _, ids in Dictionary(uniqueKeysWithValues: ids.map { ($0, "Báo cáo kín") }) },
                publicView: { request, _ in
                    PublicView(SafeHTML(escaping: "Phiếu"), PageInfo(title: request.texts("module.name")))
                },
                settle: { _, _, _ in }))
    }
}
