import GRDB
import PortalKit

/// All that is done to introduction pages; each method is part of one transaction and leaves its traces.
struct PageDesk: Sendable {
    /// Where the module's public pages begin.
    let mountPath: String

    init(_ context: ModuleContext) {
        mountPath = context.mountPath
    }

    /// Makes a new page, the last one.
    ///
    /// - Throws: `HTMLSanitizerError` for a text that cannot be shown.
    func create(_ content: IntroductionContent, in change: Change) throws -> IntroductionPage {
        var content = content
        content.slug = try freeSlug(for: content, id: nil, in: change.database)
        _ = try content.textHTML()
        let id = try OrganizationRows.insert(content, in: change)
        try keepRevision(of: id, content, in: change)
        let page = try require(id, in: change.database)
        try change.audit("organization.create-page", on: page.reference, after: ["title": content.title])
        try settle(page, isListed: false, in: change)
        return page
    }

    /// Replaces a page's content.
    ///
    /// - Parameter revision: the revision that the content was made from.
    /// - Throws: ``EditConflict``, `HTMLSanitizerError`.
    @discardableResult
    func save(
        _ id: Int64, _ content: IntroductionContent, from revision: Int, in change: Change
    ) throws -> IntroductionPage {
        let before = try require(id, in: change.database)
        guard before.revision == revision else { throw EditConflict() }
        var content = content
        content.slug = try freeSlug(for: content, id: id, in: change.database)
        guard content != before.content else { return before }
        _ = try content.textHTML()
        try OrganizationRows.update(id, content, in: change)
        try keepRevision(of: id, content, in: change)
        let after = try require(id, in: change.database)
        let (old, new) = (OrganizationPath.page(before.content.slug), OrganizationPath.page(content.slug))
        if old != new { try change.redirect(mountPath + old, to: mountPath + new) }
        try change.audit(
            "organization.save-page", on: after.reference, before: Trace(before), after: Trace(after))
        try settle(after, isListed: old == new && before.title == after.title, in: change)
        return after
    }

    /// Deletes a page; its revisions stay.
    func delete(_ id: Int64, in change: Change) throws {
        let page = try require(id, in: change.database)
        try change.database.execute(sql: "DELETE FROM organization_pages WHERE id = ?", arguments: [id])
        try change.audit("organization.delete-page", on: page.reference, before: Trace(page))
        try change.removeFromIndex(page.reference)
        try change.setLibraryUses(of: page.reference, isPublic: false)
        try reindexFirst(in: change)
        change.touch(.introductionPage(id), .introductionPages, .organizationSitemap)
    }

    /// Moves a page by one place; at the end nothing happens.
    func move(_ id: Int64, _ direction: MoveDirection, in change: Change) throws {
        let page = try require(id, in: change.database)
        let siblings = try OrganizationRows.pages(in: change.database)
        guard try change.reorder(siblings.map(\.id), moving: id, direction, table: .pages) else { return }
        for page in siblings { try change.index(try OrganizationSearch.entry(page, in: change.database)) }
        try change.audit(
            "organization.move-page", on: page.reference, before: ["position": page.position],
            after: ["position": try require(id, in: change.database).position])
        change.touch(.introductionPages, .organizationSitemap)
    }

    // MARK: - Parts

    private func settle(_ page: IntroductionPage, isListed: Bool, in change: Change) throws {
        change.touch(.introductionPage(page.id), .organizationSitemap)
        if !isListed { change.touch(.introductionPages) }
        try change.setLibraryUses(
            html: page.content.textHTML(), items: page.content.blocks.flatMap(\.pictures), of: page.reference,
            isPublic: true)
        try change.index(try OrganizationSearch.entry(page, in: change.database))
    }

    /// The first page has another address than the others.
    private func reindexFirst(in change: Change) throws {
        guard let first = try OrganizationRows.pages(in: change.database).first else { return }
        try change.index(try OrganizationSearch.entry(first, in: change.database))
    }

    private func keepRevision(of id: Int64, _ content: IntroductionContent, in change: Change) throws {
        let number = try change.saveRevision(of: OrganizationNames.page(id), content: content)
        try change.database.execute(
            sql: "UPDATE organization_pages SET revision = ? WHERE id = ?", arguments: [number, id])
    }

    private func require(_ id: Int64, in database: Database) throws -> IntroductionPage {
        guard let page = try OrganizationRows.page(id, in: database) else { throw PortalError.notFound }
        return page
    }

    private func freeSlug(for content: IntroductionContent, id: Int64?, in database: Database) throws -> String {
        let wish = content.slug.isEmpty ? content.title : content.slug
        return try OrganizationTable.pages.freeSlug(wish, limit: IntroductionContent.Limit.slug, id: id, in: database)
    }

    /// What the audit log keeps of a page's state; its text is in the revisions.
    private struct Trace: Encodable {
        let title: String
        let slug: String
        let revision: Int

        init(_ page: IntroductionPage) {
            title = page.title
            slug = page.content.slug
            revision = page.revision
        }
    }
}
