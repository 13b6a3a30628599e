@testable import PortalKit

struct Patched: Sendable {
    let site: ModuleTestSite
    let client: TestClient
    func adopt() {
        let a = site.site.assembly
        let known = Set(a.endpoints.map { "\($0.method) \($0.path)" })
        let extra = AdminEndpoints.all.filter { !known.contains("\($0.method) \($0.path)") }
        guard !extra.isEmpty else { return }
        site.site.adopt(
            Assembly(
                modules: a.modules, router: EndpointRouter(a.endpoints + extra), endpoints: a.endpoints + extra,
                templates: a.templates, texts: a.texts, assets: a.assets, siteValue: a.siteValue, menu: a.menu,
                blocks: a.blocks, feeds: a.feeds, shareImage: a.shareImage, stylesheets: a.stylesheets,
                adminStylesheets: a.adminStylesheets,
                scripts: a.scripts))
    }
    func get(_ path: String) async throws -> TestPage { adopt(); return try await client.get(path) }
    func post(_ path: String, _ form: [String: String] = [:], isForged: Bool = false) async throws -> TestPage {
        adopt(); return try await client.post(path, form, isForged: isForged)
    }
}
extension ModuleTestSite {
    func officialP(_ name: String = "Nguyễn Thị Hạnh", permissions: Set<String> = []) async throws -> Patched {
        Patched(site: self, client: try await official(name, permissions: permissions))
    }
    func visitorP() -> Patched { Patched(site: self, client: visitor()) }
}
