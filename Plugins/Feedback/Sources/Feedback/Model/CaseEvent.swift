import Foundation

/// One thing that happened to a case.
struct CaseEvent: Sendable {
    enum Kind: String, Sendable {
        case received, registered, claimed, released, assigned, classified, forwarded, note, asked, supplemented
        case resumed, extended, drafted, submitted, returned, answered, told, published, hidden, shown, reopened
        case merged, split, spam
        case unspam = "not-spam"
        case withdrawn, rated, requested, opinion, recalled, escalated, erased
    }

    let kind: Kind
    let at: Date
    let actor: String
    /// What was said with it; empty when nothing.
    let text: String

    /// Whether the sender may read of it, without the name of the officer.
    var isForSender: Bool {
        switch kind {
        case .received, .registered, .asked, .supplemented, .extended, .answered, .published, .reopened, .withdrawn,
            .rated, .merged, .forwarded:
            true
        default: false
        }
    }

    /// Whether the sender did it.
    var isBySender: Bool { [.received, .supplemented, .withdrawn, .rated].contains(kind) && actor.isEmpty }

    /// What of its text is meant for the sender: of a case that was given to a body its name, not what the body was told.
    var textForSender: String {
        switch kind {
        case .asked, .supplemented, .extended, .reopened, .rated: text
        case .forwarded: text.split(separator: "\n").first.map { String($0) } ?? ""
        default: ""
        }
    }
}
