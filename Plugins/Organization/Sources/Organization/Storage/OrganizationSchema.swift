import Foundation
import GRDB
import PortalKit

/// The module's tables.
enum OrganizationSchema {
    static let bodies = Migration(
        id: "bodies",
        sql: """
            CREATE TABLE organization_bodies (
                id INTEGER PRIMARY KEY,
                slug TEXT NOT NULL UNIQUE,
                parent_id INTEGER REFERENCES organization_bodies (id) ON DELETE RESTRICT,
                name TEXT NOT NULL,
                functions TEXT NOT NULL,
                address TEXT NOT NULL,
                phone TEXT NOT NULL,
                email TEXT NOT NULL,
                hours TEXT NOT NULL,
                dissolved_on TEXT CHECK (dissolved_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
                position INTEGER NOT NULL,
                revision INTEGER NOT NULL DEFAULT 0,
                changed_at TEXT NOT NULL
            ) STRICT;
            CREATE INDEX organization_bodies_parent ON organization_bodies (parent_id, position, id);
            """)

    static let people = Migration(
        id: "people",
        sql: """
            CREATE TABLE organization_people (
                id INTEGER PRIMARY KEY,
                body_id INTEGER NOT NULL REFERENCES organization_bodies (id) ON DELETE RESTRICT,
                name TEXT NOT NULL,
                office TEXT NOT NULL,
                phone TEXT NOT NULL,
                email TEXT NOT NULL,
                duties TEXT NOT NULL,
                position INTEGER NOT NULL,
                revision INTEGER NOT NULL DEFAULT 0
            ) STRICT;
            CREATE INDEX organization_people_body ON organization_people (body_id, position, id);
            """)

    static let pages = Migration(
        id: "pages",
        sql: """
            CREATE TABLE organization_pages (
                id INTEGER PRIMARY KEY,
                slug TEXT NOT NULL UNIQUE,
                title TEXT NOT NULL,
                body TEXT NOT NULL,
                position INTEGER NOT NULL,
                revision INTEGER NOT NULL DEFAULT 0,
                changed_at TEXT NOT NULL
            ) STRICT;
            CREATE INDEX organization_pages_position ON organization_pages (position, id);
            """)

    /// Which entry of the content file a record came from, with what was in it; `revision` is the one that the file
    /// made. The row outlives the record: what an editor deleted does not come back with the next load.
    static let contentEntries = Migration(
        id: "content-entries",
        sql: """
            CREATE TABLE organization_content_entries (
                entry TEXT PRIMARY KEY,
                checksum TEXT NOT NULL,
                record_id INTEGER NOT NULL,
                revision INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            """)

    /// What a body was before and became after, and what people see of a person.
    static let pastAndPortraits = Migration(
        id: "past-and-portraits",
        sql: """
            ALTER TABLE organization_bodies ADD COLUMN established_on TEXT;
            ALTER TABLE organization_bodies ADD COLUMN successor_id INTEGER
                REFERENCES organization_bodies (id) ON DELETE RESTRICT;
            ALTER TABLE organization_bodies ADD COLUMN grounds TEXT;
            CREATE INDEX organization_bodies_successor ON organization_bodies (successor_id)
                WHERE successor_id IS NOT NULL;
            ALTER TABLE organization_people ADD COLUMN hours TEXT;
            ALTER TABLE organization_people ADD COLUMN photo INTEGER;
            """)

    /// Pages of blocks in place of one text; what was written before becomes blocks of text.
    static let pageBlocks = Migration(id: "page-blocks") { database in
        try database.execute(
            sql:
                "ALTER TABLE organization_pages ADD COLUMN blocks TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(blocks))"
        )
        for row in try Row.fetchAll(database, sql: "SELECT id, body FROM organization_pages") {
            let blocks = try JSONEncoder().encode(PageBlock.blocks(ofMarkdown: row["body"]))
            try database.execute(
                sql: "UPDATE organization_pages SET blocks = ? WHERE id = ?",
                arguments: [String(decoding: blocks, as: UTF8.self), row["id"] as Int64])
        }
        try database.execute(sql: "ALTER TABLE organization_pages DROP COLUMN body")
    }

    static let all = [bodies, people, pages, contentEntries, pastAndPortraits, pageBlocks]
}
