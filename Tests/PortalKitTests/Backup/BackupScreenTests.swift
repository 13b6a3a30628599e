import Foundation
import GRDB
import Testing

@testable import PortalKit

/// Backups in the administration: who may see, make and take them away, and what dashboard and status say.
@Suite struct BackupScreenTests {
    @Test func madeFromTheScreenAndTakenAway() async throws {
        let world = try await AdminTestSite()
        let site = world.site.site
        let administrator = try await world.administrator()
        #expect(try await administrator.get("/quan-tri/sao-luu").contains("Chưa sao lưu lần nào"))
        #expect(try await administrator.post("/quan-tri/sao-luu").status == 303)
        await site.backups.finish()
        let page = try await administrator.get("/quan-tri/sao-luu")
        #expect(page.contains("đã kiểm tra"))
        let file = try #require(site.backupFolder.files().first)
        #expect(page.contains(file.name))
        #expect(try await administrator.get("/quan-tri").contains("Sao lưu gần nhất"))

        let url = "/quan-tri/sao-luu/\(file.name)/tai-ve"
        let answer = try await administrator.post(url)
        #expect(answer.status == 200 && answer.headers["Content-Type"] == "application/zip")
        #expect(answer.headers["Content-Length"] == String(file.bytes))
        let actions = try await site.database.read {
            try String.fetchAll($0, sql: "SELECT action FROM core_audit WHERE action GLOB 'backup.*' ORDER BY id")
        }
        #expect(actions == ["backup.create", "backup.download"])
        #expect(try await administrator.post("/quan-tri/sao-luu/..%2F..%2Fsite.sqlite/tai-ve").status == 404)
        #expect(try await administrator.post("/quan-tri/sao-luu/xa-thu-2020-01-01-000000.zip/tai-ve").status == 404)
    }

    @Test func takingAwayHasAPermissionOfItsOwn() async throws {
        let world = try await AdminTestSite()
        let made = try await world.site.site.backups.make(world.site.site, by: .system("test"))
        let keeper = try await world.site.official(permissions: [CorePermission.backups])
        let page = try await keeper.get("/quan-tri/sao-luu")
        #expect(page.status == 200 && !page.contains("tai-ve"))
        #expect(try await keeper.post("/quan-tri/sao-luu/\(made.file.name)/tai-ve").status == 403)
        let stranger = try await world.site.official(permissions: ["fields.write"])
        #expect(try await stranger.get("/quan-tri/sao-luu").status == 403)
        #expect(try await stranger.post("/quan-tri/sao-luu").status == 403)
        #expect(try await !stranger.get("/quan-tri").contains("Sao lưu gần nhất"))
    }

    /// The scheduled backup runs at its hour, and after two days without one dashboard and status say so.
    @Test func missedNightsAreSeen() async throws {
        let world = try await AdminTestSite()
        let site = world.site.site
        try await world.site.runBackgroundWork()
        world.site.clock.advance(by: .seconds(86_400))
        try await world.site.runBackgroundWork()
        #expect(site.backupFolder.files().count == 1)
        let administrator = try await world.administrator()
        #expect(try await !administrator.get("/quan-tri/tinh-trang").contains("Đã hơn hai ngày"))
        world.site.clock.advance(by: .seconds(3 * 86_400))
        #expect(try await administrator.get("/quan-tri/tinh-trang").status == 303)
        let again = try await world.administrator()
        #expect(try await again.get("/quan-tri/tinh-trang").contains("Đã hơn hai ngày"))
        #expect(try await again.get("/quan-tri").contains("Đã hơn hai ngày"))
    }

    @Test func twoAtOnceAreRefused() async throws {
        let world = try await AdminTestSite()
        let site = world.site.site
        try site.backups.begin(site, by: .system("test"))
        await #expect(throws: BackupError.underWay) {
            try await site.backups.make(site, by: .system("test"))
        }
        await site.backups.finish()
        #expect(try await site.database.read { try BackupState(site, in: $0) }.lastGood != nil)
    }
}
