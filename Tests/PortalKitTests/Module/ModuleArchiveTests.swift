import Foundation
import GRDB
import Testing

@testable import PortalKit

struct ModuleArchiveTests {
    private let site: TestSite
    private let archive: ModuleArchive
    private let path: String

    init() throws {
        site = try TestSite()
        archive = ModuleArchive(module: "news", prefix: "news_", database: site.database)
        path = site.folder.appendingPathComponent("news.archive").path
        try site.migrate(.news(Migration(id: "1", sql: Self.schema)))
        try site.database.writeBlocking { try $0.execute(sql: Self.workflow) }
        try site.migrate(
            MigrationHistory(
                owner: "ads", prefix: "ads_",
                migrations: [Migration(id: "1", sql: "CREATE TABLE ads_items (id INTEGER PRIMARY KEY)")]
            ))
        try fill()
    }

    private static let schema = """
        CREATE TABLE news_sections (slug TEXT PRIMARY KEY, title TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE news_articles (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            section TEXT NOT NULL REFERENCES news_sections (slug),
            title TEXT NOT NULL,
            length INTEGER GENERATED ALWAYS AS (length(title)) STORED,
            photo BLOB, score REAL, extra
        );
        CREATE INDEX news_articles_section ON news_articles (section, id) WHERE title <> '';
        CREATE TABLE news_log (line TEXT);
        CREATE TRIGGER news_articles_inserted AFTER INSERT ON news_articles BEGIN
            INSERT INTO news_log VALUES ('inserted ' || NEW.id);
            INSERT INTO news_titles (rowid, title) VALUES (NEW.id, NEW.title);
        END;
        CREATE VIEW news_long AS SELECT * FROM news_articles WHERE length > 10;
        CREATE VIRTUAL TABLE news_titles USING fts5 (
            title, content = 'news_articles', content_rowid = 'id', tokenize = 'vietnamese');
        CREATE VIRTUAL TABLE news_notes USING fts5 (note, tokenize = 'vietnamese');
        CREATE VIRTUAL TABLE news_hidden USING fts5 (word, content = '');
        """

    private static let workflow = """
        INSERT INTO core_workflow_types (id, version, definition)
            VALUES ('news.editorial', 1, '{}'), ('newsletter.editorial', 1, '{}');
        INSERT INTO core_workflow_items (record_type, record_id, type, version, step, is_public, is_waiting, since)
            VALUES ('news.article', 1, 'news.editorial', 1, 'draft', 0, 1, ''),
                ('newsletter.issue', 1, 'newsletter.editorial', 1, 'draft', 0, 1, '');
        """

    private func fill() throws {
        try site.storage().writeBlocking(as: .an) { change in
            let database = change.database
            try database.execute(sql: "INSERT INTO news_sections VALUES ('thong-bao', 'Thông báo')")
            for number in 1...40 {
                try database.execute(
                    sql:
                        "INSERT INTO news_articles (section, title, photo, score, extra) VALUES ('thong-bao', ?, ?, ?, ?)",
                    arguments: [
                        "Bài số \(number) về đường", Data([0, 1, UInt8(number)]), 1.5, number % 2 == 0 ? "7" : nil,
                    ])
                try database.execute(sql: "INSERT INTO news_notes (note) VALUES (?)", arguments: ["ghi chú \(number)"])
                try database.execute(
                    sql: "INSERT INTO news_hidden (rowid, word) VALUES (?, 'kín')", arguments: [number])
                let record = RecordReference(type: "news.article", id: Int64(number))
                try change.saveRevision(of: record, content: ["number": number])
                try change.index(
                    SearchEntry(
                        record: record, kind: "article", title: "Bài \(number)", text: "đường", path: "/\(number)"))
            }
            try database.execute(sql: "DELETE FROM news_articles WHERE id > 38; DELETE FROM news_log WHERE rowid < 5")
            try database.execute(
                sql: """
                    INSERT INTO core_modules VALUES ('news', 'enabled', '1.0.0', '{"perPage":20}', '2026-01-31');
                    INSERT INTO core_redirects VALUES ('/cu', '/moi', 'news'), ('/khac', '/moi', 'ads');
                    INSERT INTO core_jobs (module, id, known_since) VALUES ('news', 'tidy', '2026-01-31');
                    INSERT INTO core_files VALUES
                        ('aa', 'a.png', 'image/png', 1, NULL, NULL, '2026-01-31', NULL),
                        ('bb', 'b.png', 'image/png', 1, NULL, NULL, '2026-01-31', NULL);
                    INSERT INTO core_file_uses VALUES ('aa', 'news.article', 1, 'news', 1),
                        ('bb', 'news.article', 1, 'news', 1), ('bb', 'ads.item', 1, 'ads', 1);
                    """)
        }
    }

    /// Schema and all rows, but for numbers that are given anew and the core's index over them.
    private func everything() throws -> [String] {
        try site.database.readBlocking { database in
            var lines = try SchemaObject.all(in: database).map { "\($0.type) \($0.name) \($0.sql ?? "")" }
            for table in try ModuleTable.all(prefix: "", in: database) where !table.name.hasPrefix("core_search_text") {
                let name = table.name
                let renumbered = ["core_search", "core_revisions"].contains(name) || name == "sqlite_sequence"
                let columns = table.columns.filter { !(renumbered && ["_rowid_", "id"].contains($0)) }
                let list = columns.map(\.quotedDatabaseIdentifier).joined(separator: ", ")
                lines += try Row.fetchAll(database, sql: "SELECT \(list) FROM \(name)").map { "\(name) \($0)" }
            }
            return lines.sorted()
        }
    }

