import Foundation
import Synchronization

/// Who has which record open for editing, in memory: it is a hint for colleagues. What keeps them from overwriting one
/// another is the revision that each form carries.
final class EditPresence: Sendable {
    struct Visitor: Sendable, Equatable {
        let person: Int64
        let name: String
        /// Since when the form has been open.
        let since: Date
        fileprivate var seen: Date
    }

    /// How long somebody counts as being there after the last sign of life; the script gives one each minute.
    static let patience: TimeInterval = 150
    private static let mostForms = 2_000

    private let visitors = Mutex<[EditKey: [Visitor]]>([:])

    /// Notes a sign of life and returns who else is there.
    func note(_ form: EditKey, person: Int64, name: String, at now: Date) -> [Visitor] {
        visitors.withLock { visitors in
            if visitors[form] == nil, visitors.count >= Self.mostForms { Self.sweep(&visitors, now) }
            guard visitors[form] != nil || visitors.count < Self.mostForms else { return [] }
            var here = Self.present(visitors[form], now)
            if let index = here.firstIndex(where: { $0.person == person }) {
                here[index].seen = now
            } else {
                here.append(Visitor(person: person, name: name, since: now, seen: now))
            }
            visitors[form] = here
            return here.filter { $0.person != person }
        }
    }

    /// Who has the form open besides this person.
    func others(_ form: EditKey, than person: Int64?, at now: Date) -> [Visitor] {
        visitors.withLock { Self.present($0[form], now).filter { $0.person != person } }
    }

    private static func present(_ visitors: [Visitor]?, _ now: Date) -> [Visitor] {
        (visitors ?? []).filter { now.timeIntervalSince($0.seen) <= patience }
    }

    private static func sweep(_ visitors: inout [EditKey: [Visitor]], _ now: Date) {
        visitors = visitors.compactMapValues { here in
            let present = present(here, now)
            return present.isEmpty ? nil : present
        }
    }
}
