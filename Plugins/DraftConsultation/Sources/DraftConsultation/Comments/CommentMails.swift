import PortalKit

/// The mails to senders.
extension CommentDesk {
    /// The mails to a sender, by the ids of their templates.
    enum Message: String, CaseIterable {
        case confirm = "comment-confirm"
        case received = "comment-received"
        case result = "comment-result"

        var placeholders: [String] {
            let common = ["title", "code", "place", "url"]
            return switch self {
            case .confirm: ["title", "place", "url", "code", "hours"]
            case .received: common
            case .result: common + ["treatment", "reason"]
            }
        }
    }

    /// Writes to a sender; what opens something is confidential.
    func send(
        _ message: Message, to recipient: MailAddress, _ comment: Comment, _ draft: Draft, _ values: [String: String],
        in change: Change
    ) throws {
        let common = [
            "title": draft.content.title, "code": comment.code, "place": comment.place.label,
        ]
        let mail = context.mail(
            message.rawValue, to: recipient, common.merging(values) { $1 }, record: comment.reference)
        try change.send(
            Mail(
                to: recipient, subject: mail.subject, text: mail.text, record: comment.reference,
                isConfidential: message != .result))
    }
}
