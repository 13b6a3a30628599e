import Foundation
import GRDB
import PortalKit

/// The register of dossiers of a period, for print and as a spreadsheet: names as lists show them, nothing else that is personal.
enum RegisterScreen {
    private static let limit = 2_000

    static func show(_ request: Request) async throws -> Response {
        let (from, to) = try period(request)
        let (texts, context) = (request.texts, request.module)
        let rows = try await rows(from, to, request)
        var form = Form(fields: [
            FormField("tu", .input(type: "date"), label: texts("desk.from")),
            FormField("den", .input(type: "date"), label: texts("desk.to")),
        ])
        form.set("tu", to: from.isoDay)
        form.set("den", to: to.isoDay)
        let model = RegisterModel(
            title: texts("register.title"),
            intro: texts(
                "register.period", ["from": from.dayText, "to": to.dayText, "count": String(rows.count)]),
            hasFilter: true, filterUrl: request.path, filters: form.fields.map { FieldModel($0) }, hasActions: true,
            actions: [
                AdminAction(
                    texts("register.ods"),
                    url: context.adminURL(EServicesScreen.registerFile).adding([
                        ("tu", from.isoDay), ("den", to.isoDay),
                    ]), icon: "download")
            ], authority: context.site.authority, office: EServicesSettings(context.settings).office,
            tooMany: rows.count == limit ? texts("register.too_many", ["count": String(limit)]) : nil,
            table: TableModel(
                columns: heads(texts), rows: rows.enumerated().map { cells($1, number: $0 + 1, texts).map(\.plain) },
                empty: texts("register.none")))
        return try request.adminPage(
            "admin/register", model,
            PageInfo(
                title: model.title,
                breadcrumbs: [PageInfo.Breadcrumb(texts("desk.title"), url: context.adminURL())]))
    }

    static func download(_ request: Request) async throws -> Response {
        let (from, to) = try period(request)
        let (rows, texts) = (try await rows(from, to, request), request.texts)
        var workbook = SpreadsheetDocument()
        workbook.add(
            texts("register.title"),
            [heads(texts).map { .text($0) }] + rows.enumerated().map { cells($1, number: $0 + 1, texts) })
        return .download(
            try workbook.openDocument(), as: .ods,
            name: "so-theo-doi-\(from.isoDay)-\(to.isoDay).ods")
    }

    private static func period(_ request: Request) throws -> (VietnamTime, VietnamTime) {
        let today = VietnamTime(request.now)
        let to = request.query["den"].flatMap(VietnamTime.init(parsing:)) ?? today
        let from = request.query["tu"].flatMap(VietnamTime.init(parsing:)) ?? to.adding(days: -30)
        return (min(from, to), max(from, to))
    }

    private static func rows(_ from: VietnamTime, _ to: VietnamTime, _ request: Request) async throws -> [Dossier] {
        let (start, end) = (from.dayBounds.lowerBound, to.dayBounds.upperBound)
        return try await request.module.storage.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM eservices_dossiers WHERE received_at >= ? AND received_at < ?
                    ORDER BY received_at, id LIMIT ?
                    """, arguments: [start, end, limit]
            ).map(Dossier.init(row:))
        }
    }

    private static func heads(_ texts: Texts) -> [String] {
        ["number", "code", "procedure", "applicant", "received", "accepted", "due", "finished", "state", "body"].map {
            texts("register.\($0)")
        }
    }

    private static func cells(_ dossier: Dossier, number: Int, _ texts: Texts) -> [SpreadsheetDocument.Cell] {
        func day(_ date: Date?) -> String { date.map { VietnamTime($0).dayText } ?? "–" }
        let words = [
            dossier.code, dossier.procedureName, dossier.applicantLabel, day(dossier.receivedAt),
            day(dossier.acceptedAt), day(dossier.acceptedAt == nil ? nil : dossier.dueAt), day(dossier.finishedAt),
            texts("state.\(dossier.state.rawValue)"), dossier.bodyName,
        ]
        return [.number(number)] + words.map { .text($0) }
    }
}

/// What the template `admin/register` shows.
struct RegisterModel: TemplateModel {
    let title: String
    let intro: String?
    let hasFilter: Bool
    let filterUrl: String
    let filters: [FieldModel]
    let hasActions: Bool
    let actions: [AdminAction]
    let authority: String
    let office: String
    let tooMany: String?
    let table: TableModel

    static var example: RegisterModel {
        RegisterModel(
            title: "Sổ theo dõi hồ sơ", intro: "Từ 01/11/2026", hasFilter: true, filterUrl: "/quan-tri/e-services",
            filters: FieldModel.examples, hasActions: true,
            actions: [AdminAction("Tải CSV", url: "/", isPrimary: true, icon: "download")], authority: "UBND xã",
            office: "Bộ phận Một cửa", tooMany: "Quá nhiều", table: .example)
    }
}
