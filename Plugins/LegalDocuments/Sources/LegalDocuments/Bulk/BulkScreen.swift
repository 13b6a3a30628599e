import PortalKit

/// The screen on which many documents are entered from a table: a report line by line first, then drafts.
enum BulkScreen {
    private enum Name {
        static let file = "table"
        static let duplicates = "with_duplicates"
    }

    static let limits = FormLimits(bodyBytes: 34 << 20, fileBytes: 32 << 20, files: 1)

    static func answer(_ request: Request) async throws -> Response {
        guard LegalAccess(actor: request.actor).writes else { throw PortalError.forbidden }
        let files = KeptUploads(request, name: Name.file, types: Spreadsheet.readable, maximum: 1)
        guard request.method == .post else { return try show(files, nil, request) }
        try await request.keep(files)
        guard let file = files.files.first else {
            return try show(files, nil, error: files.faults.first ?? request.texts("bulk.no_file"), request)
        }
        do {
            let table = try await read(file, request)
            guard request.form["then"] == "write" else { return try show(files, table, request) }
            return try await write(table, files, request)
        } catch let error as DocumentError {
            return try show(files, nil, error: request.texts("bulk.unreadable.\(error.bulkKey)"), request)
        } catch BulkTable.Failure.noHeads {
            return try show(files, nil, error: request.texts("bulk.no_heads"), request)
        } catch BulkTable.Failure.tooLong(let limit) {
            return try show(files, nil, error: request.texts("bulk.too_many_rows", ["maximum": String(limit)]), request)
        }
    }

    /// A table with all heads and one row, to begin with.
    static func sample(_ request: Request) async throws -> Response {
        let example: [BulkColumn: String] = [
            .number: "15/2026/QĐ-UBND", .type: "Quyết định",
            .summary: "Ban hành Quy chế hoạt động của nhà văn hóa thôn",
            .body: request.module.site.authority, .signer: "Nguyễn Văn A", .office: "Chủ tịch", .issued: "12/06/2026",
            .effective: "01/07/2026", .fields: "Văn hóa", .replaces: "11/2021/QĐ-UBND",
        ]
        func line(_ cells: [String]) -> String {
            cells.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",") + "\r\n"
        }
        let columns = BulkColumn.allCases
        let text = "\u{FEFF}" + line(columns.map(\.title)) + line(columns.map { example[$0] ?? "" })
        var response = Response.text(text, mediaType: "text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = "attachment; filename=\"mau-van-ban.csv\""
        return response
    }

    private static func read(_ file: KeptUpload, _ request: Request) async throws -> BulkTable {
        let sheet = try await Spreadsheet.read(file.hash, as: file.mediaType, from: request.module.files.store)
        let (settings, access) = (LegalSettings(request), LegalAccess(actor: request.actor))
        let bodies = settings.bodies(of: request.module.site).filter(access.mayWrite)
        let (table, texts) = (
            try BulkTable(sheet, settings: settings, bodies: bodies, access: access, texts: request.texts),
            request.texts
        )
        return try await request.module.storage.read { database in
            var table = table
            try table.check(texts, in: database)
            return table
        }
    }

    private static func write(_ table: BulkTable, _ files: KeptUploads, _ request: Request) async throws -> Response {
        let rows = table.accepted(withDuplicates: request.form[Name.duplicates] != nil)
        guard !rows.isEmpty else {
            return try show(files, table, error: request.texts("bulk.nothing_to_write"), request)
        }
        let desk = LegalDesk(request.module)
        try await request.module.storage.write(as: request.actor) { change in
            for row in rows { _ = try desk.create(row.content, in: change) }
        }
        return .redirect(
            to: request.module.adminURL() + "?buoc=\(LegalWorkflow.type.initial)",
            message: FlashMessage(.success, request.texts("bulk.done", ["count": String(rows.count)])))
    }

