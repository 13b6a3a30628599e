import Foundation

/// Work that blocks its thread, on a thread of its own.
///
/// Tasks share as many threads as the machine has cores. A schema change waits on its thread until all readers have
/// ended, and readers need one of those threads to end: on a small machine that would be waiting for ever.
enum BlockingWork {
    static func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try work() })
            }
        }
    }
}
