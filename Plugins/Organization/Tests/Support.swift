import Foundation
import PortalKit

@testable import Organization

/// A site with a small authority from a content file.
enum Sample {
    static let file = """
        introduction: |
          Xã Thử nằm bên sông.

          ## Vị trí

          Phía đông là *đồi*.

          ## Lịch sử

          Lập làng từ lâu.
        bodies:
          - id: ubnd
            name: Ủy ban nhân dân xã
            parent: null
            functions: |
              - Quản lý đất đai.
            address: Thôn Đình Cả
            phone: "0204 000 100"
            email: ubnd@xathu.example
            hours: Thứ Hai – thứ Sáu
            people:
              - {name: Trần Quang Hòa, office: Chủ tịch UBND xã, phone: "0204 000 110", duties: Phụ trách chung}
          - id: van-phong
            name: Văn phòng
            parent: ubnd
            people:
              - {name: Phạm Văn Lực, office: Chánh Văn phòng}
              - {name: Nguyễn Thị Hạnh, office: Phó Chánh Văn phòng}
        """

    static func write(_ text: String = file, to site: ModuleTestSite) throws {
        let folder = site.folder.appending(path: "content/organization")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: folder.appending(path: "organization.yml"))
    }

    static func site(_ text: String = file, configuration: String = "") async throws -> ModuleTestSite {
        let site = try await ModuleTestSite(OrganizationModule.self, configuration: configuration)
        try write(text, to: site)
        _ = try await load(site)
        return site
    }

    static func load(_ site: ModuleTestSite) async throws -> ContentReport {
        try await OrganizationLoader.load(
            site.folder.appending(path: "content/organization"), site.context(of: OrganizationNames.module))
    }
}
