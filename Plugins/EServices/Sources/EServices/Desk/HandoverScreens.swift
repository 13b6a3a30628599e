import Foundation
import GRDB
import PortalKit

/// The slips with which dossiers are handed over, and the list of a day's.
enum HandoverScreens {
    private static let pageSize = 30

    static func list(_ request: Request) async throws -> Response {
        let (texts, context, number) = (request.texts, request.module, try request.pageNumber())
        let bodies = request.dossierAccess.bodies
        let (rows, paging) = try await context.storage.read { database in
            let ids = bodies?.sorted() ?? []
            let condition =
                bodies == nil
                ? "1" : ids.isEmpty ? "0" : "handover.body_id IN (\(ids.map { _ in "?" }.joined(separator: ", ")))"
            let arguments = StatementArguments(ids)
            let total =
                try Int.fetchOne(
                    database,
                    sql: """
                        SELECT count(*) FROM (SELECT 1 FROM eservices_handovers handover WHERE \(condition)
                            LIMIT \(DossierSearch.countLimit))
                        """, arguments: arguments) ?? 0
            let paging = try Paging(
                number: number, size: pageSize, total: total, countedTo: DossierSearch.countLimit)
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT handover.*, dossier.code AS code, dossier.procedure_name AS procedure_name
                    FROM eservices_handovers handover JOIN eservices_dossiers dossier ON dossier.id = dossier_id
                    WHERE \(condition) ORDER BY handed_at DESC, handover.id DESC LIMIT ? OFFSET ?
                    """, arguments: arguments + [pageSize, paging.offset]
            ).map { (Handover(row: $0), $0["code"] as String, $0["procedure_name"] as String) }
            return (rows, paging)
        }
        return try request.adminList(
            AdminList(
                intro: texts("handover.intro"),
                columns: ["number", "dossier", "procedure", "body", "handed", "due", "state"].map {
                    AdminList.Column(texts("handover.\($0)"))
                },
                rows: rows.map { handover, code, procedure in
                    AdminList.Row([
                        .init(
                            texts("handover.slip", ["number": String(handover.id)]),
                            url: context.adminURL(EServicesScreen.handover(handover.id))),
                        .init(code, url: context.adminURL(EServicesScreen.dossier(handover.dossier))),
                        .init(procedure), .init(handover.bodyName), .init(VietnamTime(handover.handedAt).timeText),
                        .init(VietnamTime(handover.dueAt).dayText),
                        .init(
                            texts("handover.state.\(handover.state.rawValue)"),
                            badge: handover.state == .waiting ? .warning : .neutral),
                    ])
                }, empty: texts("handover.none"), pager: Pager(paging, path: request.path, texts: texts)),
            PageInfo(
                title: texts("handover.list"),
                breadcrumbs: [PageInfo.Breadcrumb(texts("desk.title"), url: context.adminURL())]))
    }

    /// One slip, for print.
    static func slip(_ request: Request) async throws -> Response {
        let (id, texts, context) = (try request.id(), request.texts, request.module)
        let found = try await context.storage.read { database -> (Handover, Dossier, [DossierFile])? in
            guard
                let row = try Row.fetchOne(
                    database, sql: "SELECT * FROM eservices_handovers WHERE id = ?", arguments: [id])
            else { return nil }
            let handover = Handover(row: row)
            guard let dossier = try DossierRows.fetch(handover.dossier, in: database) else { return nil }
            return (handover, dossier, try DossierRows.files(of: dossier.id, in: database))
        }
        guard let (handover, dossier, files) = found else { throw PortalError.notFound }
        guard request.dossierAccess.maySee(dossier) else { throw PortalError.forbidden }
        let model = HandoverModel(
            title: texts("handover.slip_title", ["number": String(handover.id)]), authority: context.site.authority,
            office: EServicesSettings(context.settings).office, place: context.site.name,
            day: VietnamTime(handover.handedAt).documentDayText,
            facts: request.facts([
                ("dossier.code", dossier.code, nil), ("slip.procedure", dossier.procedureName, nil),
                ("dossier.applicant", dossier.applicantLabel, nil), ("handover.body", handover.bodyName, nil),
                ("handover.handed", VietnamTime(handover.handedAt).timeText, nil),
                ("handover.due", VietnamTime(handover.dueAt).longDayText(texts), nil),
                ("dossier.due", dossier.dueAt.map { VietnamTime($0).longDayText(texts) } ?? "", nil),
                ("handover.note", handover.note, nil),
                ("handover.state", texts("handover.state.\(handover.state.rawValue)"), nil),
                (
                    "handover.answered",
                    [handover.answeredBy, handover.answeredAt.map { VietnamTime($0).timeText } ?? "", handover.reason]
                        .filter { !$0.isEmpty }.joined(separator: ", "), nil
                ),
            ]), hasPapers: !files.isEmpty,
            papers: files.filter { $0.role != .result }.map { "\($0.label): \($0.file.name)" },
            from: handover.handedBy, to: handover.answeredBy,
            dossierUrl: context.adminURL(EServicesScreen.dossier(dossier.id)), dossier: dossier.code)
        return try request.adminPage(
            "admin/handover", model,
            PageInfo(
                title: model.title,
                breadcrumbs: [
                    PageInfo.Breadcrumb(texts("desk.title"), url: context.adminURL()),
                    PageInfo.Breadcrumb(texts("handover.list"), url: context.adminURL(EServicesScreen.handovers)),
                ]))
    }
}

/// What the template `admin/handover` shows.
struct HandoverModel: TemplateModel {
    let title: String
    let authority: String
    let office: String
    let place: String
    let day: String
    let facts: [FactModel]
    let hasPapers: Bool
    let papers: [String]
    let from: String
    let to: String
    let dossierUrl: String
    let dossier: String

    static var example: HandoverModel {
        HandoverModel(
            title: "Phiếu bàn giao số 12", authority: "UBND xã", office: "Bộ phận Một cửa", place: "Xã Đồng Việt",
            day: "ngày 24 tháng 11 năm 2026", facts: [.example], hasPapers: true, papers: ["Giấy chứng sinh"],
            from: "Nguyễn Thị Hạnh", to: "Trần Văn Lương", dossierUrl: "/quan-tri/e-services/ho-so/1",
            dossier: "UBND-261124-0007")
    }
}
