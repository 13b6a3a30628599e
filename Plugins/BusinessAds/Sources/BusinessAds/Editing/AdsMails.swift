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
            case .applicationReceived: ["name", "code", "url"]
            case .applicationRefused: ["name", "code", "reason", "url"]
            case .published: ["name", "url"]
            case .takenDown: ["name"]
            case .ordered: ["name", "code", "place", "months", "fee", "start", "payment"]
            case .paid: ["name", "code", "amount", "day", "receipt"]
            case .started, .ending, .ended: ["name", "code", "place", "start", "end", "views", "clicks"]
            case .suspended, .cancelled: ["name", "code", "place", "reason"]
            case .resumed: ["name", "code", "place", "end"]
            case .complaintReceived: ["name", "code"]
            case .complaintAnswered: ["name", "code", "answer"]
            }
        }
    }

    /// What the office is told each morning.
    static let waiting = "waiting"

    static let templates =
        Message.allCases.map { MailTemplate(id: $0.rawValue, placeholders: $0.placeholders) } + [
            MailTemplate(id: waiting, placeholders: ["applications", "complaints", "unpaid", "url"])
        ]

    let context: ModuleContext

    /// Writes to somebody; does nothing when they gave no mail address.
    func send(
        _ message: Message, to recipient: MailAddress?, about record: RecordReference, _ values: [String: String],
        in change: Change
    ) throws {
        guard let recipient else { return }
        try change.send(context.mail(message.rawValue, to: recipient, values, record: record))
    }
}
