import Foundation
import PortalKit

/// Takes an article to its next step, on a screen of its own that shows what was saved: nothing that somebody is still
/// typing can be lost by it, and nothing goes out that nobody has saved.
enum ArticleStepScreen {
    static func show(_ request: Request) async throws -> Response {
        try await ArticleEditScreen.showSteps(try await request.article(), request)
    }

    static func advance(_ request: Request) async throws -> Response {
        guard let transition = request.parameters["step"], NewsWorkflow.type.transition(transition) != nil else {
            throw PortalError.notFound
        }
        return try await go(transition, request)
    }

    static func publishNow(_ request: Request) async throws -> Response {
        try await go(nil, request)
    }

    /// - Parameter transition: nil to publish by all the steps at one stroke.
    private static func go(_ transition: String?, _ request: Request) async throws -> Response {
        let article = try await request.article()
        let (workflow, actor) = (request.module.workflow, request.actor)
        let steps = try await request.module.storage.read { database in
            try ArticleSteps.fetch(article, for: actor, workflow: workflow, in: database)
        }
        guard let way = steps.ways.first(where: { $0.transition == transition }) else {
            return back(article, .error, request.texts("step.not_possible"), request)
        }
        var form = ArticleSteps.form(way, request.texts)
        form.accept(request)
        guard form.isValid else {
            return try await ArticleEditScreen.showSteps(article, failed: (transition, form), status: 422, request)
        }
        let reason = form[ArticleSteps.reason]
        let seen = request.form.integer("revision")
        do {
            let desk = NewsDesk(request.module)
            try await request.module.storage.write(as: actor) { change in
                if way.demandsDeclaration { try change.audit("news.declare-no-secret", on: article.reference) }
                if let transition {
                    try desk.advance(article.id, by: transition, reason: reason, seen: seen, in: change)
                } else {
                    try desk.publish(article.id, seen: seen, in: change)
                }
            }
        } catch is EditConflict {
            return back(article, .error, request.texts("step.changed_meanwhile"), request)
        } catch WorkflowError.gatesFailed(let failures) {
            let reasons = failures.map { $0.text(request.texts) }.joined(separator: " ")
            return back(article, .error, request.texts("step.refused", ["reasons": reasons]), request)
        } catch let error as WorkflowError {
            return back(article, .error, request.texts(error.messageKey), request)
        }
        let name = transition ?? "publish-now"
        let message = request.texts("step.done", ["step": request.texts("workflow.transition.\(name)")])
        return back(article, .success, message, request)
    }

    private static func back(
        _ article: Article, _ kind: FlashMessage.Kind, _ text: String, _ request: Request
    ) -> Response {
        .redirect(
            to: request.module.adminURL(NewsScreen.edit(article.id)), message: FlashMessage(kind, text))
    }
}
