import Foundation
import GRDB
import PortalKit

/// All that is done to bodies. Each method is part of one transaction, and leaves revision, audit entry, search entry
/// and event with what it changes.
struct BodyDesk: Sendable {
    /// Where the module's public pages begin.
    let mountPath: String

    init(_ context: ModuleContext) {
        mountPath = context.mountPath
    }

    /// Makes a new body, the last among its siblings.
    ///
    /// - Throws: ``BodyRefusal``, `HTMLSanitizerError` for functions that cannot be shown.
    func create(_ content: BodyContent, in change: Change) throws -> Body {
        var content = content
        content.slug = try freeSlug(for: content, id: nil, in: change.database)
        try check(content, id: nil, in: change.database)
        let id = try OrganizationRows.insert(content, in: change)
        try keepRevision(of: id, content, in: change)
        let body = try require(id, in: change.database)
        try change.audit("organization.create-body", on: body.reference, after: content)
        try settle(body, before: nil, in: change)
        return body
    }

    /// Replaces a body's content.
    ///
    /// - Parameter revision: the revision that the content was made from.
    /// - Throws: ``EditConflict`` when there is a later one; ``BodyRefusal``, `HTMLSanitizerError`.
    @discardableResult
    func save(_ id: Int64, _ content: BodyContent, from revision: Int, in change: Change) throws -> Body {
        let before = try require(id, in: change.database)
        guard before.revision == revision else { throw EditConflict() }
        var content = content
        content.slug = try freeSlug(for: content, id: id, in: change.database)
        guard content != before.content else { return before }
        try check(content, id: id, in: change.database)
        try OrganizationRows.update(id, content, in: change)
        try keepRevision(of: id, content, in: change)
        let after = try require(id, in: change.database)
        if before.path != after.path { try change.redirect(mountPath + before.path, to: mountPath + after.path) }
        try change.audit("organization.save-body", on: after.reference, before: before.content, after: content)
        try settle(after, before: before, in: change)
        return after
    }

    /// Deletes a body that was made by mistake; one that has existed gets the day of its end instead.
    ///
    /// - Throws: ``BodyRefusal/notEmpty``.
    func delete(_ id: Int64, in change: Change) throws {
        let body = try require(id, in: change.database)
        let dependents = try Int.fetchOne(
            change.database,
            sql: """
                SELECT (SELECT count(*) FROM organization_bodies WHERE parent_id = ?1)
                    + (SELECT count(*) FROM organization_bodies WHERE successor_id = ?1)
                    + (SELECT count(*) FROM organization_people WHERE body_id = ?1)
                """, arguments: [id])
        guard dependents == 0 else { throw BodyRefusal.notEmpty }
        try change.database.execute(sql: "DELETE FROM organization_bodies WHERE id = ?", arguments: [id])
        try change.audit("organization.delete-body", on: body.reference, before: body.content)
        try change.removeFromIndex(body.reference)
        try change.setLibraryUses(of: body.reference, isPublic: false)
        change.touch(.body(id), .structure, .directory, .organizationSitemap)
        try change.emit(Event(OrganizationNames.bodyChangedEvent, record: body.reference))
    }

    /// Moves a body by one place among its siblings; at the end nothing happens.
    func move(_ id: Int64, _ direction: MoveDirection, in change: Change) throws {
        let body = try require(id, in: change.database)
        let siblings = try OrganizationRows.bodies(in: change.database)
            .filter { $0.content.parent == body.content.parent }.map(\.id)
        guard try change.reorder(siblings, moving: id, direction, table: .bodies) else { return }
        try change.audit(
            "organization.move-body", on: body.reference, before: ["position": body.position],
            after: ["position": try require(id, in: change.database).position])
        change.touch(.structure, .directory)
    }

    // MARK: - Parts

    private func settle(_ body: Body, before: Body?, in change: Change) throws {
        let (new, old) = (body.content, before?.content)
        change.touch(.body(body.id), .organizationSitemap)
        let isArranged =
            old.map { [$0.slug, $0.name, $0.dissolvedOn ?? ""] } == [new.slug, new.name, new.dissolvedOn ?? ""]
            && old?.successor == new.successor
        if !isArranged || old?.parent != new.parent { change.touch(.structure, .directory) }
        if old.map({ [$0.address, $0.phone, $0.email, $0.hours] }) != [new.address, new.phone, new.email, new.hours] {
            change.touch(.directory)
        }
        try change.setLibraryUses(html: Markdown.html(from: body.content.functions), of: body.reference, isPublic: true)
        try change.index(try OrganizationSearch.entry(body, in: change.database))
        try change.emit(Event(OrganizationNames.bodyChangedEvent, record: body.reference))
    }

    private func check(_ content: BodyContent, id: Int64?, in database: Database) throws {
        _ = try Markdown.html(from: content.functions)
        if let first = content.establishedOn, let end = content.dissolvedOn, end < first {
            throw BodyRefusal.endBeforeBeginning
        }
        let tree = try BodyTree.fetch(in: database)
        if let successor = content.successor, successor == id || tree[successor] == nil {
            throw BodyRefusal.successorImpossible
        }
        guard let parent = content.parent else { return }
        guard tree[parent] != nil, id.map({ !tree.isBelow(parent, $0) }) ?? true else {
            throw BodyRefusal.parentImpossible
        }
    }

    private func keepRevision(of id: Int64, _ content: BodyContent, in change: Change) throws {
        let number = try change.saveRevision(of: OrganizationNames.body(id), content: content)
        try change.database.execute(
            sql: "UPDATE organization_bodies SET revision = ? WHERE id = ?", arguments: [number, id])
    }

    private func require(_ id: Int64, in database: Database) throws -> Body {
        guard let body = try OrganizationRows.body(id, in: database) else { throw PortalError.notFound }
        return body
    }

    private func freeSlug(for content: BodyContent, id: Int64?, in database: Database) throws -> String {
        let wish = content.slug.isEmpty ? content.name : content.slug
        return try OrganizationTable.bodies.freeSlug(wish, limit: BodyContent.Limit.slug, id: id, in: database)
    }
}
