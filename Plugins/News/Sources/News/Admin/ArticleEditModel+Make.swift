import Foundation
import PortalKit

extension ArticleEditModel {
    /// The screen of an article.
    ///
    /// - Parameters:
    ///   - form: nil for whoever may not change the article now. Its steps have a screen of their own: beside the form they
    ///     would take what is saved and lose what is being typed.
    ///   - submission: the one that it was made from, for those who may see it.
    ///   - conflict: who saved meanwhile, in words.
    static func make(
        _ article: Article, title: String, form: ArticleForm?, workflow: WorkflowPanel, submission: Int64?,
        conflict: String?, _ request: Request
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
                    buttons: buttons(request), cancelURL: context.adminURL())
            },
            lockedNotice: form == nil ? texts("admin.locked") : nil,
            conflict: conflict,
            conflictUrl: conflict.map { _ in context.adminURL(NewsScreen.revision(article.id, article.revision)) },
            workflow: workflow,
            previewUrl: context.adminURL(NewsScreen.preview(article.id)),
            publicUrl: article.isPublic ? context.url(article.path) : nil,
            submissionUrl: submission.map { context.adminURL(SubmissionScreenPath.submission($0)) })
    }

    /// Ways to save the form and go on.
    static func buttons(_ request: Request) -> [FormModel.Button] {
        [
            .init(name: "then", value: "preview", label: request.texts("admin.save_and_preview")),
            .init(name: "then", value: "steps", label: request.texts("admin.save_and_steps")),
        ]
    }
}
