import Foundation
import GRDB
import PortalKit

/// How an article's state looks in the administration.
struct ArticleState {
    let text: String
    let badge: AdminList.Cell.Badge

    /// - Parameter time: when it goes, or went, before the public.
    init(step: String, isPublic: Bool, isScheduled: Bool, time: String, names: WorkflowNames, texts: Texts) {
        if isScheduled {
            (text, badge) = (texts("state.scheduled", ["time": time]), .warning)
        } else if step == NewsWorkflow.publishedStep, !isPublic {
            (text, badge) = (texts("state.expired"), .neutral)
        } else {
            text = names.step(step)
            badge = step == NewsWorkflow.publishedStep ? .success : step == "draft" ? .neutral : .warning
        }
    }

    /// What became of an article, when it is published but not before the public.
    static func outcome(_ database: Database, _ id: Int64, _ texts: Texts) throws -> String? {
        guard let article = try ArticleRows.fetch(id, in: database) else { return nil }
        func say(_ key: String, _ time: Date?) -> String? {
            time.map { texts(key, ["time": VietnamTime($0).timeText]) }
        }
        if article.isScheduled { return say("outcome.scheduled", article.content.publishedAt) }
        return article.isExpired ? say("outcome.expired", article.content.expiresAt) : nil
    }

    /// The state of one article.
    static func read(_ article: Article, _ request: Request) async throws -> ArticleState {
        let texts = request.texts
        let names = try await request.module.storage.read {
            try WorkflowNames(NewsWorkflow.type.id, texts: texts, in: $0)
        }
        return ArticleState(
            step: article.step, isPublic: article.isPublic, isScheduled: article.isScheduled,
            time: article.content.publishedAt.map { VietnamTime($0).timeText } ?? "", names: names, texts: texts)
    }
}
