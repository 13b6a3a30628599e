import Foundation
import Testing

@testable import PortalKit

/// What a check finds in modules, on modules that exist only here.
@Suite struct ModuleCheckTests {
    @Test func aModuleThatTakesTheCoresAddressIsFound() {
        let module = Self.module("fields", line: 7, mount: "/") { $0.route(.get, "tim-kiem", Self.answer) }
        let faults = AddressCheck(modules: [module]).faults
        #expect(faults.allSatisfy { $0.line == 7 } && !faults.isEmpty)
    }

    @Test func twoModulesWithOneAddressAreFound() {
        let first = Self.module("fields", line: 3, mount: "/ruong") { $0.route(.get, "/:slug", Self.answer) }
        let second = Self.module("plots", line: 4, mount: "/ruong") { $0.route(.get, "/thua", Self.answer) }
        let other = Self.module("roads", line: 5, mount: "/duong") { $0.route(.get, "/:slug", Self.answer) }
        let faults = AddressCheck(modules: [first, second, other]).faults
        #expect(faults.map(\.line) == [4])
        #expect(faults.first?.message.contains("fields") == true)
    }

    @Test func anotherMethodOnOneAddressIsNoConflict() {
        let first = Self.module("fields", line: 3, mount: "/ruong") { $0.route(.get, "/", Self.answer) }
        let second = Self.module("plots", line: 4, mount: "/ruong") { $0.route(.post, "/", Self.answer) }
        #expect(AddressCheck(modules: [first, second]).faults == [])
    }

    @Test func blocksAndTheirOptionsAreChecked() throws {
        let module = Self.module("fields", line: 3, mount: "/ruong") { registration in
            registration.block(
                PortalKit.HomeBlock(
                    id: "latest",
                    options: [SettingDefinition(key: "count", type: .integer(1...9), defaultValue: .integer(3))]
                ) { _, _ in nil })
        }
        let site = try OperationsTestSite(
            """
            home:
              - block: fields.latset
              - {block: fields.latest, options: {count: 12}}
              - {block: fields.latest, options: {cuont: 2}}
              - {block: fields.latest, options: {count: 2}}
              - block: roads.map

            """)
        let (configuration, faults) = SiteConfiguration.read(folder: site.url.path)
        #expect(faults == [])
        let check = HomeCheck(blocks: try #require(configuration).home, modules: [module], listed: ["fields"])
        #expect(check.faults.map(\.line) == [4, 5, 6, 8])
        #expect(check.faults.first?.mend.contains("fields.latest") == true)
    }

    @Test func textsThatThePortalShowsMustBeThere() throws {
        let folder = try TemporaryFolder()
        try folder.write("id: fields\nlibrary: Fields\n", to: "module.yml")
        try folder.write(
            "module.name: Ruộng\nmodule.description: Sổ ruộng\nmail.sown.subject: Đã gieo\n"
                + "mail.sown.body: Thửa {plot} của {owner}\n", to: "Resources/translations/vi.yml")
        let module = Self.module("fields", line: 3, mount: "/ruong", folder: folder) { registration in
            registration.mailTemplate(MailTemplate(id: "sown", placeholders: ["plot"]))
            registration.adminMenu(AdminMenuEntry(title: "admin.menu", permission: "fields.write"))
        }
        let check = TextCheck(
            installation: try OperationsTestSite.installation(), languages: ["vi"], modules: [module])
        let own = check.faults.filter { $0.file == "fields/translations/vi.yml" }
        #expect(own.map(\.line).contains(4))
        for key in ["admin.menu", "permission.fields.write", "setting.depth"] {
            #expect(own.contains { $0.message.contains(key) }, "\(key)")
        }
        #expect(own.count == 4)
    }

    /// The names of parameters are the handler's own affair: one of the two would never be reached.
    @Test func twoAddressesOfOneShapeAreOne() {
        let module = Self.module("fields", line: 3, mount: "/ruong") { registration in
            registration.route(.get, "/:slug", Self.answer)
            registration.route(.get, "/:id", Self.answer)
            registration.route(.get, "/:id/in", Self.answer)
        }
        let faults = module.contributions.faults(manifest: module.manifest)
        #expect(faults == ["the route 'GET /:…' is declared twice"])
    }

    // MARK: - Parts

    private static let answer: Handler = { _ in Response() }

    private static func module(
        _ id: String, line: Int, mount: String, folder: TemporaryFolder? = nil,
        _ register: (inout ModuleRegistration) -> Void
    ) -> CheckedModule {
        let manifest = ModuleManifest(
            id: id, version: "1.0.0", mountPath: mount, permissions: [PermissionDefinition(id: "\(id).write")],
            settings: [SettingDefinition(key: "depth", type: .integer(1...9), defaultValue: .integer(1))])
        var registration = ModuleRegistration(
            manifest: manifest, site: SiteIdentity.test, settings: ModuleSettings(definitions: []),
            texts: Texts(language: "vi", layers: []))
        register(&registration)
        let path = folder?.path ?? "/nowhere"
        return CheckedModule(
            listing: SiteConfiguration.Module(id: id, isEnabled: true, mount: nil, settings: nil, line: line),
            folder: ModuleFolder(id: id, library: "Test", folder: URL(fileURLWithPath: path)), manifest: manifest,
            contributions: registration.contributions)
    }
}

extension SiteIdentity {
    static let test = SiteIdentity(
        name: "Xã Thử", authority: "Ủy ban nhân dân xã Thử", superiors: [], canonicalURL: "https://thu.example",
        languages: ["vi"], address: nil, phone: nil, email: nil, responsible: nil)
}
