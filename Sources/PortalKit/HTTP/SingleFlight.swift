import Synchronization

/// Lets one task at a time make what stands under a key; the others wait until it is made.
final class SingleFlight: Sendable {
    private let waiting = Mutex<[String: [CheckedContinuation<Void, Never>]]>([:])

    /// Returns true at once to the first, and false to the others after the first has left.
    ///
    /// Whoever gets false may go on as well: what the first made may not be for everybody. Whoever gets true must call
    /// ``leave(_:)``.
    func enter(_ key: String) async -> Bool {
        let isFirst = waiting.withLock { waiting in
            if waiting[key] != nil { return false }
            waiting[key] = []
            return true
        }
        if isFirst { return true }
        await withCheckedContinuation { continuation in
            let isOver = waiting.withLock { waiting in
                if waiting[key] == nil { return true }
                waiting[key, default: []].append(continuation)
                return false
            }
            if isOver { continuation.resume() }
        }
        return false
    }

    /// Wakes those who wait.
    func leave(_ key: String) {
        let waiters = waiting.withLock { $0.removeValue(forKey: key) ?? [] }
        for waiter in waiters { waiter.resume() }
    }
}
