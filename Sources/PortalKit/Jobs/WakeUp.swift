/// Wakes a loop when there is work, and once in a while in any case.
final class WakeUp: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// There is work. Many signals before the loop looks are one.
    func signal() {
        continuation.yield()
    }

    /// Calls the body at once, then on each signal and after each interval without one, until the task is cancelled.
    func run(every interval: Duration, _ body: @Sendable () async -> Void) async {
        let timer = Task { [continuation] in
            while (try? await Task.sleep(for: interval)) != nil { continuation.yield() }
        }
        defer { timer.cancel() }
        await body()
        for await _ in stream {
            if Task.isCancelled { return }
            await body()
        }
    }
}
