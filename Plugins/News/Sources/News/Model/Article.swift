import Foundation
import GRDB
import PortalKit

/// An article with all that is known of it.
struct Article: Sendable {
    let id: Int64
    var content: ArticleContent
    /// The body as the sanitiser left it.
    var bodyHTML: SafeHTML
    /// The step of the workflow that it is in.
    let step: String
    /// Whether the public sees it.
    let isPublic: Bool
    /// Whether it is published and waits for its time.
    let isScheduled: Bool
    /// The last revision's number.
    let revision: Int
    /// The account that wrote it first; nil for articles from content files.
    let createdBy: Int64?
    let createdAt: Date
    /// When its content last changed.
    let changedAt: Date
    /// Whether the public has ever seen it: from then on its old addresses lead to the new ones.
    let wasPublic: Bool

    /// Whether it is published and has been before the public for as long as it was meant to.
    var isExpired: Bool { step == NewsWorkflow.publishedStep && !isPublic && !isScheduled }

    var reference: RecordReference { NewsNames.article(id) }

    var path: String { NewsPath.article(section: content.section, slug: content.slug) }

    /// The library's items that its page shows.
    var libraryItems: Set<Int64> { bodyHTML.libraryItems.union(content.libraryItems) }

    /// The article with its pictures as the library has them now, those of its text in all their sizes, as a page shows
    /// it: at most two queries, however many pictures there are.
    func withPictures(in database: Database) throws -> Article {
        var shown = self
        shown.content = try content.withCurrentPictures(in: database)
        shown.bodyHTML = try bodyHTML.withLibraryPictures(in: database)
        return shown
    }
}

/// What lists show of an article.
struct ArticleSummary: Sendable, Equatable {
    let id: Int64
    let section: String
    let slug: String
    let title: String
    let lead: String
    let publishedAt: Date
    let isReference: Bool
    var picture: ArticlePicture?

    static let columns = "id, section, slug, title, lead, published_at, is_reference"

    init(row: Row) {
        id = row["id"]
        section = row["section"]
        slug = row["slug"]
        title = row["title"]
        lead = row["lead"]
        publishedAt = row["published_at"]
        isReference = row["is_reference"]
    }

    var path: String { NewsPath.article(section: section, slug: slug) }
}
