import PortalKit
import Testing

@testable import Organization

@Suite struct LoaderTests {
    @Test func loadingAgainChangesNothing() async throws {
        let site = try await ModuleTestSite(OrganizationModule.self)
        try Sample.write(to: site)
        let first = try await Sample.load(site)
        #expect((first.added, first.changed, first.unchanged, first.faults.count) == (6, 0, 0, 0))
        let second = try await Sample.load(site)
        #expect((second.added, second.changed, second.unchanged, second.faults.count) == (0, 0, 6, 0))
    }

    @Test func whatChangedInTheFileIsTakenOver() async throws {
        let site = try await Sample.site()
        try Sample.write(Sample.file.replacing("0204 000 110", with: "0204 000 119"), to: site)
        let report = try await Sample.load(site)
        #expect((report.added, report.changed, report.unchanged) == (0, 1, 5))
        #expect(try await site.visitor().get("/gioi-thieu/danh-ba").contains("0204 000 119"))
    }

    @Test func whatAnEditorChangedOrDeletedStays() async throws {
        let site = try await Sample.site()
        let context = try site.context(of: OrganizationNames.module)
        let people = try await context.storage.read { try OrganizationRows.people(in: $0) }
        let (chair, second) = (try #require(people.first), try #require(people.last))
        try await context.storage.write(as: .system("test")) { change in
            var content = chair.content
            content.office = "Quyền Chủ tịch"
            try PersonDesk.save(chair.id, content, from: chair.revision, in: change)
            try PersonDesk.delete(second.id, in: change)
        }
        let unchanged = try await Sample.load(site)
        #expect((unchanged.unchanged, unchanged.faults.count) == (6, 0))

        try Sample.write(Sample.file.replacing("0204 000 110", with: "0204 000 119"), to: site)
        let report = try await Sample.load(site)
        #expect(
            report.faults.map(\.description) == [
                "content/organization/organization.yml: person/ubnd/tran-quang-hoa was changed in the file, but also in the "
                    + "portal, where it stays; bring the change in by hand"
            ])
        let page = try await site.visitor().get("/gioi-thieu/danh-ba")
        #expect(page.contains("Quyền Chủ tịch"))
        #expect(!page.contains("Nguyễn Thị Hạnh"))
    }

    @Test func faultsNameTheLineAndNothingIsTaken() async throws {
        let site = try await ModuleTestSite(OrganizationModule.self)
        let faulty = """
            bodies:
              - id: ubnd
                name: Ủy ban
                phone: gọi sau
              - id: Van Phong
                name: Văn phòng
                parent: ubnd
              - id: a
                name: A
                parent: b
              - id: b
                name: B
                parent: a
              - id: c
                name: C
                parent: nowhere
                nickname: x
            """
        try Sample.write(faulty, to: site)
        let report = try await Sample.load(site)
        let places = report.faults.map { "\($0.line ?? 0) \($0.message)" }.sorted()
        #expect(report.added == 0)
        #expect(places.contains { $0.hasPrefix("4 ") && $0.contains("telephone") })
        #expect(places.contains { $0.hasPrefix("5 ") && $0.contains("address") })
        #expect(places.contains { $0.contains("\"a\" stands below or takes over from itself") })
        #expect(places.contains { $0.contains("\"nowhere\"") })
        #expect(places.contains { $0.hasPrefix("17 ") && $0.contains("nickname") })
    }
}
