import Foundation
import Testing

@testable import PortalKit

@Suite struct FormTokenTests {
    private let now = Date(timeIntervalSince1970: 1_790_000_000)
    private let tokens: FormToken
    private let holder = FormToken.Holder.session(id: "abc")

    init() throws {
        tokens = FormToken(secrets: try SiteSecrets(bytes: SeededBytes(seed: 3).source(32)))
    }

    @Test func holdsForItsHolderAndPurposeOnItsDayAndTheNext() {
        let token = tokens.make(for: holder, purpose: "news.edit", now: now)
        #expect(token.count == 43)
        let verify = { (token: String, holder: FormToken.Holder, purpose: String, hours: Double) in
            tokens.verify(token, for: holder, purpose: purpose, now: now.addingTimeInterval(hours * 3600))
        }
        #expect(verify(token, holder, "news.edit", 0))
        #expect(verify(token, holder, "news.edit", 24))
        #expect(!verify(token, holder, "news.edit", 48))
        #expect(!verify(token, holder, "news.edit", -24))
        #expect(!verify(token, holder, "news.remove", 0))
        #expect(!verify(token, .session(id: "abd"), "news.edit", 0))
        #expect(!verify(token, .anonymous(id: "abc"), "news.edit", 0))
        #expect(!verify("", holder, "news.edit", 0))
        #expect(!verify(token + "a", holder, "news.edit", 0))
        #expect(!verify(String(repeating: "a", count: 1_000_000), holder, "news.edit", 0))
    }

    @Test func partsCannotSlideIntoEachOther() throws {
        let secrets = try SiteSecrets(bytes: SeededBytes(seed: 3).source(32))
        #expect(secrets.signature(of: ["ab", "c"], purpose: "x") != secrets.signature(of: ["a", "bc"], purpose: "x"))
        #expect(secrets.signature(of: ["ab"], purpose: "x") != secrets.signature(of: ["ab", ""], purpose: "x"))
        #expect(secrets.signature(of: ["ab"], purpose: "x") != secrets.signature(of: ["ab"], purpose: "y"))
    }

    @Test func noChangedTokenIsAccepted() {
        let token = Array(tokens.make(for: holder, purpose: "p", now: now).utf8)
        for index in token.indices {
            var changed = token
            changed[index] = changed[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            #expect(!tokens.verify(String(decoding: changed, as: UTF8.self), for: holder, purpose: "p", now: now))
        }
    }

    @Test func anotherSiteHasOtherTokens() throws {
        let other = FormToken(secrets: try SiteSecrets(bytes: SeededBytes(seed: 4).source(32)))
        let token = other.make(for: holder, purpose: "p", now: now)
        #expect(!tokens.verify(token, for: holder, purpose: "p", now: now))
    }

    @Test func anonymousIDsHaveAForm() {
        let id = FormToken.makeAnonymousID(random: SeededBytes(seed: 1).source)
        #expect(FormToken.isAnonymousID(id))
        for text in ["", "a", id + "a", String(repeating: "é", count: 11), String(repeating: " ", count: 22)] {
            #expect(!FormToken.isAnonymousID(text))
        }
    }
}

@Suite struct SiteSecretsTests {
    private func withFolder(_ work: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dinh-secrets-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try work(folder)
    }

    @Test func isMadeOnceForItsUserAlone() throws {
        try withFolder { folder in
            let first = try SiteSecrets.load(folder: folder)
            let second = try SiteSecrets.load(folder: folder)
            #expect(first.key(for: "a") == second.key(for: "a"))
            #expect(first.key(for: "a") != first.key(for: "b"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["secret.key"])
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.appending(path: "secret.key").path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            #expect(attributes[.size] as? Int == 32)
        }
    }

    @Test func manyStartsAtOnceAgree() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dinh-secrets-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let keys = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<16 { group.addTask { try SiteSecrets.load(folder: folder).key(for: "a") } }
            return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
        }
        #expect(keys.count == 1)
    }

    @Test func refusesAFileThatOthersReadOrThatIsBroken() throws {
        try withFolder { folder in
            let path = folder.appending(path: "secret.key").path
            _ = try SiteSecrets.load(folder: folder)
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
            #expect(throws: SiteSecretsError.readableByOthers(path: path)) { try SiteSecrets.load(folder: folder) }
            for length in [0, 31, 33] {
                try Data(count: length).write(to: URL(filePath: path))
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
                #expect(throws: SiteSecretsError.malformed(path: path)) { try SiteSecrets.load(folder: folder) }
            }
            #expect(throws: SiteSecretsError.self) { try SiteSecrets.load(folder: folder.appending(path: "none")) }
        }
    }
}
