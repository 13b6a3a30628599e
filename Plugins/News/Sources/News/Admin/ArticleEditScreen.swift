import Foundation
import PortalKit

/// The screens on which an article is written.
enum ArticleEditScreen {
    // MARK: - A new article

    static func new(_ request: Request) async throws -> Response {
        let access = ArticleAccess(request)
        let settings = NewsSettings(request.module.settings)
        guard !access.writable.isEmpty else { throw PortalError.forbidden }
        var content = ArticleContent()
        content.section = access.writable.onlySlug
        content.source = settings.defaultSource
        content.author = request.actor.personId == nil ? "" : request.actor.name
        let editing = try await request.editing(newForm)
        content.take(try await KeptFiles.typed(editing, article: nil, request))
        var form = ArticleForm(
            content, revision: 0, sections: access.writable, settings: settings, texts: request.texts)
        form.form.resume(editing)
        return try showNew(form, editing, request)
    }

    static func create(_ request: Request) async throws -> Response {
        let access = ArticleAccess(request)
        var submission = try await ArticleSubmission.read(request, article: nil, sections: access.writable)
        let uploads = submission.uploads
        guard submission.form.form.isValid else {
            submission.form.form.set(ArticleForm.Name.revision, to: "0")
            try await request.module.storage.write(as: request.actor) { try uploads.keep(in: $0) }
            return try showNew(submission.form, try await request.editing(newForm), request)
        }
        let (desk, content) = (NewsDesk(request.module), submission.content)
        let article = try await request.module.storage.write(as: request.actor) { change in
            try uploads.register(in: change)
            try change.dropDraft(newForm, sentWith: request)
            return try desk.create(content, in: change)
        }
        return saved(article, request)
    }

    private static let newForm = EditKey.new(NewsNames.articleType)

    private static func showNew(_ form: ArticleForm, _ editing: Editing, _ request: Request) throws -> Response {
        try request.adminForm(
            form.form, PageInfo(title: request.texts("admin.new"), breadcrumbs: [listStep(request)]),
            submit: request.texts("admin.save_draft"),
            buttons: ArticleEditModel.buttons(request), cancelURL: request.module.adminURL(), editing: editing)
    }

    // MARK: - An article

    static func edit(_ request: Request) async throws -> Response {
        let article = try await request.article()
        let editing = try await request.editing(.record(article.reference))
        var content = article.content
        content.take(try await KeptFiles.typed(editing, article: article, request))
        var form = form(article, content, request)
        form.form.resume(editing)
        return try await show(article, form: form, editing, request)
    }

    static func save(_ request: Request) async throws -> Response {
        let article = try await request.article()
        let access = ArticleAccess(request)
        guard access.mayEdit(article) else { throw PortalError.forbidden }
        var submission = try await ArticleSubmission.read(
            request, article: article, sections: editable(article, access))
        let (uploads, content) = (submission.uploads, submission.content)
        let seen = submission.form.revision(from: request)
        do {
            if submission.form.form.isValid {
                let desk = NewsDesk(request.module)
                let after = try await request.module.storage.write(as: request.actor) { change in
                    try uploads.register(in: change)
                    try change.dropDraft(.record(article.reference), sentWith: request)
                    return try desk.save(article.id, content, from: seen, in: change)
                }
                return saved(after, request)
            }
        } catch let conflict as EditConflict {
            try await request.module.storage.write(as: request.actor) { try uploads.keep(in: $0) }
            return try await showMerge(conflict.current, content, since: seen, request)
        } catch WorkflowError.gatesFailed(let failures) {
            for failure in failures {
                submission.form.form.fail(ArticleForm.fieldName(of: failure), failure.text(request.texts))
            }
        }
        submission.form.form.set(ArticleForm.Name.revision, to: String(seen))
        try await request.module.storage.write(as: request.actor) { try uploads.keep(in: $0) }
        let editing = try await request.editing(.record(article.reference))
        return try await show(article, form: submission.form, editing, status: 422, request)
    }

