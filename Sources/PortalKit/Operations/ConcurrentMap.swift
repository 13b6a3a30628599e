import Dispatch
import Synchronization

extension Array where Element: Sendable {
    /// Maps the elements on all processors, and waits for it: for files that are read and parsed at the start of the server,
    /// where the wait is what people see. The order stays.
    func concurrentMap<Result: Sendable>(_ transform: @Sendable (Element) -> Result) -> [Result] {
        let results = Mutex([Result?](repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: count) { index in
            let result = transform(self[index])
            results.withLock { $0[index] = result }
        }
        return results.withLock { $0.compactMap { $0 } }
    }
}
