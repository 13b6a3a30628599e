import PortalKit

/// Who may do what with an article in the administration.
struct ArticleAccess: Sendable {
    let actor: Actor
    let sections: NewsSections

    /// The sections in which the actor may write.
    var writable: [NewsSection] { sections.all.filter { actor.may(NewsPermission.write, scope: $0.slug) } }

    /// Whether the actor may change the article in the step that it is in: writers their drafts, moderators what they
    /// are to moderate, and what is approved or public only who may publish.
    func mayEdit(_ article: Article) -> Bool {
        let permission =
            switch article.step {
            case "draft": NewsPermission.write
            case "approved", NewsWorkflow.publishedStep: NewsPermission.publish
            default: NewsPermission.moderate
            }
        return actor.may(permission, scope: article.content.section)
    }

    /// Whether the actor may see the article at all.
    func maySee(_ article: Article) -> Bool {
        NewsPermission.all.contains { actor.may($0, scope: article.content.section) }
    }
}

extension ArticleAccess {
    init(_ actor: Actor, _ context: ModuleContext) {
        self.init(actor: actor, sections: NewsSettings(context.settings).sections)
    }

    init(_ request: Request) {
        self.init(request.actor, request.module)
    }
}

extension Request {
    /// The article that the path names, if the actor may see it.
    func article() async throws -> Article {
        let id = try id()
        let found = try await module.storage.read { try ArticleRows.fetch(id, in: $0) }
        guard let article = found, ArticleAccess(self).maySee(article) else { throw PortalError.notFound }
        return article
    }
}
