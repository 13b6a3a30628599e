import GRDB
import Testing

@testable import PortalKit

struct MigratorTests {
    private let articles = Migration(
        id: "articles", sql: "CREATE TABLE news_articles (id INTEGER PRIMARY KEY, title TEXT)")

    private func schema(_ site: TestSite) throws -> [String] {
        try site.rows("SELECT type, name, sql FROM sqlite_schema ORDER BY name")
            + site.rows("SELECT owner, id FROM core_migrations ORDER BY owner, id")
    }

    @Test func stepsRunOnceAndInOrder() throws {
        let site = try TestSite()
        #expect(try site.migrate(.news(articles)) == ["articles"])
        #expect(try site.migrate(.news(articles)) == [])
        let second = Migration(
            id: "search", sql: "CREATE VIRTUAL TABLE news_text USING fts5 (title, tokenize = 'vietnamese')")
        #expect(try site.migrate(.news(articles, second)) == ["search"])
        #expect(try site.rows("SELECT id, applied_at FROM core_migrations WHERE owner = 'news'").count == 2)
    }

    @Test func aFailureLeavesEverythingAsItWas() throws {
        let site = try TestSite()
        let before = try schema(site)
        let bad = Migration(id: "bad") { database throws in
            try database.execute(sql: "INSERT INTO news_articles VALUES (1, 'a')")
            try database.execute(sql: "SELECT * FROM nowhere")
        }
        let error = #expect(throws: MigrationError.self) { try site.migrate(.news(articles, bad)) }
        #expect(error?.description.hasPrefix("migration 'bad' of 'news' failed") == true)
        #expect(try schema(site) == before)
    }

    @Test(arguments: [
        ("CREATE TABLE ads_items (id)", "table 'ads_items'"),
        ("CREATE INDEX news_sly ON core_audit (note)", "index 'news_sly'"),
        ("CREATE INDEX sly ON news_articles (title)", "index 'sly'"),
        ("CREATE TRIGGER news_sly AFTER INSERT ON core_audit BEGIN SELECT 1; END", "trigger 'news_sly'"),
        ("CREATE VIEW sly AS SELECT 1", "view 'sly'"),
        ("CREATE VIRTUAL TABLE sly USING fts5 (a)", "table 'sly'"),
        ("ALTER TABLE core_redirects ADD COLUMN sly", "table 'core_redirects'"),
        ("DROP TABLE core_redirects", "table 'core_redirects'"),
    ])
    func nothingWithoutThePrefixIsTouched(sql: String, named: String) throws {
        let site = try TestSite()
        let before = try schema(site)
        let error = #expect(throws: MigrationError.self) {
            try site.migrate(.news(articles, Migration(id: "sly", sql: sql)))
        }
        guard case .foreignObject("news", "news_", let object) = error else {
            Issue.record("not a foreign object: \(String(describing: error))")
            return
        }
        #expect(object == named)
        #expect(try schema(site) == before)
    }

    @Test func anOlderModuleRefusesANewerDatabase() throws {
        let site = try TestSite()
        try site.migrate(.news(articles, Migration(id: "later", sql: "CREATE TABLE news_later (id)")))
        #expect(throws: MigrationError.newerDatabase(owner: "news", migrations: ["later"])) {
            try site.migrate(.news(articles))
        }
    }

    @Test func stepsGoToTheEnd() throws {
        let site = try TestSite()
        try site.migrate(.news(articles))
        #expect(throws: MigrationError.insertedStep(owner: "news", migration: "early")) {
            try site.migrate(.news(Migration(id: "early", sql: "CREATE TABLE news_early (id)"), articles))
        }
        #expect(throws: MigrationError.duplicate(owner: "news", migration: "articles")) {
            try site.migrate(.news(articles, articles))
        }
    }

    @Test func noStepLeavesARowThatRefersToNothing() throws {
        let site = try TestSite()
        let broken = Migration(
            id: "broken",
            sql: """
                CREATE TABLE news_files (article INTEGER REFERENCES news_articles (id));
                INSERT INTO news_files VALUES (99);
                """)
        let error = #expect(throws: MigrationError.self) { try site.migrate(.news(articles, broken)) }
        #expect(error?.description.contains("rows of 'news_files'") == true)
    }

    @Test func aStepCannotEndTheTransaction() throws {
        let site = try TestSite()
        let sly = Migration(id: "sly", sql: "CREATE TABLE news_sly (id); ROLLBACK")
        #expect(throws: MigrationError.self) { try site.migrate(.news(sly)) }
        #expect(try site.rows("SELECT * FROM core_migrations WHERE owner = 'news'").isEmpty)
    }
}
