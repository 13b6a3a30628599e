public import Foundation
import Synchronization

/// A clock that stands still until a test moves it.
public final class TestMoment: Sendable {
    private let moment: Mutex<Date>

    /// A clock that shows this moment; by default eight in the morning of Tuesday, 24 November 2026, in Viet Nam.
    public init(_ moment: Date = Date(timeIntervalSince1970: 1_795_482_000)) {
        self.moment = Mutex(moment)
    }

    /// What the clock shows.
    public var now: Date { moment.withLock { $0 } }

    /// Moves the clock on.
    public func advance(by duration: Duration) {
        let seconds = duration.seconds
        moment.withLock { $0 += seconds }
    }
}
