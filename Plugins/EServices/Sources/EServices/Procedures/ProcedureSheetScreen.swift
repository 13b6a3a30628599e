import Foundation
import GRDB
import PortalKit

/// Procedures from and to a spreadsheet: what will become of each row is shown before anything is written.
enum ProcedureSheetScreen {
    static let limits = FormLimits(bodyBytes: 18 << 20, fileBytes: 16 << 20, files: 1)

    private enum Name {
        static let file = "table"
    }

    static func export(_ request: Request) async throws -> Response {
        let texts = request.texts
        let settings = EServicesSettings(request.module.settings, language: texts.language)
        let rows = try await request.module.storage.read { database in
            try ProcedureRows.all(in: database).map { procedure in
                (
                    content: procedure.content,
                    effectiveOn: try ProcedureRows.version(procedure.version, of: procedure.id, in: database)?
                        .effectiveOn
                        ?? ""
                )
            }
        }
        return .download(
            try ProcedureSheet.workbook(rows, settings.fieldTitle, texts).openDocument(), as: .ods,
            name: "thu-tuc-hanh-chinh.ods")
    }

    static func answer(_ request: Request) async throws -> Response {
        let files = KeptUploads(request, name: Name.file, types: Spreadsheet.readable, maximum: 1)
        guard request.method == .post else { return try page(files, nil, nil, request) }
        try await request.keep(files)
        guard let file = files.files.first else {
            return try page(files, nil, files.faults.first ?? request.texts("sheet.no_file"), request)
        }
        do {
            let sheet = try await Spreadsheet.read(file.hash, as: file.mediaType, from: request.module.files.store)
            let entries = try ProcedureSheet.read(
                sheet, EServicesSettings(request.module.settings, language: request.texts.language),
                today: VietnamTime(request.now).isoDay, request.texts)
            guard request.form["then"] == "write" else { return try page(files, entries, nil, request) }
            return try await write(entries, files, request)
        } catch is DocumentError {
            return try page(files, nil, request.texts("sheet.unreadable"), request)
        } catch ProcedureSheet.Failure.noHeads {
            return try page(files, nil, request.texts("sheet.no_heads"), request)
        } catch ProcedureSheet.Failure.tooLong {
            return try page(
                files, nil, request.texts("sheet.too_many", ["count": String(ProcedureSheet.maximumRows)]), request)
        }
    }

    private static func write(
        _ entries: [ProcedureSheet.Entry], _ files: KeptUploads, _ request: Request
    ) async throws -> Response {
        let good = entries.filter(\.faults.isEmpty)
        guard !good.isEmpty else { return try page(files, entries, request.texts("sheet.nothing"), request) }
        let (desk, note) = (ProcedureDesk(request.module), request.texts("sheet.import"))
        let bodies = try await request.bodies()
        try await request.module.storage.write(as: request.actor) { change in
            for entry in good {
                var content = entry.content
                content.bodyID = bodies.first { $0.name == content.body && $0.id > 0 }?.id
                guard let known = try ProcedureRows.fetch(code: content.code, in: change.database) else {
                    _ = try desk.create(
                        content, effectiveOn: entry.effectiveOn, isPublic: false, note: note, in: change)
                    continue
                }
                // What the table does not know of stays: forms to download, and the names of the papers' files.
                content.downloads = known.content.downloads
                for index in content.components.indices {
                    let name = content.components[index].name
                    if let before = known.content.components.first(where: { $0.name == name }) {
                        content.components[index].id = before.id
                    }
                }
                guard content != known.content else { continue }
                try desk.save(
                    known.id, content, effectiveOn: entry.effectiveOn, isPublic: known.isPublic, correcting: nil,
                    note: note, from: known.revision, in: change)
            }
        }
        return .redirect(
            to: request.module.adminURL(EServicesScreen.procedures),
            message: FlashMessage(.success, request.texts("sheet.done", ["count": String(good.count)])))
    }

    private static func page(
        _ files: KeptUploads, _ entries: [ProcedureSheet.Entry]?, _ fault: String?, _ request: Request
    ) throws -> Response {
        let (texts, context) = (request.texts, request.module)
        var form = Form(
            fields: files.fields(
                label: texts("sheet.file"), help: texts("sheet.file_help"), accept: ".xlsx,.ods,.csv"))
        files.restore(in: &form)
        if let fault { form.fail(Name.file, fault) }
        let canWrite = entries?.contains { $0.faults.isEmpty } == true
        let model = ProcedureSheetModel(
            title: texts("sheet.import"), intro: texts("sheet.intro"), hasActions: true,
            actions: [
                AdminAction(
                    texts("sheet.export"), url: context.adminURL(EServicesScreen.exporting), icon: "download")
            ],
            form: request.formModel(
                form, submit: texts("sheet.check"),
                buttons: canWrite ? [.init(name: "then", value: "write", label: texts("sheet.write"))] : [],
                cancelURL: context.adminURL(EServicesScreen.procedures)), hasTable: entries != nil,
            table: TableModel(
                columns: ["row", "code", "name", "field", "notes"].map { .init(texts("sheet.\($0)")) },
                rows: (entries ?? []).map { entry in
                    [
                        .init(String(entry.number)), .init(entry.content.code), .init(entry.content.name),
                        .init(entry.content.field),
                        entry.faults.isEmpty
                            ? .init(texts("sheet.good"), badge: .success)
                            : .init(entry.faults.joined(separator: " "), badge: .error),
                    ]
                }, empty: texts("sheet.nothing")))
        return try request.adminPage(
            "admin/sheet", model,
            PageInfo(
                title: model.title,
                breadcrumbs: [
                    PageInfo.Breadcrumb(
                        texts("procedures.title"), url: context.adminURL(EServicesScreen.procedures))
                ], status: fault == nil ? 200 : 422))
    }
}

/// What the template `admin/sheet` shows.
struct ProcedureSheetModel: TemplateModel {
    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let form: FormModel
    let hasTable: Bool
    let table: TableModel

    static var example: ProcedureSheetModel {
        ProcedureSheetModel(
            title: "Nhập từ bảng tính", intro: "Kiểm tra trước", hasActions: true,
            actions: [AdminAction("Xuất", url: "/", isPrimary: true, icon: "download")], form: .example, hasTable: true,
            table: .example)
    }
}
