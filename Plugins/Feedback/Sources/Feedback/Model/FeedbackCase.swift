import Foundation
import PortalKit

/// What somebody told the authority: a report, a petition or a question, with all that became of it (Art. 8.3, 11.1).
/// Kept for good; who sent it is masked when its time is over.
struct FeedbackCase: Sendable {
    enum Kind: String, CaseIterable, Sendable {
        /// Phản ánh: something is not as it should be.
        case report
        /// Kiến nghị: something should be done, or done otherwise.
        case petition
        /// Hỏi đáp.
        case question
    }

    /// Where it stands.
    enum State: String, CaseIterable, Sendable {
        /// Nobody has looked at it.
        case new
        case work
        /// The sender was asked for more; the term stands still.
        case asked
        /// An answer waits for approval.
        case review
        case answered
        /// The same as another one, with which it is answered.
        case merged
        /// Taken back by the sender.
        case withdrawn
        case spam

        /// Whether the authority still owes an answer.
        var isOpen: Bool { [.new, .work, .asked, .review].contains(self) }

        /// Whether officers can change how it is dealt with.
        var isWorkable: Bool { [.new, .work, .asked].contains(self) }

        static let open = allCases.filter(\.isOpen)
    }

    /// How it came.
    enum Channel: String, CaseIterable, Sendable {
        /// The public form.
        case web
        case counter
        case phone
        case paper
        case mail
        case meeting

        /// Those that an officer enters.
        static let registered: [Channel] = [.counter, .phone, .paper, .mail, .meeting]
    }

    /// What the answer comes to.
    enum Outcome: String, CaseIterable, Sendable {
        case resolved
        case planned
        case explained
        case refused
        case elsewhere
    }

    enum Rating: Int, CaseIterable, Sendable {
        case unsatisfied = 1
        case accepted = 2
        case satisfied = 3

        /// The key of its words and of its field.
        var key: String {
            switch self {
            case .unsatisfied: "unsatisfied"
            case .accepted: "accepted"
            case .satisfied: "satisfied"
            }
        }
    }

    struct Sender: Sendable, Equatable {
        var name = ""
        var phone = ""
        var mail = ""
        var address = ""
        /// Wishes that nobody but the office learns who they are.
        var isAnonymous = false

        var mailAddress: MailAddress? { mail.isEmpty ? nil : MailAddress(mail, name: name) }
    }

    struct Place: Sendable, Equatable {
        /// A part of the commune, as the settings name them.
        var area = ""
        /// As a person describes it.
        var text = ""
        /// A point on the site's map picture, in thousandths of its width and height.
        var point: MapPoint?

        /// In one line.
        var line: String { [text, area].filter { !$0.isEmpty }.joined(separator: ", ") }
    }

    let id: Int64
    let code: TrackingCode
    let state: State
    /// What it was before it was marked as spam or merged.
    let stateBefore: State?
    let kind: Kind
    let topic: String
    /// What the sender wants to reach, as the office understands it.
    let aim: String
    /// What the sender asks the authority to do.
    let demand: String
    let channel: Channel
    let receivedAt: Date
    /// By when it is to be answered.
    let dueAt: Date
    /// Working days left when the sender was asked.
    let daysLeft: Int?
    let title: String
    let text: String
    let place: Place
    let sender: Sender
    /// Whether the sender agrees to publication without their personal data.
    let mayPublish: Bool
    let assignee: Int64?
    let assigneeName: String
    let body: Int64?
    let bodyName: String
    let mergedInto: Int64?
    let answer: Answer
    let answeredAt: Date?
    /// How the sender was told who has no mail.
    let toldBy: String
    let isPublic: Bool
    let publishedAt: Date?
    let hiddenAt: Date?
    let hiddenReason: String
    let rating: Rating?
    let ratingComment: String
    let reopened: Int
    let revision: Int
    let erasedAt: Date?
    let changedAt: Date

    var reference: RecordReference { FeedbackNames.record(id) }

    /// Where permissions for it hold: the body that it was given to.
    var scopes: [String] { body.map { [BodySummary.scope(of: $0)] } ?? [] }

    func isLate(at now: Date) -> Bool { state.isOpen && state != .asked && dueAt < now }

    /// Whether the public should see it.
    var belongsInPublic: Bool { state == .answered && answer.isForPublic && hiddenAt == nil }

    /// Whether an officer has yet to tell the sender of the answer.
    var waitsForTelling: Bool { state == .answered && sender.mail.isEmpty && toldBy.isEmpty && erasedAt == nil }

    /// The answer for those whose cases were joined to this one: it does not say to whom it was first given.
    var sharedAnswer: String { answer.isForPublic ? answer.publicAnswer : Masking(of: self).masked(answer.text) }

    /// The point on the map that the public may see.
    var publicPoint: MapPoint? { answer.showsPoint ? place.point : nil }

    var path: String { FeedbackPath.published(id, title: answer.publicTitle) }
}

/// A point on the site's map picture, in thousandths of its width and height.
struct MapPoint: Sendable, Hashable, Codable {
    let x: Int
    let y: Int

    init?(x: Int, y: Int) {
        guard (0...1000).contains(x), (0...1000).contains(y) else { return nil }
        self.x = x
        self.y = y
    }
}

/// The most of each thing.
enum FeedbackLimit {
    static let name = 120
    static let title = 200
    static let text = 10_000
    static let note = 4_000
    static let answer = 20_000
    static let files = 5
    static let answerFiles = 8
    static let photos: Set<MediaType> = [.jpeg, .png, .gif, .webp]
    static let photosAccept = ".jpg,.jpeg,.png,.gif,.webp"
    /// What an officer may keep with a case besides: scans of letters and records of meetings.
    static let papers: Set<MediaType> = photos.union([.pdf, .docx, .odt, .text])
    static let papersAccept = photosAccept + ",.pdf,.docx,.odt,.txt"
    static let fileBytes = 12 << 20
    static let form = FormLimits(bodyBytes: 62 << 20, fileBytes: fileBytes, files: answerFiles + 2)
    /// Hours for which a sender who gave code and contact can go on.
    static let accessHours = 2
    /// Days for which the link for a body without an account is good.
    static let opinionDays = 15
}

/// Somebody was faster, or the state does not allow it.
struct CaseChanged: Error {}
