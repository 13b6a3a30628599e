import Foundation
import Synchronization

/// A module that is being served on one site.
struct ActiveModule: Sendable {
    let manifest: ModuleManifest
    let instance: any PortalModule
    let contributions: Contributions
    /// What it adds to the frame of public pages, by language.
    let frames: PerLanguage<PublicFrame>
    let context: ModuleContext
    let folder: ModuleFolder
    let use = UseCount()

    var id: String { manifest.id }
}

/// What a module adds to the frame of public pages, in the words of one language.
struct PublicFrame: Sendable {
    let menu: [MenuEntry]
    let feeds: [FeedContribution]

    init(_ contributions: Contributions) {
        menu = contributions.menu
        feeds = contributions.feeds
    }
}

/// How many requests, jobs and handlers are at work in a module, so that it is stopped only after the last.
final class UseCount: Sendable {
    private struct State {
        var count = 0
        var isClosed = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// Runs work in the module.
    ///
    /// - Throws: ``PortalError/unavailable`` once the module is being stopped, and what the work throws.
    func during<Value: Sendable>(_ work: () async throws -> Value) async throws -> Value {
        let isOpen = state.withLock { state in
            if state.isClosed { return false }
            state.count += 1
            return true
        }
        guard isOpen else { throw PortalError.unavailable }
        defer { leave() }
        return try await work()
    }

    /// Lets no more work in and returns after the last has ended, or when it has not ended within the limit: a handler
    /// that hangs must not keep an administrator from switching its module off.
    func close(within limit: Duration) async {
        try? await TimeLimit().run(limit) { [self] in await close() }
    }

    private func close() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                state.isClosed = true
                if state.count > 0 { state.waiters.append(continuation) }
                return state.count == 0
            }
            if isIdle { continuation.resume() }
        }
    }

    private func leave() {
        let waiters = state.withLock { state in
            state.count -= 1
            guard state.count == 0, state.isClosed else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}
