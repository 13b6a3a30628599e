import Foundation

/// Something of a provider that is fetched when first needed, by one for all who wait, and kept for a while.
actor Fetched<Value: Sendable> {
    /// Seconds for which it is good.
    private static var keeping: TimeInterval { 3600 }
    /// Seconds for which a failure is not tried again, so that a provider that is down costs each visitor nothing.
    private static var resting: TimeInterval { 10 }
    /// Seconds between two wishes to have it anew before its time.
    private static var renewalPause: TimeInterval { 60 }

    private let now: @Sendable () -> Date
    private let fetch: @Sendable () async throws -> Value
    private var kept: (value: Value, at: Date)?
    private var failed: (error: any Error, at: Date)?
    private var fetching: Task<Value, any Error>?

    init(now: @escaping @Sendable () -> Date, fetch: @escaping @Sendable () async throws -> Value) {
        self.now = now
        self.fetch = fetch
    }

    /// The value. When it cannot be fetched anew, the old one stays.
    func value() async throws -> Value {
        if let kept, now().timeIntervalSince(kept.at) < Self.keeping { return kept.value }
        if let failed, now().timeIntervalSince(failed.at) < Self.resting {
            if let kept { return kept.value }
            throw failed.error
        }
        let fetch = fetch
        let task = fetching ?? Task { try await fetch() }
        fetching = task
        defer { fetching = nil }
        do {
            let value = try await task.value
            (kept, failed) = ((value, now()), nil)
            return value
        } catch {
            failed = (error, now())
            if let kept { return kept.value }
            throw error
        }
    }

    /// The value, fetched anew when that was not done a moment ago; nil when it was.
    func renewed() async throws -> Value? {
        if let kept {
            guard now().timeIntervalSince(kept.at) >= Self.renewalPause else { return nil }
            self.kept = (kept.value, .distantPast)
        }
        return try await value()
    }
}
