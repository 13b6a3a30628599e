import Foundation
import GRDB

/// The incidents: all for those who direct the response, else those that one has raised oneself.
enum IncidentListScreen {
    private static let pageSize = 30
    private static let exportLimit = 5000

    static func show(_ request: Request) async throws -> Response {
        let (texts, number) = (request.texts, try request.pageNumber())
        let choice = Choice(request)
        let (incidents, total) = try await request.site.database.read { database in
            (
                try IncidentStore.list(
                    choice.filter, limit: pageSize, offset: (number - 1) * pageSize, in: database),
                try IncidentStore.count(choice.filter, in: database)
            )
        }
        let raise = AdminAction(
            texts("incident.raise"), url: IncidentRaising.path, isPrimary: true, icon: "warning")
        let export = AdminAction(
            texts("incident.export"), url: address("/tai-ve", choice.pairs), icon: "download")
        return try request.adminList(
            AdminList(
                intro: texts(choice.seesAll ? "incident.intro" : "incident.intro_own"),
                actions: choice.seesAll ? [raise, export] : [raise], filter: choice.form,
                columns: [
                    "incident.number", "incident.kind", "incident.severity", "incident.raised_at", "incident.raised_by",
                    "incident.state",
                ]
                .map { .init(texts($0)) },
                rows: incidents.map { row($0, texts) }, empty: texts("incident.empty"),
                pager: Pager(
                    try Paging(number: number, size: pageSize, total: total), path: AdminPath.incidents,
                    query: choice.pairs, texts: texts)),
            PageInfo(title: texts("admin.incidents")))
    }

    /// The incidents of the filter as a file, for the report to the superior; times in Viet Nam's.
    static func export(_ request: Request) async throws -> Response {
        let (texts, choice) = (request.texts, Choice(request))
        let incidents = try await request.site.database.read { database in
            try IncidentStore.list(choice.filter, limit: exportLimit, in: database)
        }
        var csv = CSV()
        csv.append(
            ["number", "kind", "severity", "raised_at", "raised_by", "closed_at", "text"].map {
                texts("incident.\($0)")
            })
        for incident in incidents {
            csv.append([
                String(incident.id), texts(incident.kind.textKey), texts(incident.severity.textKey),
                VietnamTime(incident.raisedAt).timeText, incident.raisedName,
                incident.closedAt.map { VietnamTime($0).timeText } ?? "", incident.text,
            ])
        }
        return .csv(csv, name: "su-co-\(VietnamTime(request.now).isoDay).csv")
    }

    private static func row(_ incident: Incident, _ texts: Texts) -> AdminList.Row {
        AdminList.Row([
            .init(
                texts("incident.numbered", ["number": String(incident.id)]),
                url: "\(AdminPath.incidents)/\(incident.id)"),
            .init(texts(incident.kind.textKey)),
            .init(texts(incident.severity.textKey), badge: incident.severity.badge),
            .init(VietnamTime(incident.raisedAt).timeText),
            .init(incident.raisedName),
            incident.closedAt == nil
                ? .init(texts("incident.state.open"), badge: .error)
                : .init(texts("incident.state.closed"), badge: .success),
        ])
    }

    private static func address(_ path: String, _ pairs: [(String, String)]) -> String {
        AdminPath.incidents + path + (pairs.isEmpty ? "" : "?" + FormURLEncoded.encode(pairs))
    }

    /// What is to be listed, as the address says.
    private struct Choice {
        let form: Form
        let filter: IncidentStore.Filter
        let seesAll: Bool

        init(_ request: Request) {
            let (texts, query) = (request.texts, request.query)
            let all = FormField.Option("", texts("filter.all"))
            let states = ["open", "closed"].map { FormField.Option($0, texts("incident.state.\($0)")) }
            let kinds = Incident.Kind.allCases.map { FormField.Option($0.rawValue, texts($0.textKey)) }
            form = Form(fields: [
                FormField(
                    "tt", .select, label: texts("incident.state"), options: [all] + states, value: query["tt"] ?? ""),
                FormField(
                    "loai", .select, label: texts("incident.kind"), options: [all] + kinds, value: query["loai"] ?? ""),
            ])
            seesAll = request.actor.may(CorePermission.incidents)
            filter = IncidentStore.Filter(
                raisedBy: seesAll ? nil : request.actor.personId ?? 0,
                isOpen: form["tt"] == "open" ? true : form["tt"] == "closed" ? false : nil,
                kind: Incident.Kind(rawValue: form["loai"]))
        }

        var pairs: [(String, String)] { ["tt", "loai"].map { ($0, form[$0]) }.filter { !$0.1.isEmpty } }
    }
}
