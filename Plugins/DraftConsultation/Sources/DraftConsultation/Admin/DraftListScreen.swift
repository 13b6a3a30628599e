import Foundation
import GRDB
import PortalKit

/// The list of all drafts in the administration.
enum DraftListScreen {
    private static let pageSize = 20

    static func show(_ request: Request) async throws -> Response {
        let access = request.consultation
        let search = DraftSearch(request, bodies: access.bodies(ConsultationPermission.all))
        let (number, texts) = (try request.pageNumber(), request.texts)
        let (rows, paging, names, waiting) = try await request.module.storage.read { database in
            let paging = try Paging(number: number, size: pageSize, total: search.count(in: database))
            let rows = try search.rows(limit: pageSize, offset: paging.offset, in: database)
            return (
                rows, paging, try WorkflowNames(DraftWorkflow.type.id, texts: texts, in: database),
                try CommentSearch.waiting(of: rows.map(\.id), in: database)
            )
        }
        return try request.adminList(
            AdminList(
                intro: texts("admin.intro"), actions: actions(access, request), filter: filter(search, names, texts),
                columns: ["field.title", "field.body", "admin.period", "admin.phase", "admin.comments", "admin.state"]
                    .map {
                        .init(texts($0))
                    },
                rows: rows.map { row($0, names, waiting: waiting[$0.id] ?? 0, request) },
                empty: texts(search.isFiltered ? "admin.nothing_found" : "admin.no_drafts"),
                pager: Pager(paging, path: request.module.adminURL(), query: search.pairs, texts: texts)),
            PageInfo(title: texts("admin.list")))
    }

    private static func actions(_ access: ConsultationAccess, _ request: Request) -> [AdminAction] {
        guard access.writes else { return [] }
        return [
            AdminAction(
                request.texts("admin.new"), url: request.module.adminURL(ConsultationScreen.new), isPrimary: true,
                icon: "plus"),
            AdminAction(request.texts("admin.import"), url: request.module.adminURL(ConsultationScreen.importing)),
        ]
    }

    private static func filter(_ search: DraftSearch, _ names: WorkflowNames, _ texts: Texts) -> Form {
        let all = FormField.Option("", texts("admin.all"))
        return Form(fields: [
            FormField("q", .input(type: "search"), label: texts("admin.filter_text"), value: search.text),
            FormField(
                "giai-doan", .select, label: texts("admin.phase"),
                options: [all] + DraftPhase.allCases.map { FormField.Option($0.rawValue, texts($0.key)) },
                value: search.phase?.rawValue ?? ""),
            FormField(
                "buoc", .select, label: texts("admin.state"),
                options: [all] + names.steps.map { FormField.Option($0.id, $0.title) }, value: search.step),
        ])
    }

    private static func row(_ draft: Draft, _ names: WorkflowNames, waiting: Int, _ request: Request) -> AdminList.Row {
        let (context, texts, access) = (request.module, request.texts, request.consultation)
        let edit = context.adminURL(ConsultationScreen.edit(draft.id))
        let phase = draft.phase(at: request.now)
        let period =
            draft.content.startsOn.isEmpty
            ? "–" : "\(draft.content.startsOn.dayText) – \(draft.content.endsOn.dayText)"
        let isInitial = draft.step == DraftWorkflow.type.initial
        let comments =
            String(draft.commentCount) + (waiting > 0 ? " (\(texts("admin.waiting", ["count": String(waiting)])))" : "")
        let treats = draft.wasPublic && access.mayTreat(draft)
        return AdminList.Row(
            [
                .init(draft.content.title, url: edit), .init(draft.content.body), .init(period),
                draft.isPublic ? .init(texts(phase.key), badge: phase.badge) : .init("–"),
                .init(
                    comments, url: treats ? context.adminURL(ConsultationScreen.comments(draft.id)) : nil,
                    badge: nil),
                .init(
                    names.step(draft.step), badge: draft.isPublic ? .success : isInitial ? .neutral : .warning),
            ],
            links: [
                AdminAction(texts("admin.steps"), url: context.stepsURL(ConsultationScreen.edit(draft.id))),
                AdminAction(texts("admin.preview"), url: context.adminURL(ConsultationScreen.preview(draft.id))),
            ],
            posts: access.mayDelete(draft)
                ? [
                    AdminPost(
                        texts("admin.delete"), url: context.adminURL(ConsultationScreen.deletion(draft.id)),
                        subject: draft.content.title,
                        confirm: .init(
                            texts("admin.delete_question", ["title": draft.content.title]),
                            explanation: texts("admin.delete_explanation")))
                ] : [])
    }
}

/// The administration's list: all drafts, whatever their step.
struct DraftSearch: Sendable {
    let text: String
    let step: String
    let phase: DraftPhase?
    /// Only drafts of these bodies; nil for all.
    let bodies: [Int64]?
    let now: Date

    init(_ request: Request, bodies: [Int64]?) {
        text = String((request.query["q"] ?? "").normalizedInput().prefix(100))
        step = String((request.query["buoc"] ?? "").prefix(60))
        phase = request.query["giai-doan"].flatMap(DraftPhase.init(rawValue:))
        self.bodies = bodies
        now = request.now
    }

    var pairs: [(String, String)] {
        [("q", text), ("giai-doan", phase?.rawValue ?? ""), ("buoc", step)].filter { !$0.1.isEmpty }
    }

    var isFiltered: Bool { !pairs.isEmpty }

    func count(in database: Database) throws -> Int {
        let condition = condition
        return try Int.fetchOne(
            database, sql: "SELECT count(*) FROM consultation_drafts WHERE \(condition.sql)",
            arguments: condition.arguments) ?? 0
    }

    func rows(limit: Int, offset: Int, in database: Database) throws -> [Draft] {
        let condition = condition
        return try Row.fetchAll(
            database,
            sql: """
                SELECT * FROM consultation_drafts WHERE \(condition.sql) ORDER BY changed_at DESC, id DESC
                LIMIT ? OFFSET ?
                """, arguments: condition.arguments + [limit, offset]
        ).map(DraftRows.draft)
    }

    private var condition: (sql: String, arguments: StatementArguments) {
        var parts = ["1"]
        var arguments = StatementArguments()
        if !step.isEmpty {
            parts.append("step = ?")
            arguments += [step]
        }
        if let phase {
            let (sql, values) = phase.condition(now)
            parts.append("is_public = 1 AND " + sql)
            arguments += values
        }
        if let bodies {
            parts.append("body_id IN (\(bodies.map { _ in "?" }.joined(separator: ", ")))")
            arguments += StatementArguments(bodies)
        }
        for word in text.folded.split(separator: " ").prefix(8) {
            parts.append("instr(search_key, ?) > 0")
            arguments += [String(word)]
        }
        return (parts.joined(separator: " AND "), arguments)
    }
}
