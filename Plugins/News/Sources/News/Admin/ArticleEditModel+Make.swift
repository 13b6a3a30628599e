import Foundation
import PortalKit

extension ArticleEditModel {
    /// The screen of an article.
    ///
    /// - Parameters:
    ///   - form: nil for whoever may not change the article now, and on the screen of its steps. While there is a form
    ///     there are no steps beside it: they would take what is saved and lose what is being typed.
    ///   - failed: a step's form that was refused, shown again with its errors.
    ///   - conflict: who saved meanwhile, in words.
    static func make(
        _ article: Article, title: String, form: ArticleForm?, isLocked: Bool, steps: ArticleSteps,
        failed: (transition: String?, form: Form)?,
        conflict: String?, _ request: Request
    ) -> ArticleEditModel {
        let (texts, context) = (request.texts, request.module)
        let state = article.state
        let events = events(article, steps, request)
        let lastSave = steps.revisions.first.map { VietnamTime($0.at).timeText } ?? ""
        return ArticleEditModel(
            title: title,
            intro: texts("admin.edit_intro", ["number": String(article.revision), "time": lastSave]),
            hasActions: false, actions: [], csrf: request.formToken(), revision: String(article.revision),
            form: form.map { form in
                request.formModel(
                    form.form, action: context.adminURL(NewsScreen.edit(article.id)), submit: texts("admin.save"),
                    buttons: buttons(request), cancelURL: context.adminURL())
            },
            lockedNotice: isLocked ? texts("admin.locked") : nil,
            hasMain: form != nil || isLocked,
            conflict: conflict,
            conflictUrl: conflict.map { _ in context.adminURL(NewsScreen.revision(article.id, article.revision)) },
            state: texts(state.key, ["time": article.content.publishedAt.map { VietnamTime($0).timeText } ?? ""]),
            stateBadge: state.badge.rawValue, assignedTo: steps.assignedTo,
            due: steps.item?.dueAt.map(MomentModel.day), hasObstacles: !steps.obstacles.isEmpty,
            obstacles: steps.obstacles.map { failure in
                Obstacle(text: failure.text(texts), url: failure.remedyURL(for: request.actor))
            },
            steps: form == nil ? steps.ways.map { step($0, article, failed, request) } : [],
            editUrl: form == nil && !isLocked && ArticleAccess(request).mayEdit(article)
                ? context.adminURL(NewsScreen.edit(article.id)) : nil,
            previewUrl: context.adminURL(NewsScreen.preview(article.id)),
            publicUrl: article.isPublic ? context.url(article.path) : nil,
            submissionUrl: steps.submission.map { context.adminURL(SubmissionScreenPath.submission($0)) },
            hasHistory: !events.isEmpty, history: events)
    }

    /// Ways to save the form and go on.
    static func buttons(_ request: Request) -> [FormModel.Button] {
        [
            .init(name: "then", value: "preview", label: request.texts("admin.save_and_preview")),
            .init(name: "then", value: "steps", label: request.texts("admin.save_and_steps")),
        ]
    }

    private static func step(
        _ way: ArticleSteps.Way, _ article: Article, _ failed: (transition: String?, form: Form)?, _ request: Request
    ) -> Step {
        let refused = failed.flatMap { $0.transition == way.transition ? $0.form : nil }
        let form = refused ?? ArticleSteps.form(way, request.texts)
        let path =
            way.transition.map { NewsScreen.transition(article.id, $0) } ?? NewsScreen.publishNow(article.id)
        let suffix = way.transition ?? "publish-now"
        return Step(
            url: request.module.adminURL(path), label: request.texts("workflow.transition.\(suffix)"),
            primary: way.isForward, fields: form.fields.map { FieldModel($0, idSuffix: suffix) })
    }

    /// What happened to the article, the latest first: its steps and its revisions.
    private static func events(_ article: Article, _ steps: ArticleSteps, _ request: Request) -> [Event] {
        let texts = request.texts
        let taken = steps.log.map { entry in
            let key = entry.transition.map { "workflow.transition.\($0)" } ?? "history.started"
            let event = Event(
                action: texts(key), actor: name(of: entry.actor, texts), time: .minute(entry.at), url: nil,
                number: nil, note: entry.reason.isEmpty ? nil : entry.reason)
            return (entry.at, 1, entry.id, event)
        }
        let saved = steps.revisions.map { revision in
            let event = Event(
                action: texts("history.saved"), actor: revision.actorName, time: .minute(revision.at),
                url: request.module.adminURL(NewsScreen.revision(article.id, revision.number)),
                number: String(revision.number), note: revision.note)
            return (revision.at, 0, Int64(revision.number), event)
        }
        return (taken + saved).sorted { ($0.0, $0.1, $0.2) > ($1.0, $1.1, $1.2) }.map(\.3)
    }

    private static func name(of actor: Actor.Kind, _ texts: Texts) -> String {
        switch actor {
        case .person(_, let name): name
        case .system, .command, .anonymous: texts("history.portal")
        }
    }
}
