import Foundation
import PortalKit

/// What somebody sent to the editorial board (Art. 4.3, 10.1): kept for good, whatever becomes of it.
struct Submission: Sendable {
    /// Where it stands.
    enum State: String, CaseIterable, Sendable {
        /// Nobody has looked at it.
        case new
        case work
        /// It became an article.
        case used
        /// It was not used, and the sender was told why (Art. 16.3).
        case declined
        case spam

        var isOpen: Bool { self == .new || self == .work }
    }

    /// How it came.
    enum Channel: String, CaseIterable, Sendable {
        /// The public form.
        case web
        /// A contributor's account.
        case account
        case paper
        case chat
        case mail
        case phone

        /// Those that the office registers.
        static let registered: [Channel] = [.paper, .chat, .mail, .phone]
    }

    /// Who sent it. The name of a body stays when personal data is erased; all else goes.
    struct Sender: Sendable, Equatable {
        var isBody = false
        /// The person, or whom to ask at the body.
        var name = ""
        /// The body or office.
        var body = ""
        var mail = ""
        var phone = ""
        /// Where the answer goes by post.
        var address = ""

        /// By whom the statistics count it: a body by its name, a person by name and contact.
        var key: String { isBody ? "b:" + body.folded : "p:" + "\(name)|\(mail)|\(phone)".folded }

        /// How the sender is named in lists.
        var label: String { isBody ? body : name }
    }

    let id: Int64
    /// What the sender can ask by: `BG-7K2M9QX4TD`.
    let code: String
    let state: State
    /// What it was before it was marked as spam.
    let stateBeforeSpam: State?
    let channel: Channel
    let receivedAt: Date
    /// By when the sender is to be answered.
    let dueAt: Date
    let sender: Sender
    let title: String
    let message: String
    /// Under which name the sender wants to be shown; empty for their own.
    let penName: String
    /// The contributor's account.
    let account: Int64?
    /// Who works on it.
    let assignee: Int64?
    let assigneeName: String
    /// The article that it became.
    let article: Int64?
    /// When the sender was told what became of it.
    let answeredAt: Date?
    /// The reason why it was not used.
    let answer: String
    let erasedAt: Date?

    var reference: RecordReference { SubmissionNames.record(id) }

    /// The name for the field "author" of an article.
    var author: String { penName.isEmpty ? sender.name : penName }

    /// When it came: of what was brought to the office or sent by post only the day is known.
    var receivedText: String {
        let moment = VietnamTime(receivedAt)
        return channel == .web || channel == .account ? moment.timeText : moment.dayText
    }

    var mailAddress: MailAddress? { sender.mail.isEmpty ? nil : MailAddress(sender.mail, name: sender.name) }

    func isLate(at now: Date) -> Bool { state.isOpen && dueAt < now }
}

/// One thing that happened to a submission.
struct SubmissionEvent: Sendable {
    enum Kind: String, Sendable {
        case received, registered, claimed, released, assigned, note, asked, added, used, declined, published
        case reopened, spam, unspam = "not-spam", erased
    }

    let kind: Kind
    let at: Date
    let actor: String
    /// What was said with it; empty when nothing.
    let text: String

    /// Whether the sender may see it.
    var isForSender: Bool {
        switch kind {
        case .received, .registered, .asked, .added, .used, .declined, .published, .reopened: true
        default: false
        }
    }
}

/// The names under which the core knows submissions.
enum SubmissionNames {
    static let type = "news.submission"
    static let receivedEvent = "news.submission-received"
    static let declinedEvent = "news.submission-declined"
    static let usedEvent = "news.submission-used"

    static func record(_ id: Int64) -> RecordReference { RecordReference(type: type, id: id) }
}

/// What can go wrong besides.
struct SubmissionChanged: Error {}

/// The most of each thing.
enum SubmissionLimit {
    static let name = 200
    static let title = 200
    static let message = 30_000
    static let note = 4_000
    static let files = 6
    static let types: Set<MediaType> = [.docx, .odt, .text, .pdf, .jpeg, .png, .gif, .webp]
    static let accept = ".docx,.odt,.txt,.pdf,.jpg,.jpeg,.png,.gif,.webp"
    static let form = FormLimits(bodyBytes: 40 << 20, fileBytes: 15 << 20, files: files + 2)
    /// Days for which the link is good by which a sender adds something.
    static let requestDays = 14
}
