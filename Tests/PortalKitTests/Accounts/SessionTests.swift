import Foundation
import GRDB
import Testing

@testable import PortalKit

@Suite struct SessionTests {
    private let world: AccountWorld
    private let store: SessionStore
    private let account: Account

    init() throws {
        world = try AccountWorld()
        account = try world.person("lan", grants: [RoleGrant("news.write")])
        store = SessionStore(
            activity: SessionActivity(), lifetime: SessionLifetime(idle: 3600, absolute: 10 * 3600),
            random: SeededBytes(seed: 5).source)
    }

    private func begin(_ offset: TimeInterval = 0, replacing old: SessionToken? = nil) throws -> SessionToken {
        try world.write {
            try store.begin(
                account: account.id, replacing: old, address: "203.0.113.7",
                userAgent: "Firefox\u{0}\n  " + String(repeating: "x", count: 500),
                now: world.start.addingTimeInterval(offset), in: $0)
        }
    }

    private func find(_ token: SessionToken, _ offset: TimeInterval) throws -> SignedIn? {
        try world.read { try store.find(token, now: world.start.addingTimeInterval(offset), in: $0) }
    }

    private func count() throws -> Int {
        try world.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM core_sessions") } ?? -1
    }

    @Test func theCookieLeadsToItsPerson() throws {
        let token = try begin()
        let cookie = try #require(SessionToken(cookie: token.text))
        let signedIn = try #require(try find(cookie, 10))
        #expect(signedIn.account == account)
        #expect(signedIn.actor.kind == .person(id: account.id, name: account.fullName))
        #expect(signedIn.actor.permissions.allows("news.write"))
        #expect(signedIn.session.id == token.sessionID)
        #expect(signedIn.session.userAgent.count == 120)
        #expect(signedIn.session.userAgent.hasPrefix("Firefox x"))
    }

    @Test func onlyTheHashIsStored() throws {
        let token = try begin()
        let row = try #require(try world.read { try Row.fetchOne($0, sql: "SELECT * FROM core_sessions") })
        #expect(!row.description.contains(token.text))
        #expect(try find(SessionToken(random: SeededBytes(seed: 6).source), 1) == nil)
    }

    @Test(arguments: [
        "", "abc", String(repeating: "a", count: 44), String(repeating: "é", count: 43), "'; DROP TABLE x",
    ])
    func foreignCookiesAreNoTokens(_ text: String) {
        #expect(SessionToken(cookie: text) == nil)
    }

    @Test func endsWhenIdleAndInAnyCase() throws {
        let token = try begin()
        #expect(try find(token, 3599) != nil)
        #expect(try find(token, 3599 + 3599) != nil)
        #expect(try find(token, 3599 + 3599 + 3600) == nil)
        let busy = try begin()
        for minute in stride(from: 30.0, to: 600, by: 30) { #expect(try find(busy, minute * 60) != nil) }
        #expect(try find(busy, 10 * 3600) == nil)
    }

    @Test func aPageViewWritesNothingAndAFlushStoresIt() throws {
        let token = try begin()
        #expect(!store.needsFlush)
        // `read` opens the database read-only: a write would throw.
        #expect(try find(token, 1800) != nil)
        #expect(store.needsFlush)
        let stored = { try world.read { try store.list(of: account.id, now: world.start, in: $0) }.first?.lastSeenAt }
        #expect(try stored() == world.start)
        try world.write { try store.flush(in: $0) }
        #expect(try stored() == world.start.addingTimeInterval(1800))
        #expect(!store.needsFlush)
        // After a restart the stored time counts.
        let restarted = SessionStore(activity: SessionActivity(), lifetime: store.lifetime)
        let later = world.start.addingTimeInterval(1800 + 3599)
        #expect(try world.read { try restarted.find(token, now: later, in: $0) } != nil)
    }

    @Test func loginRotatesTheToken() throws {
        let old = try begin()
        let new = try begin(5, replacing: old)
        #expect(try find(old, 6) == nil)
        #expect(try find(new, 6) != nil)
        #expect(try count() == 1)
    }

    @Test func revokesOneAllAndAllButOne() throws {
        let tokens = try [begin(), begin(), begin()]
        try world.write { try store.end(tokens[0].sessionID, in: $0) }
        #expect(try find(tokens[0], 1) == nil)
        #expect(try find(tokens[1], 1) != nil)
        let hash = try world.hash("tiếng gà trưa hè")
        try world.write {
            try AccountStore.setPassword(hash, of: account.id, keeping: tokens[2].sessionID, in: $0)
        }
        #expect(try find(tokens[1], 1) == nil)
        #expect(try find(tokens[2], 1) != nil)
        try world.write { try AccountStore.setState(.blocked, of: account.id, in: $0) }
        #expect(try count() == 0)
    }

    @Test func removingAnAccountEndsItsSessions() throws {
        let token = try begin()
        try world.write { try AccountStore.remove(account.id, in: $0) }
        #expect(try find(token, 1) == nil)
        #expect(try count() == 0)
    }

    @Test func anAccountHasOnlySoManySessions() throws {
        let first = try begin()
        let tokens = try (1...SessionStore.perAccount).map { try begin(Double($0)) }
        #expect(try count() == SessionStore.perAccount)
        #expect(try find(first, 30) == nil)
        #expect(try tokens.allSatisfy { try find($0, 30) != nil })
    }

    @Test func purgeRemovesWhatHasEndedOnly() throws {
        let idle = try begin()
        let used = try begin()
        #expect(try find(used, 3000) != nil)
        try world.write { try store.purge(now: world.start.addingTimeInterval(4000), in: $0) }
        #expect(try count() == 1)
        #expect(try find(idle, 4000) == nil)
        #expect(try find(used, 4000) != nil)
    }
}
