import Foundation
import GRDB
import Testing

@testable import PortalKit

struct SiteDatabaseTests {
    @Test func connectionsAreSetAsPromised() throws {
        let site = try TestSite()
        try site.database.writeBlocking { database throws in
            #expect(try String.fetchOne(database, sql: "PRAGMA journal_mode") == "wal")
            #expect(try Int.fetchOne(database, sql: "PRAGMA synchronous") == 2)
            #expect(try Int.fetchOne(database, sql: "PRAGMA foreign_keys") == 1)
            #expect(try Int.fetchOne(database, sql: "PRAGMA wal_autocheckpoint") == 1000)
            #expect(try Int.fetchOne(database, sql: "PRAGMA cache_size") == -512)
        }
    }

    @Test func filesAreForThisUserAlone() throws {
        let site = try TestSite()
        func rights(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try rights(site.folder.path) == 0o700)
        #expect(try rights(site.database.path) == 0o600)
        #expect(try rights(site.database.path + "-wal") == 0o600)
    }

    @Test func anErrorUndoesTheWrite() async throws {
        let site = try TestSite()
        await #expect(throws: Trouble.self) {
            try await site.database.write { database throws in
                try database.execute(sql: "INSERT INTO core_redirects VALUES ('/a', '/b', 'news')")
                throw Trouble()
            }
        }
        #expect(try site.rows("SELECT * FROM core_redirects").isEmpty)
    }

    @Test func foreignKeysAreOnAgainAfterAFailedAlteration() throws {
        let site = try TestSite()
        #expect(throws: Trouble.self) { try site.database.alterSchema { _ in throw Trouble() } }
        #expect(throws: DatabaseError.self) {
            try site.database.writeBlocking {
                try $0.execute(sql: "INSERT INTO core_file_uses VALUES ('none', 'news.article', 1, 'news', 0)")
            }
        }
    }
}
