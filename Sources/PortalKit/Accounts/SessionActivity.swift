import Foundation
import Synchronization

/// When each open session was last used, in memory: a page view must not write.
///
/// `SessionStore.flush` stores it in batches. What a crash loses is at most one batch: a session then ends that much
/// earlier.
public final class SessionActivity: Sendable {
    private struct State {
        var lastSeen: [String: Date] = [:]
        var unsaved: Set<String> = []
    }

    private let state = Mutex(State())

    /// Nothing remembered yet.
    public init() {}

    func note(_ session: String, at now: Date) {
        state.withLock { state in
            guard state.lastSeen[session].map({ $0 < now }) ?? true else { return }
            state.lastSeen[session] = now
            state.unsaved.insert(session)
        }
    }

    func lastSeen(_ session: String) -> Date? {
        state.withLock { $0.lastSeen[session] }
    }

    var hasUnsaved: Bool {
        state.withLock { !$0.unsaved.isEmpty }
    }

    /// What is not stored yet; from now on it counts as stored.
    func takeUnsaved() -> [String: Date] {
        state.withLock { state in
            defer { state.unsaved = [] }
            return state.lastSeen.filter { state.unsaved.contains($0.key) }
        }
    }

    func forget(_ session: String) {
        state.withLock { state in
            state.lastSeen[session] = nil
            state.unsaved.remove(session)
        }
    }

    func forget(before limit: Date) {
        state.withLock { state in
            state.lastSeen = state.lastSeen.filter { $0.value >= limit }
            state.unsaved.formIntersection(state.lastSeen.keys)
        }
    }
}
