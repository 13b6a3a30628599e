import Foundation
import GRDB
import PortalKit

/// Somebody else saved the article meanwhile.
struct EditConflict: Error {
    /// The article as it is now.
    let current: Article
}

/// All that is done to articles, whoever does it: an editor, a content file, the portal itself. Each method is part of
/// one transaction, and leaves revision, audit entry, search entry and event with what it changes.
struct NewsDesk: Sendable {
    let workflow: WorkflowEngine
    /// Where the module's public pages begin.
    let mountPath: String

    /// Makes a new article, in the first step of its workflow.
    ///
    /// - Parameter changedAt: when its content was written; nil for now.
    /// - Throws: `HTMLSanitizerError` for a body that cannot be shown.
    func create(_ content: ArticleContent, changedAt: Date? = nil, in change: Change) throws -> Article {
        var content = content
        content.slug = try freeSlug(for: content, id: nil, in: change.database)
        let html = try RichText.html(from: content.body)
        let id = try ArticleRows.insert(
            content, html: html, step: NewsWorkflow.type.initial, changedAt: changedAt ?? change.now, in: change)
        try workflow.start(NewsNames.article(id), as: NewsWorkflow.type, scope: content.section, in: change)
        try keepRevision(of: id, content, in: change)
        let article = try require(id, in: change.database)
        try Publication.useFiles(of: article, isPublic: false, in: change)
        try change.audit("news.create", on: article.reference, after: ["title": content.title])
        return article
    }

    /// Replaces an article's content; one that is published must still pass the gates.
    ///
    /// - Parameter revision: the revision that the content was made from.
    /// - Throws: ``EditConflict`` when there is a later one; `WorkflowError.gatesFailed`, `HTMLSanitizerError`.
    @discardableResult
    func save(
        _ id: Int64, _ content: ArticleContent, from revision: Int, changedAt: Date? = nil, in change: Change
    ) throws -> Article {
        let before = try require(id, in: change.database)
        guard before.revision == revision else { throw EditConflict(current: before) }
        var content = content
        content.slug = try freeSlug(for: content, id: id, in: change.database)
        let isPublished = before.step == NewsWorkflow.publishedStep
        if isPublished { content.publishedAt = content.publishedAt ?? before.content.publishedAt }
        guard content != before.content else { return before }

        let html = try RichText.html(from: content.body)
        try ArticleRows.update(id, content, html: html, changedAt: changedAt ?? change.now, in: change.database)
        if content.section != before.content.section {
            try workflow.setScope(content.section, of: before.reference, in: change.database)
        }
        try keepRevision(of: id, content, in: change)
        try Publication.settle(id, before: before, isPublished: isPublished, in: change)
        if isPublished { try requirePublishable(before.reference, in: change.database) }
        let after = try require(id, in: change.database)
        if before.wasPublic, before.path != after.path {
            try change.redirect(mountPath + before.path, to: mountPath + after.path)
        }
        try change.audit("news.save", on: before.reference, before: Trace(before), after: Trace(after))
        return after
    }

    /// Brings an older content back, under the address and for the time that the article has now.
    ///
    /// - Throws: what ``save(_:_:from:changedAt:in:)`` does.
    func restore(_ id: Int64, _ content: ArticleContent, from revision: Int, in change: Change) throws {
        let now = try require(id, in: change.database).content
        var content = content
        (content.slug, content.publishedAt, content.expiresAt) = (now.slug, now.publishedAt, now.expiresAt)
        try save(id, content, from: revision, in: change)
    }

    /// Publishes an article by all the steps that the actor may take alone.
    ///
    /// - Throws: `WorkflowError`.
    @discardableResult
    func publish(_ id: Int64, in change: Change) throws -> Article {
        let before = try require(id, in: change.database)
        let done = try workflow.advance(before.reference, toStep: NewsWorkflow.publishedStep, in: change)
        return try done.last.map { try settle($0.item, in: change) } ?? before
    }

    /// Brings an article in line with the step that its workflow has reached.
    @discardableResult
    func settle(_ item: WorkflowItem, in change: Change) throws -> Article {
        let before = try require(item.record.id, in: change.database)
        try change.database.execute(
            sql: "UPDATE news_articles SET step = ? WHERE id = ?", arguments: [item.step, before.id])
        try Publication.settle(before.id, before: before, isPublished: item.isPublic, in: change)
        return try require(before.id, in: change.database)
    }

    // MARK: - At the time that was set

    /// The articles whose time has come, at most a hundred.
    static func due(at moment: Date, in database: Database) throws -> [Int64] {
        try Int64.fetchAll(database, sql: Publication.dueQuery, arguments: [moment])
    }

    /// Shows an article whose time has come, if it still passes all gates.
    ///
    /// - Throws: `WorkflowError.gatesFailed`.
    func release(_ id: Int64, in change: Change) throws {
        let before = try require(id, in: change.database)
        guard before.isScheduled else { return }
        try requirePublishable(before.reference, in: change.database)
        try Publication.settle(id, before: before, isPublished: true, in: change)
        try change.audit("news.release", on: before.reference)
    }

    /// The articles whose time before the public is over, at most a hundred.
    static func ended(at moment: Date, in database: Database) throws -> [Int64] {
        try Int64.fetchAll(database, sql: Publication.endedQuery, arguments: [moment])
    }

    /// Takes an article from the public whose time is over; a later time brings it back.
    func expire(_ id: Int64, in change: Change) throws {
        let before = try require(id, in: change.database)
        guard before.isPublic, let end = before.content.expiresAt, end <= change.now else { return }
        try Publication.settle(id, before: before, isPublished: true, in: change)
        try change.audit("news.expire", on: before.reference)
    }

    // MARK: - Parts

    private func requirePublishable(_ record: RecordReference, in database: Database) throws {
        let failures = try workflow.gateFailures(record, by: "publish", in: database)
        guard failures.isEmpty else { throw WorkflowError.gatesFailed(failures) }
    }

    private func keepRevision(of id: Int64, _ content: ArticleContent, in change: Change) throws {
        let number = try change.saveRevision(of: NewsNames.article(id), content: content)
        try change.database.execute(
            sql: "UPDATE news_articles SET revision = ? WHERE id = ?", arguments: [number, id])
    }

    private func require(_ id: Int64, in database: Database) throws -> Article {
        guard let article = try ArticleRows.fetch(id, in: database) else { throw PortalError.notFound }
        return article
    }

    /// The slug that was wished for or made from the title, with a number when another article has it.
    private func freeSlug(for content: ArticleContent, id: Int64?, in database: Database) throws -> String {
        let wish = content.slug.isEmpty ? content.title : content.slug
        let slug = Slug.make(from: wish, maxLength: ArticleContent.Limit.slug)
        var candidate = slug
        var number = 1
        while let other = try ArticleRows.id(withSlug: candidate, in: database), other != id {
            number += 1
            candidate = "\(slug)-\(number)"
        }
        return candidate
    }

    /// What the audit log keeps of an article's state; its content is in the revisions.
    private struct Trace: Encodable {
        let title: String
        let path: String
        let step: String
        let revision: Int
        let isPublic: Bool
        let expiresAt: Date?

        init(_ article: Article) {
            title = article.content.title
            path = article.path
            step = article.step
            revision = article.revision
            isPublic = article.isPublic
            expiresAt = article.content.expiresAt
        }
    }
}
