import Foundation
import GRDB
import Testing

@testable import PortalKit

/// A module that fails takes nothing from the others, and tells strangers nothing.
@Suite(.fewAtOnce) struct ModuleFaultTests {
    private static func served(_ fault: String) async throws -> TestPortal {
        try await TestPortal("  probe:\n  faulty:\n    settings: {fault: \(fault)}")
    }

    @Test(arguments: ["register", "migrate", "foreign", "start"])
    func aModuleThatCannotBegin(fault: String) async throws {
        let portal = try await Self.served(fault)
        let refusal = try #require(portal.site.module("faulty")?.refusal)
        #expect(refusal.description.hasPrefix("it failed to"))
        #expect(try await portal.client.send("GET", "/hong-hoc").status == 404)
        #expect(try await portal.client.send("GET", "/thu-nghiem").status == 200)
        #expect(try await portal.client.send("GET", "/healthz").text == "ok\n")
    }

    @Test(arguments: ["migrate", "foreign"])
    func aFailedMigrationLeavesTheDatabaseAsItWas(fault: String) async throws {
        let portal = try await Self.served(fault)
        let (tables, steps) = try await portal.site.database.read { database in
            (
                try String.fetchAll(
                    database,
                    sql: "SELECT name FROM sqlite_schema WHERE name GLOB 'faulty_*' OR name = 'probe_stolen'"),
                try String.fetchAll(database, sql: "SELECT id FROM core_migrations WHERE owner = 'faulty'")
            )
        }
        #expect(tables.isEmpty)
        #expect(steps.isEmpty)
        // With the fault mended it is served without a restart.
        try await portal.site.changeSettings(of: "faulty", to: ["fault": .text("none")], by: .system("test"))
        try await portal.site.enable("faulty", by: .system("test"))
        #expect(try await portal.client.send("GET", "/hong-hoc").status == 200)
    }

    @Test func aHandlerThatThrows() async throws {
        let portal = try await Self.served("none")
        let page = try await portal.client.send("GET", "/hong-hoc/loi")
        #expect(page.status == 500)
        #expect(!page.contains("secret detail"))
        let reference = try #require(page.text.firstMatch(of: /<code>([0-9A-Z]{1,8})<\/code>/)).1
        #expect(!reference.isEmpty)
        #expect(page["Cache-Control"] == "no-store")
        let problem = try await portal.client.send("GET", "/api/v1/faulty/loi")
        #expect(problem.status == 500)
        #expect(problem["Content-Type"] == "application/problem+json")
        #expect(!problem.contains("secret detail"))
        #expect(try await portal.client.send("GET", "/hong-hoc").status == 200)
        #expect(try await portal.client.send("GET", "/thu-nghiem").status == 200)
    }

    @Test func aBlockThatThrows() async throws {
        let portal = try await TestPortal(
            "  probe:\n  faulty:",
            "home:\n  - block: faulty.broken\n  - block: probe.latest\n  - block: faulty.sound\n  - block: no.such")
        for _ in 0..<2 {
            let home = try await portal.client.send("GET", "/")
            #expect(home.status == 200)
            #expect(home.contains("probe-block") && home.contains("khối lành"))
            #expect(!home.contains("secret detail"))
        }
    }

    @Test func jobsAndHandlersThatThrow() async throws {
        let portal = try await Self.served("none")
        try await portal.runBackgroundWork()
        #expect(try await portal.client.send("GET", "/hong-hoc/bao").status == 200)
        portal.clock.advance(by: .seconds(120))
        try await portal.runBackgroundWork()
        #expect(try await portal.diary("job") > 0)
        #expect(try await portal.diary("own-event") == 1)
        let (state, error) = try await portal.site.database.read { database in
            (
                try JobRunner.records(database).first { $0.module == "faulty" }?.state,
                try String.fetchOne(database, sql: "SELECT error FROM core_deliveries WHERE module = 'faulty'")
            )
        }
        #expect(state == .failed)
        #expect(error == "secret detail of event")
    }

    @Test func needsAndCircles() async throws {
        let alone = try await TestPortal("  needs:\n  faulty:")
        #expect(alone.site.module("needs")?.refusal == .missingNeed("probe-service"))
        #expect(try await alone.client.send("GET", "/can-den").status == 404)
        #expect(try await alone.client.send("GET", "/hong-hoc").status == 200)

        // Listed before what it needs: the order is found.
        let both = try await TestPortal("  needs:\n  probe:")
        #expect(try await both.client.send("GET", "/can-den").text == "probe says Xin chào")
        await #expect(throws: ModuleChangeError.isNeeded("probe", by: ["needs"])) {
            try await both.site.disable("probe", by: .system("test"))
        }
        try await both.site.disable("needs", by: .system("test"))
        try await both.site.disable("probe", by: .system("test"))
        await #expect(throws: ModuleChangeError.self) { try await both.site.enable("needs", by: .system("test")) }
        try await both.site.enable("probe", by: .system("test"))
        try await both.site.enable("needs", by: .system("test"))
        #expect(try await both.client.send("GET", "/can-den").text == "probe says Xin chào")

        let circle = try await TestPortal("  circle-a:\n  circle-b:\n  faulty:")
        for id in ["circle-a", "circle-b"] {
            guard case .cycle = circle.site.module(id)?.refusal else { Issue.record("\(id) is served"); continue }
        }
        #expect(try await circle.client.send("GET", "/hong-hoc").status == 200)
    }

    /// A module that needs a setting's change of another keeps working with the other's new context.
    @Test func aServiceFollowsItsProvider() async throws {
        let portal = try await TestPortal("  probe:\n  needs:")
        try await portal.site.changeSettings(of: "probe", to: ["greeting": .text("đổi rồi")], by: .system("test"))
        #expect(try await portal.client.send("GET", "/can-den").text == "probe says đổi rồi")
    }

    @Test func twoFoldersWithOneId() async throws {
        let portal = try await TestPortal("  probe:\n  faulty:") { site in
            let folder = site.appending(path: "modules/Other", directoryHint: .isDirectory)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data("id: probe\nlibrary: Probe\n".utf8).write(to: folder.appending(path: "module.yml"))
        }
        // Which of the two was meant nobody can know.
        #expect(portal.site.module("probe")?.refusal == .duplicate("probe"))
        #expect(try await portal.client.send("GET", "/thu-nghiem").status == 404)
        #expect(try await portal.client.send("GET", "/hong-hoc").status == 200)
    }
}
