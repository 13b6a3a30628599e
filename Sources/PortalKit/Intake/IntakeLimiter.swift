import Foundation
import Synchronization

/// Counts what an address block sends, in memory: enough for an office behind one address, too little for a flood.
final class IntakeLimiter: Sendable {
    /// So many in so many seconds.
    struct Rule: Sendable, Hashable {
        let count: Int
        let seconds: TimeInterval
    }

    /// Forms that are taken in, of one purpose from one block.
    static let forms = [Rule(count: 10, seconds: 3600), Rule(count: 30, seconds: 86_400)]
    /// Forms with files that are read at all, from one block.
    static let uploads = [Rule(count: 60, seconds: 3600)]

    private let capacity: Int
    private let moments = Mutex<[String: [Date]]>([:])

    /// - Parameter capacity: most counts kept; when full, the longest unused are dropped.
    init(capacity: Int = 20_000) {
        self.capacity = max(1, capacity)
    }

    /// Counts one more; nil when it may pass, else the seconds until the next may.
    func admit(_ key: String, rules: [Rule], now: Date) -> Int? {
        let longest = rules.map(\.seconds).max() ?? 0
        return moments.withLock { moments in
            let known = (moments[key] ?? []).filter { now.timeIntervalSince($0) < longest }
            let waits = rules.compactMap { rule -> TimeInterval? in
                let within = known.filter { now.timeIntervalSince($0) < rule.seconds }
                guard within.count >= rule.count, let first = within.first else { return nil }
                return first.addingTimeInterval(rule.seconds).timeIntervalSince(now)
            }
            if let wait = waits.max() {
                moments[key] = known
                return max(1, Int(wait.rounded(.up)))
            }
            if moments[key] == nil, moments.count >= capacity { Self.makeRoom(in: &moments, capacity) }
            moments[key] = known + [now]
            return nil
        }
    }

    /// How many counts are kept now.
    var size: Int { moments.withLock { $0.count } }

    /// Drops a tenth at once, so that this is rare.
    private static func makeRoom(in moments: inout [String: [Date]], _ capacity: Int) {
        let oldest = moments.sorted { ($0.value.last ?? .distantPast) < ($1.value.last ?? .distantPast) }
        for (key, _) in oldest.prefix(max(1, capacity / 10)) { moments[key] = nil }
    }
}
