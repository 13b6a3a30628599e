import GRDB
import PortalKit

/// All that is done to people; each method is part of one transaction and leaves its traces.
enum PersonDesk {
    /// Adds a person, the last in the body.
    ///
    /// - Throws: `PortalError.notFound` when there is no such body; ``PersonRefusal``.
    static func create(_ content: PersonContent, in change: Change) throws -> Person {
        let body = try requireBody(content.body, in: change.database)
        try check(content, in: change.database)
        let id = try OrganizationRows.insert(content, in: change)
        try usePicture(of: content, id, in: change)
        try keepRevision(of: id, content, in: change)
        try change.audit("organization.create-person", on: OrganizationNames.person(id), after: content)
        try settle(body, in: change)
        return try require(id, in: change.database)
    }

    /// Replaces what is known of a person; one who changes to another body becomes the last there.
    ///
    /// - Parameter revision: the revision that the content was made from.
    /// - Throws: ``EditConflict``, `PortalError.notFound`; ``PersonRefusal``.
    @discardableResult
    static func save(_ id: Int64, _ content: PersonContent, from revision: Int, in change: Change) throws -> Person {
        let before = try require(id, in: change.database)
        guard before.revision == revision else { throw EditConflict() }
        guard content != before.content else { return before }
        let body = try requireBody(content.body, in: change.database)
        try check(content, in: change.database)
        if content.body != before.content.body {
            try change.database.execute(
                sql: """
                    UPDATE organization_people
                    SET position = (SELECT coalesce(max(position), 0) + 1 FROM organization_people WHERE body_id = ?)
                    WHERE id = ?
                    """, arguments: [content.body, id])
        }
        try OrganizationRows.update(id, content, in: change)
        try usePicture(of: content, id, in: change)
        try keepRevision(of: id, content, in: change)
        try change.audit("organization.save-person", on: before.reference, before: before.content, after: content)
        if content.body != before.content.body {
            try settle(requireBody(before.content.body, in: change.database), in: change)
        }
        try settle(body, in: change)
        return try require(id, in: change.database)
    }

    /// Takes a person out of the directory; the revisions stay, as the regulation asks (Art. 10.2).
    static func delete(_ id: Int64, in change: Change) throws {
        let person = try require(id, in: change.database)
        let body = try requireBody(person.content.body, in: change.database)
        try change.database.execute(sql: "DELETE FROM organization_people WHERE id = ?", arguments: [id])
        try change.audit("organization.delete-person", on: person.reference, before: person.content)
        try change.setLibraryUses(of: person.reference, isPublic: false)
        try settle(body, in: change)
    }

    /// Moves a person by one place in the body; at the end nothing happens.
    static func move(_ id: Int64, _ direction: MoveDirection, in change: Change) throws {
        let person = try require(id, in: change.database)
        let siblings = try OrganizationRows.people(of: person.content.body, in: change.database).map(\.id)
        guard try change.reorder(siblings, moving: id, direction, table: .people) else { return }
        try change.audit(
            "organization.move-person", on: person.reference, before: ["position": person.position],
            after: ["position": try require(id, in: change.database).position])
        try settle(requireBody(person.content.body, in: change.database), in: change)
    }

    private static func check(_ content: PersonContent, in database: Database) throws {
        guard let photo = content.photo else { return }
        guard try LibraryItem.find(photo, in: database)?.kind == .picture else { throw PersonRefusal.noPicture }
    }

    private static func usePicture(of content: PersonContent, _ id: Int64, in change: Change) throws {
        try change.setLibraryUses(
            items: content.photo.map { [$0] } ?? [], of: OrganizationNames.person(id), isPublic: true)
    }

    /// A body's page, its entry in the search, the structure and the directory show its people.
    private static func settle(_ body: Body, in change: Change) throws {
        change.touch(.body(body.id), .structure, .directory)
        try change.index(try OrganizationSearch.entry(body, in: change.database))
    }

    private static func keepRevision(of id: Int64, _ content: PersonContent, in change: Change) throws {
        let number = try change.saveRevision(of: OrganizationNames.person(id), content: content)
        try change.database.execute(
            sql: "UPDATE organization_people SET revision = ? WHERE id = ?", arguments: [number, id])
    }

    private static func require(_ id: Int64, in database: Database) throws -> Person {
        guard let person = try OrganizationRows.person(id, in: database) else { throw PortalError.notFound }
        return person
    }

    private static func requireBody(_ id: Int64, in database: Database) throws -> Body {
        guard let body = try OrganizationRows.body(id, in: database) else { throw PortalError.notFound }
        return body
    }
}
