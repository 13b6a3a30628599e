import Dispatch
import Synchronization

/// Runs the slow, memory-hungry password work apart from the threads that answer requests, a few at a time.
///
/// A flood of logins waits here or is refused; it cannot take all memory and every thread of the server.
public final class PasswordWorker: Sendable {
    /// Too many are waiting already: answer "try again shortly".
    public struct Busy: Error, Equatable {}

    /// The worker of the whole process: however many sites it serves, few passwords are worked on at once.
    public static let shared = PasswordWorker()

    private let queues: [DispatchQueue]
    private let limit: Int
    private let load = Mutex(Load())

    private struct Load {
        var pending = 0
        var next = 0
    }

    /// - Parameters:
    ///   - width: How many run at once.
    ///   - limit: How many may run or wait in all.
    public init(width: Int = 2, limit: Int = 64) {
        queues = (0..<max(1, width)).map { DispatchQueue(label: "dinh.password.\($0)", qos: .userInitiated) }
        self.limit = max(1, limit)
    }

    /// Runs the work and gives its result.
    ///
    /// - Throws: `Busy`, or what the work throws.
    public func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        let turn = load.withLock { load -> Int? in
            guard load.pending < limit else { return nil }
            load.pending += 1
            load.next = (load.next + 1) % queues.count
            return load.next
        }
        guard let turn else { throw Busy() }
        defer { load.withLock { $0.pending -= 1 } }
        return try await withCheckedThrowingContinuation { continuation in
            queues[turn].async { continuation.resume(with: Result(catching: work)) }
        }
    }
}
