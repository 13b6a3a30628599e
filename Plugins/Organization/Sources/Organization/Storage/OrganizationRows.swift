import Foundation
import GRDB
import PortalKit

/// Reading and writing rows; whoever writes leaves the traces (see the desks).
enum OrganizationRows {
    // MARK: - Bodies

    static func bodies(in database: Database) throws -> [Body] {
        try Row.fetchAll(database, sql: "SELECT * FROM organization_bodies ORDER BY position, id").map(Body.init)
    }

    static func body(_ id: Int64, in database: Database) throws -> Body? {
        try Row.fetchOne(database, sql: "SELECT * FROM organization_bodies WHERE id = ?", arguments: [id])
            .map(Body.init)
    }

    static func insert(_ content: BodyContent, in change: Change) throws -> Int64 {
        try change.database.execute(
            sql: """
                INSERT INTO organization_bodies
                    (slug, parent_id, name, functions, address, phone, email, hours, dissolved_on, established_on,
                    successor_id, grounds, position, changed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                    (SELECT coalesce(max(position), 0) + 1 FROM organization_bodies WHERE parent_id IS ?), ?)
                """, arguments: content.arguments + [content.parent, change.now])
        return change.database.lastInsertedRowID
    }

    static func update(_ id: Int64, _ content: BodyContent, in change: Change) throws {
        try change.database.execute(
            sql: """
                UPDATE organization_bodies
                SET slug = ?, parent_id = ?, name = ?, functions = ?, address = ?, phone = ?, email = ?, hours = ?,
                    dissolved_on = ?, established_on = ?, successor_id = ?, grounds = ?, changed_at = ?
                WHERE id = ?
                """, arguments: content.arguments + [change.now, id])
    }

    // MARK: - People

    static func people(in database: Database) throws -> [Person] {
        try Row.fetchAll(database, sql: "SELECT * FROM organization_people ORDER BY body_id, position, id")
            .map(Person.init)
    }

    static func people(of body: Int64, in database: Database) throws -> [Person] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM organization_people WHERE body_id = ? ORDER BY position, id",
            arguments: [body]
        ).map(Person.init)
    }

    static func person(_ id: Int64, in database: Database) throws -> Person? {
        try Row.fetchOne(database, sql: "SELECT * FROM organization_people WHERE id = ?", arguments: [id])
            .map(Person.init)
    }

    static func insert(_ content: PersonContent, in change: Change) throws -> Int64 {
        try change.database.execute(
            sql: """
                INSERT INTO organization_people (body_id, name, office, phone, email, duties, hours, photo, position)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?,
                    (SELECT coalesce(max(position), 0) + 1 FROM organization_people WHERE body_id = ?))
                """, arguments: content.arguments + [content.body])
        return change.database.lastInsertedRowID
    }

    static func update(_ id: Int64, _ content: PersonContent, in change: Change) throws {
        try change.database.execute(
            sql: """
                UPDATE organization_people
                SET body_id = ?, name = ?, office = ?, phone = ?, email = ?, duties = ?, hours = ?, photo = ?
                WHERE id = ?
                """, arguments: content.arguments + [id])
    }

    // MARK: - Pages

    static func pages(in database: Database) throws -> [IntroductionPage] {
        try Row.fetchAll(database, sql: "SELECT * FROM organization_pages ORDER BY position, id")
            .map(IntroductionPage.init(row:))
    }

    static func page(_ id: Int64, in database: Database) throws -> IntroductionPage? {
        try Row.fetchOne(database, sql: "SELECT * FROM organization_pages WHERE id = ?", arguments: [id])
            .map(IntroductionPage.init(row:))
    }

    static func insert(_ content: IntroductionContent, in change: Change) throws -> Int64 {
        try change.database.execute(
            sql: """
                INSERT INTO organization_pages (slug, title, blocks, position, changed_at)
                VALUES (?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM organization_pages), ?)
                """, arguments: [content.slug, content.title, try content.storedBlocks, change.now])
        return change.database.lastInsertedRowID
    }

    static func update(_ id: Int64, _ content: IntroductionContent, in change: Change) throws {
        try change.database.execute(
            sql: "UPDATE organization_pages SET slug = ?, title = ?, blocks = ?, changed_at = ? WHERE id = ?",
            arguments: [content.slug, content.title, try content.storedBlocks, change.now, id])
    }
}

extension IntroductionContent {
    fileprivate var storedBlocks: String {
        get throws { String(decoding: try JSONEncoder().encode(blocks), as: UTF8.self) }
    }
}

extension BodyContent {
    fileprivate var arguments: StatementArguments {
        [
            slug, parent, name, functions, address, phone, email, hours, dissolvedOn, establishedOn, successor, grounds,
        ]
    }
}

extension PersonContent {
    fileprivate var arguments: StatementArguments { [body, name, office, phone, email, duties, hours, photo] }
}
