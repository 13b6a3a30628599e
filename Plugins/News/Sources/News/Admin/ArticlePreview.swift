import Foundation
import PortalKit

/// An article as the public sees it, or will see it.
enum ArticlePreview {
    static func show(_ request: Request) async throws -> Response {
        let article = try await request.article()
        let state = try await ArticleState.read(article, request)
        let notice = article.isPublic ? "preview.public" : "preview.not_public"
        return try await show(
            article, state: state.text, notice: notice, NewsScreen.edit(article.id),
            request)
    }

    /// - Parameter edit: the screen to which the bar above the page leads.
    static func show(
        _ article: Article, state: String, notice: String, _ edit: String, _ request: Request
    ) async throws -> Response {
        let (stored, surroundings) = try await request.module.storage.read { database in
            (try article.withPictures(in: database), try ArticleSurroundings.fetch(article, in: database))
        }
        var article = stored
        article.bodyHTML = try await request.linkingMentions(stored.bodyHTML)
        let presenter = NewsPresenter(request)
        return try request.previewPage(
            "article", presenter.article(article, surroundings), presenter.info(article), state: state,
            notice: request.texts(notice), editURL: request.module.adminURL(edit))
    }
}

extension ArticlePreview {
    /// An article as the public sees it, without its frame.
    static func view(_ id: Int64, _ request: Request) async throws -> PublicView {
        let found = try await request.module.storage.read { database in
            try ArticleRows.fetch(id, in: database).map {
                (try $0.withPictures(in: database), try ArticleSurroundings.fetch($0, in: database))
            }
        }
        guard let (article, surroundings) = found else { throw PortalError.notFound }
        let presenter = NewsPresenter(request)
        return PublicView(
            try request.fragment("article", presenter.article(article, surroundings)), presenter.info(article))
    }
}
