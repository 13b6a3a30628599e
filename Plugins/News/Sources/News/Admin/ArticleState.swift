import GRDB
import PortalKit

/// How an article's state looks in the administration.
struct ArticleState {
    let text: String
    let badge: AdminList.Cell.Badge

    /// - Parameter time: when it goes, or went, before the public.
    init(step: String, isScheduled: Bool, time: String, names: WorkflowNames, texts: Texts) {
        if isScheduled {
            (text, badge) = (texts("state.scheduled", ["time": time]), .warning)
        } else {
            text = names.step(step)
            badge = step == NewsWorkflow.publishedStep ? .success : step == "draft" ? .neutral : .warning
        }
    }

    /// What became of an article, when it is published but not before the public.
    static func outcome(_ database: Database, _ id: Int64, _ texts: Texts) throws -> String? {
        guard let article = try ArticleRows.fetch(id, in: database), article.isScheduled,
            let time = article.content.publishedAt
        else { return nil }
        return texts("outcome.scheduled", ["time": VietnamTime(time).timeText])
    }

    /// The state of one article.
    static func read(_ article: Article, _ request: Request) async throws -> ArticleState {
        let texts = request.texts
        let names = try await request.module.storage.read {
            try WorkflowNames(NewsWorkflow.type.id, texts: texts, in: $0)
        }
        return ArticleState(
            step: article.step, isScheduled: article.isScheduled,
            time: article.content.publishedAt.map { VietnamTime($0).timeText } ?? "", names: names, texts: texts)
    }
}
