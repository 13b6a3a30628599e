public import Foundation
import Synchronization

/// Slows down guessing of passwords, in memory.
///
/// Three counts of failed attempts are kept, and each, past what people do by mistake, doubles the wait for the next:
/// - of one account from one address block;
/// - of one address block, whatever the accounts: more is free here, since an office shares one address;
/// - of one account from anywhere, so that thousands of addresses do not have thousands of tries.
///
/// The last two do not bind an address from which the account's owner logged in before: a stranger can slow an account
/// down for strangers, never lock its owner out. An attempt counts as failed when it begins, and is taken off when it
/// succeeds: so attempts made at the same moment do not slip through together.
public final class LoginLimiter: Sendable {
    /// What an attempt may do.
    public enum Admission: Sendable, Equatable {
        /// Check the password, then call `succeeded` if it is right.
        case allowed
        /// Refuse without checking, for that many seconds.
        case wait(seconds: Int)
    }

    /// Free attempts, and the longest wait in seconds.
    struct Rule: Sendable {
        let free: Int
        let longest: TimeInterval
    }

    private enum Key: Hashable {
        case pair(login: String, block: String)
        case block(String)
        case login(String)

        var rule: Rule {
            switch self {
            case .pair: Rule(free: 5, longest: 900)
            case .block: Rule(free: 20, longest: 900)
            case .login: Rule(free: 10, longest: 60)
            }
        }
    }

    private struct Count {
        var failures = 0
        var last: Date
    }

    /// Seconds without an attempt after which a count is forgotten.
    static let memory: TimeInterval = 3600

    private let capacity: Int
    private let counts = Mutex<[Key: Count]>([:])

    /// - Parameter capacity: Most counts kept; when full, the longest unused are dropped.
    public init(capacity: Int = 30_000) {
        self.capacity = max(3, capacity)
    }

    /// Begins an attempt.
    ///
    /// - Parameter isFamiliar: Whether the account's owner logged in from this address's block before.
    public func admit(login: String, address: String, isFamiliar: Bool, now: Date) -> Admission {
        let keys = keys(login: login, address: address)
        let binding = isFamiliar ? [keys.pair] : [keys.pair, keys.block, keys.login]
        return counts.withLock { counts in
            let wait = binding.map { Self.wait(for: $0, counts[$0], now: now) }.max() ?? 0
            guard wait <= 0 else { return .wait(seconds: Int(wait.rounded(.up))) }
            makeRoom(in: &counts, now: now)
            for key in binding {
                let before = counts[key].flatMap { Self.isForgotten($0, now: now) ? nil : $0.failures } ?? 0
                counts[key] = Count(failures: before + 1, last: now)
            }
            return .allowed
        }
    }

    /// Takes back what `admit` counted, and what the account's owner mistyped before.
    ///
    /// The address's count goes down by this attempt only: whoever has an account of their own must not be able to
    /// clear what they did to others.
    ///
    /// - Parameter isFamiliar: The same as was told to `admit`.
    public func succeeded(login: String, address: String, isFamiliar: Bool) {
        let keys = keys(login: login, address: address)
        counts.withLock { counts in
            counts[keys.pair] = nil
            if isFamiliar { return }
            counts[keys.login] = nil
            if let failures = counts[keys.block]?.failures, failures > 0 {
                counts[keys.block]?.failures = failures - 1
            }
        }
    }

    /// How many counts are kept now.
    var size: Int { counts.withLock { $0.count } }

    private func keys(login: String, address: String) -> (pair: Key, block: Key, login: Key) {
        let login = TokenBytes.sha256Hex(String(AccountDetails.normalizedLogin(String(login.prefix(256)))))
        let block = AddressBlock(address).text
        return (.pair(login: login, block: block), .block(block), .login(login))
    }

    private static func wait(for key: Key, _ count: Count?, now: Date) -> TimeInterval {
        guard let count, !isForgotten(count, now: now), count.failures >= key.rule.free else { return 0 }
        let doublings = min(count.failures - key.rule.free, 20)
        let delay = min(Double(1 << doublings), key.rule.longest)
        return count.last.addingTimeInterval(delay).timeIntervalSince(now)
    }

    private static func isForgotten(_ count: Count, now: Date) -> Bool {
        now.timeIntervalSince(count.last) >= memory
    }

    /// Makes room for three more counts; drops a tenth at once, so that this is rare.
    private func makeRoom(in counts: inout [Key: Count], now: Date) {
        guard counts.count + 3 > capacity else { return }
        counts = counts.filter { !Self.isForgotten($0.value, now: now) }
        let excess = counts.count + max(3, capacity / 10) - capacity
        guard excess > 0 else { return }
        for (key, _) in counts.sorted(by: { $0.value.last < $1.value.last }).prefix(excess) {
            counts[key] = nil
        }
    }
}
