import Foundation

/// How long to wait before something that failed is tried again.
enum Backoff {
    /// A minute after the first attempt, three times as long after each further one, at most eight hours.
    static func seconds(afterAttempt attempt: Int) -> TimeInterval {
        min(60 * pow(3, Double(max(attempt, 1) - 1)), 8 * 3600)
    }
}
