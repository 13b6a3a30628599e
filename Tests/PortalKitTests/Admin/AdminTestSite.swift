import Foundation
import GRDB
import Logging

@testable import PortalKit

/// A site with one small module that has settings, tables, a workflow and report sections, for the core's screens.
struct AdminTestSite {
    let site: ModuleTestSite
    private let folder: TemporaryFolder

    init(configuration: String = "") async throws {
        folder = try TemporaryFolder()
        try folder.write("id: fields\nlibrary: Fields\n", to: "module.yml")
        for (language, name) in [("vi", "Đồng ruộng"), ("en", "Fields")] {
            try folder.write(
                """
                module.name: \(name)
                module.description: Sổ theo dõi đồng ruộng
                permission.fields.write: Ghi sổ
                setting.title: Tên sổ
                setting.villages: Danh sách thôn
                report.harvest: Sản lượng
                report.broken: Mục lỗi
                audit.fields.sow: gieo
                role.keeper: Người giữ sổ
                scope.plot: Cánh đồng

                """, to: "Resources/translations/\(language).yml")
        }
        site = try await ModuleTestSite(
            FieldsModule.self, configuration: configuration, sourceFile: folder.path + "/Tests/AdminTestSite.swift")
    }

    func administrator() async throws -> TestClient {
        try await site.official("Trần Thị Lan", permissions: Set(CorePermission.all.map(\.id)))
    }

    func write(_ body: @escaping @Sendable (Change) throws -> Void) async throws {
        try await site.context(of: "fields").storage.write(as: .system("test"), body)
    }
}

struct FieldsModule: PortalModule {
    static let manifest = ModuleManifest(
        id: "fields", version: "1.2.0", mountPath: "/dong-ruong", permissions: ["fields.write"],
        settings: [
            SettingDefinition(key: "title", type: .text(maximumLength: 80), defaultValue: .text("Sổ đồng ruộng")),
            SettingDefinition(
                key: "villages",
                type: .records([
                    SettingDefinition(
                        key: "name", type: .text(maximumLength: 50), defaultValue: .text(""), isRequired: true),
                    SettingDefinition(key: "hectares", type: .integer(1...999), defaultValue: .integer(1)),
                ]), defaultValue: .records([])),
        ])

    func register(in registration: inout ModuleRegistration) throws {
        registration.migration("plots") { database in
            try database.execute(sql: "CREATE TABLE fields_plots (id INTEGER PRIMARY KEY, name TEXT NOT NULL)")
        }
        registration.starterRole(StarterRole("keeper", permissions: ["fields.write", "core.reports"]))
        registration.permissionScopes(
            PermissionScopes("scope.plot", permissions: ["fields.write"]) { _ in
                [.init(id: "dong-cua", title: "Đồng Cửa"), .init(id: "dong-sau", title: "Đồng Sau")]
            })
        registration.reportSection(
            ReportSection(id: "harvest", title: "report.harvest") { _, period in
                ReportTable(
                    columns: ["Thôn", "Tấn"],
                    rows: [["=Đông Thịnh", "12"], ["Cẩm Đường", "30"], ["Từ", period.firstDay.isoDay]])
            })
        registration.reportSection(
            ReportSection(id: "broken", title: "report.broken") { _, _ in throw PortalError.unavailable })
    }
}
