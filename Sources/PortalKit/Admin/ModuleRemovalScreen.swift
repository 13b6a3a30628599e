import Foundation
import GRDB

/// Removing a module: first what will go, then a confirmation by hand, then its data is exported and dropped.
enum ModuleRemovalScreen {
    private static let field = "confirm"

    static func show(_ request: Request) async throws -> Response {
        let record = try record(request)
        return try await page(form(record, request), record, request)
    }

    static func remove(_ request: Request) async throws -> Response {
        let record = try record(request)
        var form = form(record, request)
        form.accept(request)
        if form.isValid, form[field] != record.id {
            form.fail(field, request.texts("remove.wrong_id", ["id": record.id]))
        }
        guard form.isValid else { return try await page(form, record, request) }
        let name = request.moduleName(record.id)
        do {
            let archive = try await request.site.remove(record.id, by: request.actor)
            let message = request.texts("remove.done", ["name": name, "archive": archive.lastPathComponent])
            return .redirect(to: "\(AdminPath.modules)#\(record.id)", message: FlashMessage(.success, message))
        } catch let error as ModuleChangeError {
            form.fail(field, error.text(for: request))
        } catch ModuleArchiveError.referenced(let tables) {
            form.fail(field, request.texts("remove.referenced", ["tables": tables.joined(separator: ", ")]))
        }
        return try await page(form, record, request)
    }

    // MARK: - Parts

    /// The module, if it has data that can be removed.
    private static func record(_ request: Request) throws -> ModuleRecord {
        let record = try ModulesScreen.record(request)
        guard record.library != nil, record.state != .removed else { throw PortalError.notFound }
        return record
    }

    private static func form(_ record: ModuleRecord, _ request: Request) -> Form {
        Form(fields: [
            FormField(
                field, label: request.texts("remove.type_id"),
                help: request.texts("remove.type_id_help", ["id": record.id]), isRequired: true, maximumLength: 60,
                autocomplete: "off")
        ])
    }

    private static func page(_ form: Form, _ record: ModuleRecord, _ request: Request) async throws -> Response {
        let (texts, language, id) = (request.texts, request.client.language, record.id)
        let impact = try await request.site.removalImpact(of: id)
        let bytes = try await request.site.database.read { try fileBytes(onlyOf: id, in: $0) }
        let links = try await ModuleLinks.find(to: record, impact.references, request)
        func count(_ table: RemovalImpact.TableRows) -> ModuleRemovalModel.Table {
            .init(name: table.table, rows: texts("remove.rows", ["count": table.rows.grouped(language)]))
        }
        let model = ModuleRemovalModel(
            title: texts("remove.title", ["name": request.moduleName(id)]),
            intro: nil,
            hasActions: false,
            actions: [],
            warning: texts("remove.warning"),
            tables: (impact.tables + impact.coreTables.filter { $0.rows > 0 }).map(count),
            files: texts(
                "remove.file_count",
                ["count": impact.files.count.grouped(language), "size": bytes.byteText(language)]),
            hasLinks: !links.isEmpty,
            links: links,
            exportNotice: texts("remove.export_notice"),
            form: request.formModel(form, submit: texts("remove.submit"), cancelURL: AdminPath.modules))
        let info = PageInfo(title: model.title, breadcrumbs: [.init(texts("admin.modules"), url: AdminPath.modules)])
        var response = try request.adminCorePage("admin/module-remove", model, info)
        if !form.isValid { response.status = 422 }
        return response
    }

    /// The size of the files that no other module uses.
    private static func fileBytes(onlyOf module: String, in database: Database) throws -> Int {
        try Int.fetchOne(
            database,
            sql: """
                SELECT coalesce(sum(bytes), 0) FROM core_files
                WHERE hash IN (SELECT hash FROM core_file_uses WHERE module = ?1)
                AND hash NOT IN (SELECT hash FROM core_file_uses WHERE module <> ?1)
                AND hash NOT IN (SELECT hash FROM core_library_files)
                """, arguments: [module]) ?? 0
    }
}

/// What the template `admin/module-remove` shows.
struct ModuleRemovalModel: TemplateModel {
    struct Table: Sendable {
        let name: String
        let rows: String
    }

    struct Link: Sendable {
        let title: String
        let url: String?
        let module: String
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let warning: String
    let tables: [Table]
    let files: String
    let hasLinks: Bool
    let links: [Link]
    let exportNotice: String
    let form: FormModel

    static var example: ModuleRemovalModel {
        ModuleRemovalModel(
            title: "Gỡ phân hệ Tin tức", intro: "Tin tức", hasActions: true,
            actions: [AdminAction("Xem", url: "/", isPrimary: true, icon: "eye")], warning: "Gỡ khác với tắt",
            tables: [Table(name: "news_articles", rows: "276 dòng")], files: "412 tệp, 1,3 GB", hasLinks: true,
            links: [Link(title: "Nghị quyết số 07/NQ-HĐND", url: "/van-ban/07", module: "legal-documents")],
            exportNotice: "Dữ liệu được lưu ra tệp trước khi xóa", form: .example)
    }
}
