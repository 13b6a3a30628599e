import PortalKit

/// The mails to businesses and complainants.
struct AdsMails: Sendable {
    enum Message: String, CaseIterable {
        case applicationReceived = "application-received"
        case applicationRefused = "application-refused"
        case published = "page-published"
        case takenDown = "page-taken-down"
        case ordered = "order-made"
        case paid = "payment-recorded"
        case started = "ad-started"
        case ending = "ad-ending"
        case ended = "ad-ended"
        case suspended = "ad-suspended"
        case resumed = "ad-resumed"
        case cancelled = "ad-cancelled"
        case complaintReceived = "complaint-received"
        case complaintAnswered = "complaint-answered"

        var placeholders: [String] {
            switch self {
            case .applicationReceived: ["name", "code", "site", "url"]
            case .applicationRefused: ["name", "code", "site", "reason", "url"]
            case .published: ["name", "site", "url"]
            case .takenDown: ["name", "site"]
            case .ordered: ["name", "code", "site", "place", "months", "fee", "start", "payment"]
            case .paid: ["name", "code", "site", "amount", "day", "receipt"]
            case .started, .ending, .ended: ["name", "code", "site", "place", "start", "end", "views", "clicks"]
            case .suspended, .cancelled: ["name", "code", "site", "place", "reason"]
            case .resumed: ["name", "code", "site", "place", "end"]
            case .complaintReceived: ["name", "code", "site"]
            case .complaintAnswered: ["name", "code", "site", "answer"]
            }
        }
    }

    /// What the office is told each morning.
    static let waiting = "waiting"

    static let templates =
        Message.allCases.map { MailTemplate(id: $0.rawValue, placeholders: $0.placeholders) } + [
            MailTemplate(id: waiting, placeholders: ["site", "applications", "complaints", "unpaid", "url"])
        ]

    let context: ModuleContext

    /// Writes to somebody; does nothing when they gave no mail address.
    func send(
        _ message: Message, to recipient: MailAddress?, about record: RecordReference, _ values: [String: String],
        in change: Change
    ) throws {
        guard let recipient else { return }
        try change.send(
            context.mail(
                message.rawValue, to: recipient,
                values.merging(["site": context.site.nameInSentence]) { own, _ in own },
                record: record))
    }
}
