import Foundation
import Synchronization

/// What one answer was made from, noted down while it is made.
final class PageTrace: Sendable {
    struct Notes: Sendable {
        var dependencies: Set<Dependency> = [.site]
        var expires: Date?
        /// Set when the answer holds something meant for one person: a form token, a message, a name.
        var isPersonal = false
        /// What it shows that is counted each time it is sent.
        var counted: Set<Tally.Entry> = []
    }

    private let state = Mutex(Notes())

    var notes: Notes { state.withLock { $0 } }

    func add(_ dependencies: [Dependency]) {
        state.withLock { $0.dependencies.formUnion(dependencies) }
    }

    func expire(at moment: Date) {
        state.withLock { notes in
            notes.expires = min(notes.expires ?? moment, moment)
        }
    }

    func count(_ entry: Tally.Entry) {
        state.withLock { _ = $0.counted.insert(entry) }
    }

    func markPersonal() {
        state.withLock { $0.isPersonal = true }
    }
}
