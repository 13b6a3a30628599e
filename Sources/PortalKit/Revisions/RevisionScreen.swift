import Foundation
import GRDB

/// All that was saved of a record: who, when, in which step; two of them side by side; and back to an older one
/// (Art. 10.2).
enum RevisionScreen {
    /// Below the record's own screen.
    static let path = "/phien-ban"
    private static let pageSize = 50

    /// The names in the query of a comparison.
    enum Query {
        static let old = "cu"
        static let new = "moi"
    }

    static func endpoints(of records: RevisedRecords, module: ActiveModule) -> [Endpoint] {
        let base = module.context.adminURL(records.screen) + path
        func screen(
            _ method: Method, _ path: String,
            _ handle: @escaping @Sendable (RevisionScene, Request) async throws -> Response
        ) -> Endpoint {
            Endpoint(.admin, method, base + path, module: module, permissions: records.permissions) { request in
                try await handle(try await RevisionScene(records, request), request)
            }
        }
        return [
            screen(.get, "") { scene, request in
                let (old, new) = (request.query.integer(Query.old), request.query.integer(Query.new))
                guard let old, let new else { return try await list(scene, request) }
                return try await RevisionComparison.show(scene, old, new, request)
            },
            screen(.post, "/:number/khoi-phuc/:newest") { try await RevisionRestoring.restore($0, $1) },
        ]
    }

    private static func list(_ scene: RevisionScene, _ request: Request) async throws -> Response {
        let (record, page, texts) = (scene.record.reference, try request.pageNumber(), request.texts)
        let (revisions, paging, steps) = try await request.site.database.read { database in
            let paging = try Paging(
                number: page, size: pageSize, total: Revisions.count(of: record, in: database))
            let revisions = try Revisions.list(of: record, limit: pageSize, offset: paging.offset, in: database)
            return (revisions, paging, try RevisionSteps(record, texts: texts, in: database))
        }
        let newest = paging.total
        var columns = ["revision.number", "revision.person", "revision.time"]
        if steps.isKnown { columns.append("revision.step") }
        columns.append("revision.note")
        let list = AdminList(
            intro: texts("revision.intro"),
            actions: [
                AdminAction(texts("revision.back"), url: request.module.adminURL(scene.record.screen), icon: "edit")
            ],
            filter: revisions.count > 1 ? RevisionComparison.form(revisions, texts) : nil,
            filterSubmit: texts("revision.compare"),
            columns: columns.map { AdminList.Column(texts($0)) },
            rows: revisions.map { row($0, newest: newest, steps, scene, request) }, empty: texts("revision.none"),
            pager: Pager(paging, path: scene.url, texts: texts))
        return try request.adminList(
            list,
            PageInfo(
                title: texts("revision.of", ["title": scene.record.title]), breadcrumbs: [scene.breadcrumb(request)]))
    }

    private static func row(
        _ revision: Revision, newest: Int, _ steps: RevisionSteps, _ scene: RevisionScene, _ request: Request
    ) -> AdminList.Row {
        let (texts, number) = (request.texts, revision.number)
        let name = texts("revision.name", ["number": String(number)])
        var cells: [AdminList.Cell] = [
            number == newest
                ? .init(texts("revision.newest", ["number": String(number)]), badge: .success) : .init(name),
            .init(revision.person(texts)),
            .init(VietnamTime(revision.at).timeText),
        ]
        if steps.isKnown { cells.append(.init(steps.name(at: revision.at))) }
        cells.append(.init(revision.note ?? "–"))
        var links: [AdminAction] = []
        if number > 1 {
            links.append(AdminAction(texts("revision.changes"), url: scene.url(comparing: number - 1, number)))
        }
        if number < newest, number < newest - 1 {
            links.append(AdminAction(texts("revision.to_newest"), url: scene.url(comparing: number, newest)))
        }
        if let view = scene.records.view {
            links.append(AdminAction(texts("revision.view"), url: request.module.adminURL(view(scene.record, number))))
        }
        let posts = scene.record.mayEdit && number < newest ? [scene.restoring(number, newest: newest, request)] : []
        return AdminList.Row(cells, links: links, posts: posts)
    }
}

/// A record's revisions, as a request names them.
struct RevisionScene: Sendable {
    let records: RevisedRecords
    let record: RevisedRecord
    /// The list of its revisions.
    let url: String

    /// - Throws: what keeps the person from seeing the record.
    init(_ records: RevisedRecords, _ request: Request) async throws {
        self.records = records
        record = try await records.find(request)
        url = request.module.revisionsURL(record.screen)
    }

    func url(comparing old: Int, _ new: Int) -> String {
        "\(url)?\(RevisionScreen.Query.old)=\(old)&\(RevisionScreen.Query.new)=\(new)"
    }

    func breadcrumb(_ request: Request) -> PageInfo.Breadcrumb {
        PageInfo.Breadcrumb(record.title, url: request.module.adminURL(record.screen))
    }

    /// The button that brings a revision back, after a question.
    func restoring(_ number: Int, newest: Int, _ request: Request) -> AdminPost {
        let (texts, values) = (request.texts, ["number": String(number)])
        let kept = records.explanation.map { " " + texts($0) } ?? ""
        return AdminPost(
            texts("revision.restore"), url: "\(url)/\(number)/khoi-phuc/\(newest)",
            subject: texts("revision.name", values),
            confirm: .init(
                texts("revision.restore.ask", values), explanation: texts("revision.restore.explained") + kept))
    }
}

/// The step that a record was in at a time; nothing for a record without a workflow.
struct RevisionSteps: Sendable {
    private let entries: [(at: Date, step: String)]
    private let names: WorkflowNames?

    var isKnown: Bool { names != nil }

    init(_ record: RecordReference, texts: Texts, in database: Database) throws {
        names = try WorkflowItem.find(record, in: database).map {
            try WorkflowNames($0.type, texts: texts, in: database)
        }
        entries = try WorkflowLog.history(of: record, limit: 1_000, in: database).map { ($0.at, $0.to) }
    }

    func name(at moment: Date) -> String {
        guard let step = entries.last(where: { $0.at <= moment })?.step ?? entries.first?.step else { return "–" }
        return names?.step(step) ?? "–"
    }
}
