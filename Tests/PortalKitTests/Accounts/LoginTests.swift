import Foundation
import GRDB
import Testing

@testable import PortalKit

@Suite struct LoginTests {
    private let start = Date(timeIntervalSince1970: 1_790_000_000)

    private func admit(
        _ limiter: LoginLimiter, _ login: String, _ address: String, at offset: TimeInterval, familiar: Bool = false
    ) -> LoginLimiter.Admission {
        limiter.admit(login: login, address: address, isFamiliar: familiar, now: start.addingTimeInterval(offset))
    }

    @Test func waitsDoubleAndFadeAway() {
        let limiter = LoginLimiter()
        for _ in 0..<5 { #expect(admit(limiter, "lan", "203.0.113.7", at: 0) == .allowed) }
        var clock: TimeInterval = 0
        for wait in [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900] {
            #expect(admit(limiter, "lan", "203.0.113.7", at: clock) == .wait(seconds: wait))
            clock += Double(wait)
            #expect(admit(limiter, "lan", "203.0.113.7", at: clock) == .allowed)
        }
        #expect(admit(limiter, "lan", "203.0.113.7", at: clock + 3600) == .allowed)
        #expect(admit(limiter, "lan", "203.0.113.7", at: clock + 3600) == .allowed)
    }

    @Test func successClearsTheOwnersMistakes() {
        let limiter = LoginLimiter()
        for _ in 0..<5 { _ = admit(limiter, "lan", "203.0.113.7", at: 0) }
        #expect(admit(limiter, "lan", "203.0.113.7", at: 1) == .allowed)
        limiter.succeeded(login: "lan", address: "203.0.113.7", isFamiliar: false)
        for _ in 0..<5 { #expect(admit(limiter, "lan", "203.0.113.7", at: 1) == .allowed) }
    }

    @Test func anOwnersKnownAddressStaysReachableUnderAttack() {
        let limiter = LoginLimiter()
        for host in 0..<250 { _ = admit(limiter, "lan", "198.51.100.\(host)", at: Double(host) * 60) }
        let clock: TimeInterval = 249 * 60
        #expect(admit(limiter, "lan", "192.0.2.1", at: clock) == .wait(seconds: 60))
        #expect(admit(limiter, "lan", "203.0.113.7", at: clock, familiar: true) == .allowed)
        // And a stranger waits a minute at most, so the owner is not shut out from elsewhere either.
        #expect(admit(limiter, "lan", "192.0.2.1", at: clock + 60) == .allowed)
    }

    @Test func oneAddressCannotTryManyAccounts() {
        let limiter = LoginLimiter()
        for number in 0..<20 { #expect(admit(limiter, "user\(number)", "2001:db8:1:2::\(number)", at: 0) == .allowed) }
        #expect(admit(limiter, "other", "2001:db8:1:2:ffff::1", at: 0) == .wait(seconds: 1))
        #expect(admit(limiter, "other", "2001:db8:1:3::1", at: 0) == .allowed)
        // An account of one's own does not clear the count.
        _ = admit(limiter, "mine", "2001:db8:1:2::1", at: 0, familiar: true)
        limiter.succeeded(login: "mine", address: "2001:db8:1:2::1", isFamiliar: true)
        #expect(admit(limiter, "other", "2001:db8:1:2::9", at: 0) == .wait(seconds: 1))
    }

    @Test func memoryIsBounded() {
        let limiter = LoginLimiter(capacity: 300)
        for number in 0..<5000 {
            _ = admit(
                limiter, "user\(number)", "10.\(number / 65536).\(number / 256 % 256).\(number % 256)",
                at: Double(number) / 100)
        }
        #expect(limiter.size <= 300)
        _ = limiter.admit(
            login: String(repeating: "a", count: 1_000_000), address: String(repeating: "9", count: 1_000_000),
            isFamiliar: false, now: start.addingTimeInterval(60))
    }

    @Test func refusedAttemptsDoNotProlongTheWait() {
        let limiter = LoginLimiter()
        for _ in 0..<8 { _ = admit(limiter, "lan", "203.0.113.7", at: 0) }
        for tenth in 0..<9 {
            #expect(admit(limiter, "lan", "203.0.113.7", at: Double(tenth) / 10) == .wait(seconds: 1))
        }
        #expect(admit(limiter, "lan", "203.0.113.7", at: 1) == .allowed)
    }

    @Test(arguments: [
        ("203.0.113.7", "203.0.113.7"), ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("2001:DB8:1:2::", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80:0:0:0::/64"), ("::1", "0:0:0:0::/64"), ("unix", "unix"), ("", ""),
    ])
    func addressesFormBlocks(_ address: String, _ block: String) {
        #expect(AddressBlock(address).text == block)
    }

    // MARK: - The whole check

    private func check(_ random: @escaping RandomBytes) -> LoginCheck {
        LoginCheck(worker: PasswordWorker(width: 1), parameters: AccountWorld.quick, random: random)
    }

    @Test func onlyTheRightPasswordOfAnActiveAccountIsAccepted() async throws {
        let world = try AccountWorld()
        let account = try world.person("lan")
        let check = check(world.random)
        let attempt = { (login: String, password: String) in
            let credentials = try world.read {
                try AccountStore.credentials(login: login, address: "203.0.113.7", in: $0)
            }
            return try await check.attempt(
                login: login, password: password, address: "203.0.113.7", credentials: credentials, now: world.start)
        }
        let accepted = try await attempt(" LAN ", "mưa rơi trên mái ngói lan")
        guard case .accepted(let id, let rehashed) = accepted else {
            Issue.record("not accepted: \(accepted)")
            return
        }
        #expect(id == account.id)
        #expect(rehashed == nil)
        for (login, password) in [("lan", "sai mật khẩu rồi"), ("lan", ""), ("ai đó", "mưa rơi trên mái ngói lan")] {
            guard case .refused = try await attempt(login, password) else {
                Issue.record("\(login) was not refused")
                return
            }
        }
        try world.write { try AccountStore.setState(.blocked, of: account.id, in: $0) }
        guard case .refused = try await attempt("lan", "mưa rơi trên mái ngói lan") else {
            Issue.record("a blocked account was not refused")
            return
        }
    }

    @Test func anOlderHashIsReplacedAtLogin() async throws {
        let world = try AccountWorld()
        let account = try world.person("lan")
        let old = try PasswordHash(
            password: "trăng rằm tháng tám",
            parameters: PasswordHash.Parameters(logCost: 3, blockSize: 8, parallelism: 1), random: world.random)
        try world.write { try AccountStore.storeHash(old, of: account.id, in: $0) }
        let credentials = try world.read { try AccountStore.credentials(login: "lan", address: "::1", in: $0) }
        let outcome = try await check(world.random).attempt(
            login: "lan", password: "trăng rằm tháng tám", address: "::1", credentials: credentials, now: world.start)
        guard case .accepted(_, let rehashed?) = outcome else {
            Issue.record("no new hash: \(outcome)")
            return
        }
        #expect(rehashed.parameters == AccountWorld.quick)
        #expect(rehashed.verify("trăng rằm tháng tám"))
    }

    @Test func anUnknownLoginCostsAsMuchAndIsSlowedDownAlike() async throws {
        let world = try AccountWorld()
        let check = check(world.random)
        for _ in 0..<5 {
            let outcome = try await check.attempt(
                login: "khongco", password: "gì cũng được mà", address: "203.0.113.7", credentials: nil, now: start)
            guard case .refused = outcome else {
                Issue.record("not refused: \(outcome)")
                return
            }
        }
        let outcome = try await check.attempt(
            login: "khongco", password: "gì cũng được mà", address: "203.0.113.7", credentials: nil, now: start)
        guard case .wait(seconds: 1) = outcome else {
            Issue.record("no wait: \(outcome)")
            return
        }
    }
}
