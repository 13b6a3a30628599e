import Foundation
import Synchronization

/// What one answer was made from, noted down while it is made.
final class PageTrace: Sendable {
    struct Notes: Sendable {
        var dependencies: Set<Dependency> = [.site]
        var expires: Date?
        /// Set when the answer holds something meant for one person: a form token, a message, a name.
        var isPersonal = false
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

    func markPersonal() {
        state.withLock { $0.isPersonal = true }
    }
}