    private static func show(
        _ files: KeptUploads, _ table: BulkTable?, error: String? = nil, _ request: Request
    ) throws -> Response {
        let texts = request.texts
        var fields = files.fields(
            label: texts("bulk.file"), help: texts("bulk.file_help"), accept: ".xlsx,.ods,.csv,.txt")
        let duplicates = table?.rows.count { $0.isDuplicate && $0.faults.isEmpty } ?? 0
        if duplicates > 0 {
            fields.append(
                FormField(
                    Name.duplicates, .checkbox, label: texts("bulk.with_duplicates", ["count": String(duplicates)])))
        }
        var form = Form(fields: fields)
        files.restore(in: &form)
        if request.form[Name.duplicates] != nil { form.set(Name.duplicates, to: "1") }
        if let error { form.fail(Name.file, error) }
        let accepted = table?.accepted(withDuplicates: false).count ?? 0
        let canWrite = table.map { !$0.accepted(withDuplicates: true).isEmpty } ?? false
        let model = BulkModel(
            title: texts("bulk.title"), intro: texts("bulk.intro"), hasActions: true,
            actions: [
                AdminAction(
                    texts("bulk.sample"), url: request.module.adminURL(LegalScreen.bulkSample), icon: "file")
            ],
            form: request.formModel(
                form, submit: texts("bulk.check"),
                buttons: canWrite
                    ? [.init(name: "then", value: "write", label: texts("bulk.write"))] : [],
                cancelURL: request.module.adminURL()),
            hasTable: table != nil,
            counted: table.map {
                texts(
                    "bulk.counted",
                    [
                        "rows": String($0.rows.count), "good": String(accepted), "twice": String(duplicates),
                        "bad": String($0.rows.count { !$0.faults.isEmpty }),
                    ])
            } ?? "", ignored: table.flatMap { $0.ignored.isEmpty ? nil : $0.ignored.joined(separator: ", ") },
            rows: table?.rows.map { BulkModel.Row($0, texts) } ?? [])
        return try request.adminPage(
            "admin/bulk", model,
            PageInfo(
                title: model.title, breadcrumbs: [LegalEditScreen.listStep(request)],
                status: error == nil ? 200 : 422))
    }
}

extension DocumentError {
    /// What to say of a table; the core's sentences are about documents.
    fileprivate var bulkKey: String {
        switch self {
        case .unsupported: "kind"
        case .encrypted: "locked"
        case .tooLarge, .tooManyEntries, .expandsTooMuch, .tooComplex, .tooSlow: "large"
        default: "damaged"
        }
    }
}

/// What the template `admin/bulk` shows.
struct BulkModel: TemplateModel {
    struct Row: Sendable {
        let number: String
        let name: String
        let summary: String
        let issued: String
        let state: String
        let badge: String
        let notes: [String]
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let form: FormModel
    let hasTable: Bool
    let counted: String
    let ignored: String?
    let rows: [Row]

    static var example: BulkModel {
        BulkModel(
            title: "Nhập từ bảng tính", intro: "Kiểm tra từng dòng trước", hasActions: true,
            actions: [
                AdminAction(
                    "Tải mẫu", url: "/quan-tri/legal-documents/nhap-bang/mau.csv", isPrimary: true, icon: "file")
            ],
            form: .example, hasTable: true, counted: "12 dòng", ignored: "STT",
            rows: [
                Row(
                    number: "2", name: "Quyết định 15/2024/QĐ-UBND", summary: "Ban hành Quy chế", issued: "12/06/2024",
                    state: "Nhập được", badge: "success", notes: ["Thiếu ngày"])
            ])
    }
}

extension BulkModel.Row {
    init(_ row: BulkTable.Row, _ texts: Texts) {
        let content = row.content
        number = String(row.number)
        name = [content.type, content.number].filter { !$0.isEmpty }.joined(separator: " ")
        summary = content.summary.excerpt(length: 140)
        issued = content.issuedOn.isEmpty ? "–" : content.issuedOn.dayText
        (state, badge) =
            if !row.faults.isEmpty {
                (texts("bulk.refused"), "error")
            } else if row.isDuplicate {
                (texts("bulk.duplicate"), "warning")
            } else {
                (texts("bulk.accepted"), "success")
            }
        notes = row.faults + row.warnings
    }
}