    /// Keeps what was typed, shows it beside what the other person has changed, and lets the person decide.
    private static func showMerge(
        _ current: Article, _ typed: ArticleContent, since seen: Int, _ request: Request
    ) async throws -> Response {
        let merge = try await request.merge(typed, into: current.reference, since: seen)
        let editing = try await request.editing(.record(current.reference))
        return try await show(
            current, form: form(current, merge.content, revision: merge.revision, request), editing,
            merge: merge.notice, status: 409, request)
    }

    private static func saved(_ article: Article, _ request: Request) -> Response {
        let message = FlashMessage(
            .success, request.texts("admin.saved", ["number": String(article.revision)]))
        let path =
            switch request.form["then"] {
            case "preview": request.module.adminURL(NewsScreen.preview(article.id))
            case "steps": request.module.stepsURL(NewsScreen.edit(article.id))
            default: request.module.adminURL(NewsScreen.edit(article.id))
            }
        return .redirect(to: path, message: message)
    }

    /// The file that the article was made from, for whoever may change it.
    static func source(_ request: Request) async throws -> Response {
        let article = try await request.article()
        guard ArticleAccess(request).mayEdit(article) else { throw PortalError.forbidden }
        let file = try await request.module.storage.read { try KeptUpload.source(of: article.reference, in: $0) }
        guard let file else { throw PortalError.notFound }
        return .download(file)
    }

    // MARK: - The screen

    private static func form(
        _ article: Article, _ content: ArticleContent, revision: Int? = nil, _ request: Request
    ) -> ArticleForm {
        ArticleForm(
            content, revision: revision ?? article.revision, sections: editable(article, ArticleAccess(request)),
            settings: NewsSettings(request.module.settings), texts: request.texts)
    }

    private static func show(
        _ article: Article, form: ArticleForm, _ editing: Editing, merge: EditMergeNotice? = nil, status: Int = 200,
        _ request: Request
    ) async throws -> Response {
        let mayEdit = ArticleAccess(request).mayEdit(article)
        let model = ArticleEditModel.make(
            article, title: request.texts("admin.edit"), form: mayEdit ? form : nil, editing, merge: merge,
            workflow: try await workflow(article, request), origin: try await origin(of: article, request), request)
        return try request.adminPage(
            "admin/edit", model,
            PageInfo(title: model.title, breadcrumbs: [listStep(request)], status: status))
    }

    private static func origin(of article: Article, _ request: Request) async throws -> ArticleOrigin {
        let mayEdit = ArticleAccess(request).mayEdit(article)
        let mayTakeSubmissions = request.actor.may(NewsPermission.submissions)
        return try await request.module.storage.read { database in
            ArticleOrigin(
                file: mayEdit ? try KeptUpload.source(of: article.reference, in: database) : nil,
                submission: mayTakeSubmissions
                    ? try SubmissionRows.fetch(ofArticle: article.id, in: database)?.id : nil)
        }
    }

    private static func workflow(_ article: Article, _ request: Request) async throws -> WorkflowPanel {
        let state = try await ArticleState.read(article, request)
        return try await request.workflowPanel(of: article.reference, state: (state.text, state.badge)) {
            request.module.adminURL(NewsScreen.revision(article.id, $0))
        }
    }

    static func listStep(_ request: Request) -> PageInfo.Breadcrumb {
        PageInfo.Breadcrumb(request.texts("admin.list"), url: request.module.adminURL())
    }

    private static func editable(_ article: Article, _ access: ArticleAccess) -> [NewsSection] {
        let own = access.sections[article.content.section].map { [$0] } ?? []
        return access.sections.all.filter { access.writable.contains($0) || own.contains($0) }
    }
}

extension ArticleForm {
    /// The revision that the sender had before them.
    fileprivate func revision(from request: Request) -> Int { request.form.integer(Name.revision) ?? 0 }
}
