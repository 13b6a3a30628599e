import Foundation
import Testing

@testable import PortalKit

/// Settings take effect at once, in the pages that are kept in memory too.
@Suite(.fewAtOnce) struct PortalSettingsTests {
    @Test func aChangeShowsWithoutRestart() async throws {
        let portal = try await TestPortal("  probe:\n    settings: {greeting: Từ tệp}", "home: [{block: probe.latest}]")
        for path in ["/thu-nghiem", "/"] {
            for _ in 0..<2 { #expect(try await portal.client.send("GET", path).contains("Từ tệp")) }
        }
        let answer = await portal.site.perform(.set(module: "probe", values: ["greeting": "Từ quản trị"]))
        guard case .settings = answer else { Issue.record("\(answer)"); return }
        for path in ["/thu-nghiem", "/"] {
            let page = try await portal.client.send("GET", path)
            #expect(page.contains("Từ quản trị") && !page.contains("Từ tệp"))
        }
        let service = try #require(portal.site.assembly.service(ObjectIdentifier((any CustomStringConvertible).self)))
        #expect("\(service)" == "probe says Từ quản trị")
    }

    @Test func everyTypeCanBeSetAndSurvivesARestart() async throws {
        let portal = try await TestPortal()
        let values: [String: SettingValue] = [
            "greeting": .text("Chào"), "amount": .integer(50), "loud": .boolean(true), "color": .text("blue"),
            "words": .list(["một", "hai"]), "rows": .records([["name": .text("Ấp Đông")]]),
        ]
        try await portal.site.changeSettings(of: "probe", to: values, by: .system("test"))
        let again = try await Site.open(portal.site.folder, installation: Checkout.installation)
        for (key, value) in values {
            #expect(portal.site.module("probe")?.settings.value(key) == value)
            #expect(again.assembly.module("probe")?.context.settings.value(key) == value)
        }
    }

    @Test func whatIsNotAcceptedChangesNothing() async throws {
        let portal = try await TestPortal()
        for (key, value) in [
            ("amount", "51"), ("amount", "nhiều"), ("color", "green"), ("loud", "có lẽ"), ("none", "1"),
        ] {
            let answer = await portal.site.perform(.set(module: "probe", values: [key: value, "greeting": "Lọt"]))
            guard case .failed = answer else { Issue.record("\(key): \(answer)"); continue }
        }
        #expect(portal.site.module("probe")?.settings.values.isEmpty == true)
        #expect(try await !portal.client.send("GET", "/thu-nghiem").contains("Lọt"))
    }

    /// Settings with which the module cannot be served are taken back.
    @Test func settingsThatBreakTheModuleAreTakenBack() async throws {
        let portal = try await TestPortal("  faulty:")
        for fault in ["register", "migrate", "foreign", "start"] {
            await #expect(throws: ModuleChangeError.self) {
                try await portal.site.changeSettings(of: "faulty", to: ["fault": .text(fault)], by: .system("test"))
            }
            #expect(portal.site.module("faulty")?.state == .enabled)
            #expect(portal.site.module("faulty")?.settings.text("fault") == "none")
            #expect(try await portal.client.send("GET", "/hong-hoc").status == 200)
        }
    }
}