    private func integrity() throws {
        try site.database.writeBlocking { database in
            for index in ["news_titles", "news_notes", "core_search_text"] {
                try database.execute(sql: "INSERT INTO \(index) (\(index)) VALUES ('integrity-check')")
            }
            let report = try String.fetchAll(database, sql: "PRAGMA integrity_check")
            #expect(report == ["ok"])
        }
    }

    @Test func theImpactNamesWhatWillGo() throws {
        let impact = try archive.impact()
        #expect(
            impact.tables.map { "\($0.table) \($0.rows)" } == [
                "news_sections 1", "news_articles 38", "news_log 36", "news_titles 38", "news_notes 40",
                "news_hidden 40",
            ])
        let core = Dictionary(uniqueKeysWithValues: impact.coreTables.map { ($0.table, $0.rows) })
        #expect(core["core_search"] == 40 && core["core_revisions"] == 40 && core["core_migrations"] == 1)
        #expect(core["core_modules"] == 1 && core["core_redirects"] == 1 && core["core_file_uses"] == 2)
        #expect(core["core_workflow_items"] == 1 && core["core_files"] == nil)
        #expect(core["core_audit"] == nil)
        #expect(impact.searchEntries == 40 && impact.files == ["aa"] && impact.references == [])
    }

    @Test func whatWasTakenOutComesBackAsItWas() throws {
        let before = try everything()
        try archive.export(to: path, now: TestClock.start)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        #expect(try everything() == before)
        try archive.drop()
        let gone = try everything()
        #expect(!gone.contains { $0.contains("news_") })
        #expect(
            try site.rows("SELECT record_type FROM core_workflow_items").map { $0.contains("newsletter") } == [true])
        #expect(gone.contains { $0.contains("/khac") } && !gone.contains { $0.contains("/cu") })
        let between = try site.database.readBlocking {
            try SearchIndex.search("đường", enabledModules: ["news"], in: $0).total
        }
        #expect(between == 0)
        try archive.restore(from: path)
        #expect(try everything() == before)
        try integrity()
    }

    @Test func aRestoredModuleWorks() throws {
        try archive.export(to: path, now: TestClock.start)
        try archive.drop()
        try archive.restore(from: path)
        #expect(try site.migrate(.news(Migration(id: "1", sql: Self.schema))) == [])
        try site.storage().writeBlocking(as: .an) { change in
            try change.database.execute(
                sql: "INSERT INTO news_articles (section, title) VALUES ('thong-bao', 'Tin mới')")
            // Numbers 39 and 40 had been given and are not given again.
            #expect(change.database.lastInsertedRowID == 41)
            try change.database.execute(sql: "INSERT INTO news_notes (note) VALUES ('ghi chú thêm')")
        }
        let found = { (index: String, word: String) in
            try site.rows("SELECT rowid FROM \(index) WHERE \(index) MATCH '\(word)'").count
        }
        #expect(try found("news_titles", "duong") == 40)
        #expect(try found("news_titles", "moi") == 1)
        #expect(try found("news_notes", "ghi") == 41)
        #expect(try found("news_hidden", "kín") == 40)
        let hits = try site.database.readBlocking {
            try SearchIndex.search("đường", enabledModules: ["news"], in: $0).total
        }
        #expect(hits == 40)
        try integrity()
    }

    @Test func aModuleThatOthersReferToCannotGo() throws {
        try site.migrate(
            MigrationHistory(
                owner: "ads", prefix: "ads_",
                migrations: [
                    Migration(id: "1", sql: ""),
                    Migration(id: "2", sql: "CREATE TABLE ads_links (article INTEGER REFERENCES news_articles (id))"),
                ]))
        let before = try everything()
        #expect(throws: ModuleArchiveError.referenced(by: ["ads_links"])) { try archive.drop() }
        #expect(try everything() == before)
    }

    @Test func onlyTheRightFileIsRestored() throws {
        let other = ModuleArchive(module: "ads", prefix: "ads_", database: site.database)
        try other.export(to: path, now: TestClock.start)
        #expect(throws: ModuleArchiveError.otherModule(path, module: "ads")) { try archive.restore(from: path) }
        #expect(throws: ModuleArchiveError.missing("/nowhere")) { try archive.restore(from: "/nowhere") }
        try archive.export(to: path, now: TestClock.start)
        #expect(throws: ModuleArchiveError.installed("news")) { try archive.restore(from: path) }
        let text = site.folder.appendingPathComponent("text").path
        try Data("không phải".utf8).write(to: URL(fileURLWithPath: text))
        #expect(throws: ModuleArchiveError.notAnArchive(text)) { try archive.restore(from: text) }
    }

    @Test func aTamperedArchiveChangesNothing() throws {
        try archive.export(to: path, now: TestClock.start)
        try archive.drop()
        let before = try everything()
        let file = try DatabaseQueue(path: path)
        try file.writeWithoutTransaction { database in
            try database.execute(
                sql: """
                    PRAGMA writable_schema = ON;
                    UPDATE sqlite_schema SET sql = 'CREATE TABLE core_evil (id); ' || sql WHERE name = 'news_log';
                    """)
        }
        try file.close()
        #expect(throws: (any Error).self) { try archive.restore(from: path) }
        #expect(try everything() == before)
    }
}
