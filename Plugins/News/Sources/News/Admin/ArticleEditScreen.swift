import Foundation
import PortalKit

/// The screens on which an article is written.
enum ArticleEditScreen {
    // MARK: - A new article

    static func new(_ request: Request) async throws -> Response {
        let access = ArticleAccess(request)
        let settings = NewsSettings(request.module.settings)
        guard let section = access.writable.first else { throw PortalError.forbidden }
        var content = ArticleContent()
        content.section = section.slug
        content.source = settings.defaultSource
        content.author = request.actor.personId == nil ? "" : request.actor.name
        let form = ArticleForm(
            content, revision: 0, sections: access.writable, settings: settings, texts: request.texts)
        return try showNew(form, request)
    }

    static func create(_ request: Request) async throws -> Response {
        let access = ArticleAccess(request)
        var submission = try await ArticleSubmission.read(request, article: nil, sections: access.writable)
        let uploads = submission.uploads
        guard submission.form.form.isValid else {
            submission.form.form.set(ArticleForm.Name.revision, to: "0")
            try await request.module.storage.write(as: request.actor) { try uploads.keep(in: $0) }
            return try showNew(submission.form, request)
        }
        let (desk, content) = (NewsDesk(request.module), submission.content)
        let article = try await request.module.storage.write(as: request.actor) { change in
            try uploads.register(in: change)
            return try desk.create(content, in: change)
        }
        return saved(article, request)
    }

    private static func showNew(_ form: ArticleForm, _ request: Request) throws -> Response {
        try request.adminForm(
            form.form, PageInfo(title: request.texts("admin.new"), breadcrumbs: [listStep(request)]),
            submit: request.texts("admin.save_draft"),
            buttons: ArticleEditModel.buttons(request), cancelURL: request.module.adminURL())
    }

    // MARK: - An article

    /// `?phien-ban=3` puts an older revision's content into the form, to be saved as the newest.
    static func edit(_ request: Request) async throws -> Response {
        let article = try await request.article()
        var content = article.content
        if let number = request.query.integer("phien-ban") {
            content = try await ArticleRevision.fetch(article, number: number, request)
            content.slug = article.content.slug
        }
        return try await show(article, content: content, request)
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
                    return try desk.save(article.id, content, from: seen, in: change)
                }
                return saved(after, request)
            }
        } catch let conflict as EditConflict {
            try await request.module.storage.write(as: request.actor) { try uploads.keep(in: $0) }
            return try await showConflict(conflict.current, submission.form, request)
        } catch WorkflowError.gatesFailed(let failures) {
            for failure in failures {
                submission.form.form.fail(ArticleForm.fieldName(of: failure), failure.text(request.texts))
            }
        }
        submission.form.form.set(ArticleForm.Name.revision, to: String(seen))
        try await request.module.storage.write(as: request.actor) { try uploads.keep(in: $0) }
        return try await show(article, form: submission.form, status: 422, request)
    }

    /// Keeps what was typed, says who was faster, and lets the person decide: saving again replaces the other's text.
    private static func showConflict(
        _ current: Article, _ form: ArticleForm, _ request: Request
    ) async throws -> Response {
        let revision = try await request.module.storage.read { database in
            try Revisions.fetch(of: current.reference, number: current.revision, in: database)
        }
        var form = form
        form.form.set(ArticleForm.Name.revision, to: String(current.revision))
        let values = [
            "name": revision?.actorName ?? "", "number": String(current.revision),
            "time": revision.map { VietnamTime($0.at).timeText } ?? "",
        ]
        return try await show(
            current, form: form, conflict: request.texts("conflict.explained", values), status: 409, request)
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

    // MARK: - The screen

    /// Shows an article with its content in the form.
    static func show(
        _ article: Article, content: ArticleContent? = nil, status: Int = 200, _ request: Request
    ) async throws -> Response {
        let form = ArticleForm(
            content ?? article.content, revision: article.revision, sections: editable(article, ArticleAccess(request)),
            settings: NewsSettings(request.module.settings), texts: request.texts)
        return try await show(article, form: form, status: status, request)
    }

    static func show(
        _ article: Article, form: ArticleForm, conflict: String? = nil, status: Int = 200, _ request: Request
    ) async throws -> Response {
        let mayEdit = ArticleAccess(request).mayEdit(article)
        let model = ArticleEditModel.make(
            article, title: request.texts("admin.edit"), form: mayEdit ? form : nil,
            workflow: try await workflow(article, request), submission: try await submission(of: article, request),
            conflict: conflict, request)
        return try request.adminPage(
            "admin/edit", model,
            PageInfo(title: model.title, breadcrumbs: [listStep(request)], status: status))
    }

    private static func submission(of article: Article, _ request: Request) async throws -> Int64? {
        guard request.actor.may(NewsPermission.submissions) else { return nil }
        return try await request.module.storage.read { try SubmissionRows.fetch(ofArticle: article.id, in: $0)?.id }
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
