import Foundation
import PortalKit

extension ArticleEditModel {
    /// The screen of an article.
    ///
    /// - Parameters:
    ///   - form: nil for whoever may not change the article now. Its steps have a screen of their own: beside the form they
    ///     would take what is saved and lose what is being typed.
    ///   - merge: when somebody else saved meanwhile.
    ///   - origin: what it was made from.
    static func make(
        _ article: Article, title: String, form: ArticleForm?, _ editing: Editing, merge: EditMergeNotice?,
        workflow: WorkflowPanel, origin: ArticleOrigin, _ request: Request
    ) -> ArticleEditModel {
        let (texts, context) = (request.texts, request.module)
        return ArticleEditModel(
            title: title,
            intro: texts(
                "admin.edit_intro",
                ["number": String(article.revision), "time": VietnamTime(article.changedAt).timeText]),
            hasActions: false, actions: [], csrf: request.formToken(), revision: String(article.revision),
            form: form.map { form in
                request.formModel(
                    form.form, action: context.adminURL(NewsScreen.edit(article.id)), submit: texts("admin.save"),
                    buttons: buttons(request), cancelURL: context.adminURL(), editing: editing, merge: merge)
            },
            lockedNotice: form == nil ? texts("admin.locked") : nil,
            workflow: workflow,
            revisionsUrl: context.revisionsURL(NewsScreen.edit(article.id)),
            previewUrl: context.adminURL(NewsScreen.preview(article.id)),
            publicUrl: article.isPublic ? context.url(article.path) : nil,
            submissionUrl: origin.submission.map { context.adminURL(SubmissionScreenPath.submission($0)) },
            source: origin.file.map {
                Source(url: context.adminURL(NewsScreen.source(article.id)), name: $0.name)
            })
    }

    /// Ways to save the form and go on.
    static func buttons(_ request: Request) -> [FormModel.Button] {
        [
            .init(name: "then", value: "preview", label: request.texts("admin.save_and_preview")),
            .init(name: "then", value: "steps", label: request.texts("admin.save_and_steps")),
        ]
    }
}

/// What an article was made from, as far as the person may see it.
struct ArticleOrigin: Sendable {
    let file: KeptUpload?
    let submission: Int64?
}
