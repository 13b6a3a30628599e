import Foundation
import PortalKit

/// The desk: the dossiers that whoever asks may see, first of all those that are open.
enum DossierListScreen {
    private static let all = "tat-ca"
    private static let pageSize = 20
    private static let filterNames = ["q", "loc", "linh-vuc", "tu", "den", "ai"]

    static func show(_ request: Request) async throws -> Response {
        let (search, form) = filter(request)
        let (number, texts, context) = (try request.pageNumber(), request.texts, request.module)
        let (rows, paging) = try await context.storage.read { database in
            let paging = try Paging(
                number: number, size: pageSize, total: search.count(in: database), countedTo: DossierSearch.countLimit)
            return (try search.rows(limit: pageSize, offset: paging.offset, in: database), paging)
        }
        let isFiltered = filterNames.contains { !form[$0].isEmpty && form[$0] != all }
        let isDesk = request.dossierAccess.isDesk
        return try request.adminList(
            AdminList(
                intro: texts("desk.intro"),
                actions: isDesk
                    ? [
                        AdminAction(
                            texts("counter.title"), url: context.adminURL(EServicesScreen.counter), isPrimary: true,
                            icon: "plus"),
                        AdminAction(texts("register.title"), url: context.adminURL(EServicesScreen.register)),
                        AdminAction(
                            texts("figures.title"), url: context.adminURL(EServicesScreen.figures), icon: "chart"),
                    ] : [], filter: form,
                columns: ["code", "procedure", "applicant", "received", "due", "state", "assignee"].map {
                    AdminList.Column(texts("desk.\($0)"), isCode: $0 == "code")
                }, rows: rows.map { row($0, request) },
                empty: texts(isFiltered ? "desk.nothing_found" : "desk.none"),
                pager: Pager(
                    paging, path: context.adminURL(), query: filterNames.map { ($0, form[$0]) }, texts: texts)),
            PageInfo(title: texts("desk.title")))
    }

    private static func row(_ dossier: Dossier, _ request: Request) -> AdminList.Row {
        let texts = request.texts
        let due = dossier.dueAt.map { VietnamTime($0).dayText } ?? "–"
        let dueCell: AdminList.Cell =
            if dossier.isLate(at: request.now) {
                .init("\(due) – \(texts("desk.late"))", badge: .error)
            } else if dossier.isDueToday(at: request.now) {
                .init("\(due) – \(texts("desk.today"))", badge: .warning)
            } else {
                .init(dossier.state.isCounted ? due : "–")
            }
        return AdminList.Row([
            .init(dossier.code, url: request.module.adminURL(EServicesScreen.dossier(dossier.id))),
            .init(dossier.procedureName), .init(dossier.applicantLabel),
            .init(VietnamTime(dossier.receivedAt).dayText), dueCell,
            .init(texts("state.\(dossier.state.rawValue)"), badge: dossier.badge),
            .init(dossier.assigneeName.isEmpty ? "–" : dossier.assigneeName),
        ])
    }

    private static func filter(_ request: Request) -> (DossierSearch, Form) {
        let texts = request.texts
        let settings = EServicesSettings(request.module.settings, language: texts.language)
        let all = FormField.Option("", texts("admin.all"))
        var form = Form(fields: [
            FormField("q", .input(type: "search"), label: texts("desk.words")),
            FormField(
                "loc", .select, label: texts("desk.state"),
                options: [FormField.Option(Self.all, texts("admin.all"))]
                    + DossierSearch.Which.allCases.map {
                        FormField.Option($0.rawValue, texts("which.\($0.rawValue)"))
                    }),
            FormField(
                "linh-vuc", .select, label: texts("procedure.field"),
                options: [all] + settings.fields.map { FormField.Option($0.slug, $0.title) }),
            FormField("tu", .input(type: "date"), label: texts("desk.from")),
            FormField("den", .input(type: "date"), label: texts("desk.to")),
            FormField(
                "ai", .select, label: texts("desk.assignee"),
                options: [all, FormField.Option("toi", texts("desk.mine"))]),
        ])
        var search = DossierSearch(now: request.now)
        search.text = String((request.query["q"] ?? "").prefix(100))
        search.which =
            request.query["loc"].map(DossierSearch.Which.init(rawValue:)) ?? (search.text.isEmpty ? .open : nil)
        search.field = request.query["linh-vuc"].flatMap { $0.isEmpty ? nil : String($0.prefix(60)) }
        search.from = request.query["tu"].flatMap(VietnamTime.init(parsing:))
        search.to = request.query["den"].flatMap(VietnamTime.init(parsing:))
        search.assignee = request.query["ai"] == "toi" ? request.actor.personId : nil
        search.bodies = request.dossierAccess.bodies
        form.set("q", to: search.text)
        form.set("loc", to: search.which?.rawValue ?? Self.all)
        form.set("linh-vuc", to: search.field ?? "")
        form.set("tu", to: search.from?.isoDay ?? "")
        form.set("den", to: search.to?.isoDay ?? "")
        form.set("ai", to: search.assignee == nil ? "" : "toi")
        return (search, form)
    }
}
