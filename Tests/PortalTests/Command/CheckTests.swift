import Foundation
import Testing

/// `dinh check` on sites whose modules are loaded from shared libraries.
@Suite(.fewAtOnce) struct CheckTests {
    private static func site(_ modules: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write("name: Xã Thử\ndomains: [thu.example]\nmodules:\n\(modules)\n", to: "xa-thu/site.yml")
        return folder
    }

    private static func check(_ folder: TemporaryFolder) async throws -> Command.Result {
        try await Command.dinh("check", folder.url.appending(path: "xa-thu").path)
    }

    /// An author looks at one module after each change: the faults of others are not the author's.
    @Test func oneModuleAlone() async throws {
        let folder = try Self.site("  probe:\n    settings: {amount: 99}\n  needs:")
        let path = folder.url.appending(path: "xa-thu").path
        let other = try await Command.dinh("check", path, "--module", "needs")
        #expect(other.status == 0, "\(other.output)")
        let own = try await Command.dinh("check", path, "--module", "probe")
        #expect(own.status == 1 && own.output.contains("site.yml:5"), "\(own.output)")
        try folder.write("{{typo}}", to: "xa-thu/theme/templates/needs/page.mustache")
        #expect(
            try await Command.dinh("check", path, "--module", "needs").output.contains("theme/templates/needs/page"))
        let none = try await Command.dinh("check", path, "--module", "nobody")
        #expect(none.status == 1 && none.output.contains("listed are probe, needs"), "\(none.output)")
    }

    @Test func aGoodSiteHasNoFaults() async throws {
        let folder = try Self.site("  probe:\n  needs:")
        let result = try await Self.check(folder)
        #expect(result.status == 0, "\(result.output)")
        // A check leaves nothing behind.
        #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "xa-thu/data").path))
    }

    @Test(arguments: [
        ("  nobody:", "there is no module \"nobody\""),
        ("  needs:", "it needs 'probe-service'"),
        ("  circle-a:\n  circle-b:", "in a circle"),
        ("  faulty:\n    settings: {fault: register}", "failed to register"),
        ("  faulty:\n    settings: {fault: migrate}", "failed to migrate"),
        ("  faulty:\n    settings: {fault: start}", "failed to start"),
        ("  probe:\n    settings: {amount: 99}", "site.yml:5"),
        ("  probe:\n    settings: {unknown: 1}", "site.yml:5"),
    ])
    func aFaultIsNamed(modules: String, words: String) async throws {
        let folder = try Self.site(modules)
        let result = try await Self.check(folder)
        #expect(result.status == 1)
        #expect(result.output.contains(words), "\(result.output)")
    }

    /// What is checked together is served together, so each domain can be one site's only.
    @Test func aDomainOfTwoSitesIsNamedAtBoth() async throws {
        let folder = try Self.site("  probe:")
        try folder.write("name: Xã Bên\ndomains: [ben.example]\nold_domains: [thu.example]\n", to: "xa-ben/site.yml")
        let (own, other) = (folder.url.appending(path: "xa-thu").path, folder.url.appending(path: "xa-ben").path)
        let both = try await Command.dinh("check", own, other)
        #expect(both.status == 1)
        #expect(
            both.output.contains("xa-thu/site.yml:2: domains: \"thu.example\" is a domain of xa-ben too"),
            "\(both.output)")
        #expect(both.output.contains("xa-ben/site.yml:3: old_domains: \"thu.example\""), "\(both.output)")
        #expect(try await Command.dinh("check", own).status == 0)
    }

    @Test func twoModulesWithOneId() async throws {
        let folder = try Self.site("  probe:")
        try folder.write("id: probe\nlibrary: Probe\n", to: "xa-thu/modules/Other/module.yml")
        let result = try await Self.check(folder)
        #expect(result.status == 1)
        #expect(result.output.contains("two modules have the id 'probe'"), "\(result.output)")
    }
}
