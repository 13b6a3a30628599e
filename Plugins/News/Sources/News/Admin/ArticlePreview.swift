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
        let (article, surroundings) = try await request.module.storage.read { database in
            (try article.withPictures(in: database), try ArticleSurroundings.fetch(article, in: database))
        }
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
            try ArticleRows.fetch(id, in: database).map { ($0, try ArticleSurroundings.fetch($0, in: database)) }
        }
        guard let (article, surroundings) = found else { throw PortalError.notFound }
        let presenter = NewsPresenter(request)
        return PublicView(
            try request.fragment("article", presenter.article(article, surroundings)), presenter.info(article))
    }
}

/// An older revision of an article (Art. 10.2: everything is kept).
enum ArticleRevision {
    /// The content of a revision.
    ///
    /// - Throws: ``PortalError/notFound`` when there is no such one.
    static func fetch(_ article: Article, number: Int, _ request: Request) async throws -> ArticleContent {
        let revision = try await request.module.storage.read { database in
            try Revisions.fetch(of: article.reference, number: number, in: database)
        }
        guard let revision else { throw PortalError.notFound }
        return try revision.decode(ArticleContent.self)
    }

    static func show(_ request: Request) async throws -> Response {
        let article = try await request.article()
        let number = Int(try request.id("number"))
        let content = try await fetch(article, number: number, request)
        let old = Article(
            id: article.id, content: content, bodyHTML: try RichText.html(from: content.body), step: article.step,
            isPublic: article.isPublic, isScheduled: article.isScheduled, revision: number,
            createdBy: article.createdBy, createdAt: article.createdAt, changedAt: article.changedAt,
            wasPublic: article.wasPublic)
        return try await ArticlePreview.show(
            old, state: request.texts("history.revision", ["number": String(number)]), notice: "preview.revision",
            NewsScreen.edit(article.id) + "?phien-ban=\(number)", request)
    }
}
