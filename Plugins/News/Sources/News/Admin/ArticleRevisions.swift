import Foundation
import PortalKit

/// What is kept of an article each time it is saved (Art. 10.2: everything is kept).
enum ArticleRevisions {
    /// - Parameter sections: those of the site when the module was registered.
    static func records(_ sections: NewsSections) -> RevisedRecords {
        RevisedRecords(
            type: NewsNames.articleType, screen: "/:id", permissions: NewsPermission.all,
            explanation: "revision.restore_keeps",
            view: { NewsScreen.revision($0.reference.id, $1) },
            find: { request in
                let article = try await request.article()
                return RevisedRecord(
                    article.reference, title: article.content.title, screen: NewsScreen.edit(article.id),
                    mayEdit: ArticleAccess(request).mayEdit(article))
            },
            fields: { revision, _, texts in fields(try revision.decode(ArticleContent.self), sections, texts) },
            restore: { revision, current, change, context in
                try NewsDesk(context).restore(
                    revision.record.id, revision.decode(ArticleContent.self), from: current, in: change)
            })
    }

    static func fields(_ content: ArticleContent, _ sections: NewsSections, _ texts: Texts) -> [RevisionField] {
        func text(_ name: String, _ value: String) -> RevisionField {
            RevisionField(name, texts("field.\(name)"), text: value)
        }
        func time(_ name: String, _ value: Date?) -> RevisionField {
            text(name, value.map { VietnamTime($0).timeText } ?? "")
        }
        func choice(_ name: String, _ value: Bool) -> RevisionField {
            text(name, texts(value ? "revision.yes" : "revision.no"))
        }
        func picture(_ picture: ArticlePicture) -> String {
            [picture.name, picture.alt, picture.caption].filter { !$0.isEmpty }.joined(separator: " – ")
        }
        let typed = ArticleForm.Name.self
        let markup = (try? RichText.html(from: content.body)) ?? SafeHTML(escaping: content.body)
        return [
            text(typed.title, content.title), text(typed.section, sections.title(of: content.section)),
            text(typed.lead, content.lead), RevisionField(typed.body, texts("field.body"), markup: markup),
            text(typed.source, content.source), text(typed.author, content.author),
            choice(typed.reference, content.isReference),
            RevisionField(typed.picture, texts("field.picture"), items: content.picture.map { [picture($0)] } ?? []),
            RevisionField("gallery", texts("field.gallery"), items: content.gallery.map(picture)),
            RevisionField("attachments", texts("attachments"), items: content.attachments.map(\.name)),
            text(typed.tags, content.tags.joined(separator: ", ")), time(typed.publishedAt, content.publishedAt),
            time(typed.expiresAt, content.expiresAt), text(typed.slug, content.slug),
            choice(typed.featured, content.isFeatured),
        ]
    }

    /// An older revision as the public would have seen it.
    static func show(_ request: Request) async throws -> Response {
        let article = try await request.article()
        let number = Int(try request.id("number"))
        let revision = try await request.module.storage.read { database in
            try Revisions.fetch(of: article.reference, number: number, in: database)
        }
        guard let revision else { throw PortalError.notFound }
        let content = try revision.decode(ArticleContent.self)
        let old = Article(
            id: article.id, content: content, bodyHTML: try RichText.html(from: content.body), step: article.step,
            isPublic: article.isPublic, isScheduled: article.isScheduled, revision: number,
            createdBy: article.createdBy, createdAt: article.createdAt, changedAt: article.changedAt,
            wasPublic: article.wasPublic)
        return try await ArticlePreview.show(
            old, state: request.texts("history.revision", ["number": String(number)]), notice: "preview.revision",
            NewsScreen.edit(article.id), request)
    }
}
