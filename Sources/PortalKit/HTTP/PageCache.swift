import Foundation
import Synchronization

/// Finished public answers in memory, each dropped exactly when something it was made from changes.
///
/// Bounded by bytes; the answers used least recently go first. A page that was being made while one of its
/// dependencies changed is not kept: ``invalidate(_:)`` remembers when each dependency last changed.
final class PageCache: Sendable {
    private struct State {
        var pages: [String: Slot] = [:]
        var keysByDependency: [Dependency: Set<String>] = [:]
        var lastChange: [Dependency: UInt64] = [:]
        var clearedAt: UInt64 = 0
        var clock: UInt64 = 0
        var bytes = 0
    }

    private struct Slot {
        let page: CachedPage
        let dependencies: Set<Dependency>
        let expires: Date?
        var used: UInt64
    }

    private let state = Mutex(State())
    private let limit: Int

    /// - Parameter limit: bytes of all answers together.
    init(limit: Int = 2 << 20) {
        self.limit = limit
    }

    /// The moment to pass to ``store(_:for:notes:begun:)`` once the page is made.
    func begin() -> UInt64 {
        state.withLock { state in
            state.clock += 1
            return state.clock
        }
    }

    func page(for key: String, now: Date) -> CachedPage? {
        state.withLock { state in
            guard var slot = state.pages[key] else { return nil }
            if let expires = slot.expires, expires <= now {
                Self.remove(key, from: &state)
                return nil
            }
            state.clock += 1
            slot.used = state.clock
            state.pages[key] = slot
            return slot.page
        }
    }

    func store(_ page: CachedPage, for key: String, notes: PageTrace.Notes, begun: UInt64) {
        guard page.bytes < limit / 8 else { return }
        state.withLock { state in
            let isStale =
                state.clearedAt > begun || notes.dependencies.contains { state.lastChange[$0, default: 0] > begun }
            if isStale { return }
            Self.remove(key, from: &state)
            state.clock += 1
            state.pages[key] = Slot(
                page: page, dependencies: notes.dependencies, expires: notes.expires, used: state.clock)
            state.bytes += page.bytes + key.utf8.count
            for dependency in notes.dependencies { state.keysByDependency[dependency, default: []].insert(key) }
            if state.bytes > limit { Self.shrink(&state, to: limit * 3 / 4) }
        }
    }

    func invalidate(_ dependencies: some Sequence<Dependency>) {
        state.withLock { state in
            state.clock += 1
            if state.lastChange.count > 50_000 {
                state.lastChange.removeAll()
                state.clearedAt = state.clock
            }
            for dependency in dependencies {
                state.lastChange[dependency] = state.clock
                for key in state.keysByDependency[dependency] ?? [] { Self.remove(key, from: &state) }
            }
        }
    }

    func removeAll() {
        state.withLock { state in
            state.clock += 1
            state.clearedAt = state.clock
            state.pages.removeAll()
            state.keysByDependency.removeAll()
            state.bytes = 0
        }
    }

    private static func remove(_ key: String, from state: inout State) {
        guard let slot = state.pages.removeValue(forKey: key) else { return }
        state.bytes -= slot.page.bytes + key.utf8.count
        for dependency in slot.dependencies {
            state.keysByDependency[dependency]?.remove(key)
            if state.keysByDependency[dependency]?.isEmpty == true { state.keysByDependency[dependency] = nil }
        }
    }

    private static func shrink(_ state: inout State, to target: Int) {
        for (key, _) in state.pages.sorted(by: { $0.value.used < $1.value.used }) {
            if state.bytes <= target { return }
            remove(key, from: &state)
        }
    }
}
