import Foundation

/// The screen on which two revisions of a record stand side by side.
enum RevisionComparison {
    static func show(_ scene: RevisionScene, _ first: Int, _ second: Int, _ request: Request) async throws -> Response {
        let (record, texts) = (scene.record.reference, request.texts)
        let (old, new) = (min(first, second), max(first, second))
        let fields = scene.records.fields
        let (left, right, revisions, newest) = try await request.site.database.read { database in
            func read(_ number: Int) throws -> Side {
                guard let revision = try Revisions.fetch(of: record, number: number, in: database) else {
                    throw PortalError.notFound
                }
                return Side(revision: revision, fields: try fields(revision, database, texts))
            }
            return (
                try read(old), try read(new), try Revisions.list(of: record, limit: 200, in: database),
                try Revisions.count(of: record, in: database)
            )
        }
        let listed = Set(revisions.map(\.number))
        let older = [right.revision, left.revision].filter { !listed.contains($0.number) }
        var form = form(revisions + older, texts)
        form.set(RevisionScreen.Query.old, to: String(old))
        form.set(RevisionScreen.Query.new, to: String(new))
        var links: [AdminAction] = []
        if old > 1 { links.append(AdminAction(texts("revision.earlier"), url: scene.url(comparing: old - 1, old))) }
        if new < newest { links.append(AdminAction(texts("revision.later"), url: scene.url(comparing: new, new + 1))) }
        let posts = scene.record.mayEdit && old < newest ? [scene.restoring(old, newest: newest, request)] : []
        let title = texts("revision.compare_of", ["title": scene.record.title])
        let model = RevisionComparisonModel(
            title: title, intro: nil, hasActions: !links.isEmpty, actions: links, hasFilter: true, filterUrl: scene.url,
            filters: form.fields.map { FieldModel($0) },
            comparison: ComparisonModel(
                left.fields, right.fields, titles: (left.title(texts), right.title(texts)), texts: texts),
            postActions: posts.map {
                PostAction($0, csrf: request.formToken(), back: scene.url(comparing: old, new))
            })
        return try request.adminCorePage(
            "admin/revision-comparison", model,
            PageInfo(
                title: title,
                breadcrumbs: [scene.breadcrumb(request), .init(texts("revisions"), url: scene.url)]))
    }

    /// The choice of two revisions.
    ///
    /// - Parameter revisions: the newest first.
    static func form(_ revisions: [Revision], _ texts: Texts) -> Form {
        let options = revisions.map { FormField.Option(String($0.number), title(of: $0, texts)) }
        var form = Form(fields: [
            FormField(RevisionScreen.Query.old, .select, label: texts("revision.compare_old"), options: options),
            FormField(RevisionScreen.Query.new, .select, label: texts("revision.compare_new"), options: options),
        ])
        if let newest = revisions.first?.number, newest > 1 {
            form.set(RevisionScreen.Query.old, to: String(newest - 1))
            form.set(RevisionScreen.Query.new, to: String(newest))
        }
        return form
    }

    private struct Side: Sendable {
        let revision: Revision
        let fields: [RevisionField]

        func title(_ texts: Texts) -> String { RevisionComparison.title(of: revision, texts) }
    }

    static func title(of revision: Revision, _ texts: Texts) -> String {
        texts(
            "revision.named",
            [
                "number": String(revision.number), "name": revision.person(texts),
                "time": VietnamTime(revision.at).timeText,
            ])
    }
}

extension Revision {
    /// Who saved it, in words: the portal itself for what came from content files.
    func person(_ texts: Texts) -> String {
        actorId == nil || actorName.isEmpty ? texts("work.history.portal") : actorName
    }
}

/// What the template `admin/revision-comparison` shows.
struct RevisionComparisonModel: TemplateModel {
    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let hasFilter: Bool
    let filterUrl: String
    let filters: [FieldModel]
    let comparison: ComparisonModel
    let postActions: [PostAction]

    static var example: RevisionComparisonModel {
        RevisionComparisonModel(
            title: "So sánh: Lịch tiêm", intro: "Tin tức", hasActions: true,
            actions: [AdminAction("Mở", url: "/", isPrimary: true, icon: "edit")], hasFilter: true,
            filterUrl: "/quan-tri/news/1/phien-ban", filters: FieldModel.examples, comparison: .example,
            postActions: [
                PostAction(
                    AdminPost("Khôi phục", url: "/", subject: "3", isPrimary: true, confirm: .example), csrf: "…")
            ])
    }
}
