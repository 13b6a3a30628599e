import Foundation
import Testing

/// `dinh backup` on a site that another process serves, and after that one has ended.
@Suite(.serialized, .fewAtOnce) struct BackupCommandTests {
    private struct File: Decodable {
        let name: String
        let bytes: Int
    }

    @Test func fromServedToRestored() async throws {
        let server = try await ServedProcess()
        let path = server.site.path
        let none = try await Command.dinh("backup", "list", path)
        #expect(none.status == 0 && none.output.contains("no backups yet"))
        let created = try await Command.dinh("backup", "create", path)
        #expect(created.status == 0, "\(created.errors)")
        #expect(created.output.contains("reads back as it was written"))
        let list = try await Command.dinh("backup", "list", path, "--json")
        let file = try #require(try JSONDecoder().decode([File].self, from: Data(list.output.utf8)).first)
        #expect(file.name.hasPrefix("xa-thu-2") && file.bytes > 1_000)
        let verified = try await Command.dinh("backup", "verify", path)
        #expect(verified.status == 0 && verified.output.contains("Xã Thử"), "\(verified.errors)")

        let refused = try await Command.dinh("backup", "restore", path, file.name, "--replace")
        #expect(refused.status != 0 && refused.errors.contains("in use by another process"), "\(refused.errors)")
        server.terminate()
        _ = try await server.status(within: 20)
        let occupied = try await Command.dinh("backup", "restore", path, file.name)
        #expect(occupied.status != 0 && occupied.errors.contains("--replace"), "\(occupied.errors)")
        let restored = try await Command.dinh("backup", "restore", path, file.name, "--replace")
        #expect(restored.status == 0, "\(restored.errors)")
        #expect(restored.output.contains("data.before-"))
        let audit = try await Command.dinh("audit", "verify", path)
        #expect(audit.status == 0, "\(audit.errors)")

        let missing = try await Command.dinh("backup", "restore", path, "khong-co.zip")
        #expect(missing.status != 0 && missing.errors.split(separator: "\n").count == 1)
    }
}
