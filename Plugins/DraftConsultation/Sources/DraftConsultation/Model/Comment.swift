import Foundation
import PortalKit

/// A comment on a draft.
struct Comment: Sendable {
    /// Where it stands.
    enum State: String, Sendable, CaseIterable {
        /// Its sender has not confirmed it yet.
        case unconfirmed
        /// Somebody has to look at it before the public sees it.
        case waiting
        case published
        /// Not for the public, for a reason that is written down.
        case hidden
        case withdrawn
        case spam

        /// Whether it counts in the report.
        var counts: Bool { self == .waiting || self == .published || self == .hidden }
    }

    enum Sender: String, Sendable, CaseIterable {
        case person
        case body
    }

    /// How it came.
    enum Channel: String, Sendable, CaseIterable {
        case web
        case paper
        case mail
        case meeting

        /// Those that officers enter.
        static let entered: [Channel] = [.paper, .mail, .meeting]
    }

    /// How it was taken up.
    enum Treatment: String, Sendable, CaseIterable {
        case accepted
        case partly
        case rejected
        /// It agrees with the draft: nothing is to be taken up.
        case agreed

        /// Whether it has to be said why.
        var needsReason: Bool { self != .agreed }
    }

    let id: Int64
    /// What its sender can ask by: `YK-7K2M9QX4TD`.
    let code: String
    let draft: Int64
    /// The version of the text that it was made on.
    let version: Int
    let place: DraftPlace
    let text: String
    let sender: Sender
    let channel: Channel
    let state: State
    let name: String
    /// The body that answered in writing.
    let body: String
    let mail: String
    let phone: String
    let files: [KeptUpload]
    let receivedAt: Date
    let group: Int64?
    /// The comment that says the same and stands for this one.
    let duplicateOf: Int64?
    let treatment: Treatment?
    /// Why it was taken up so.
    let reason: String
    let treatedAt: Date?
    let treatedBy: String
    /// Why the public does not see it.
    let hiddenReason: String
    let erasedAt: Date?

    var reference: RecordReference { ConsultationNames.comment(id) }
    var mailAddress: MailAddress? { mail.isEmpty ? nil : MailAddress(mail, name: name) }
}

/// The most of each thing.
enum CommentLimit {
    static let text = 10_000
    static let name = 200
    static let reason = 4_000
    static let files = 3
    static let tag = 40
    static let tags = 12
    static let types: Set<MediaType> = [.docx, .odt, .text, .pdf, .jpeg, .png, .webp]
    static let accept = ".docx,.odt,.txt,.pdf,.jpg,.jpeg,.png,.webp"
    static let form = FormLimits(bodyBytes: 24 << 20, fileBytes: 10 << 20, files: files + 2)
    /// Hours for which a comment can be confirmed.
    static let hoursToConfirm = 72
    /// Wrong codes until only the link in the mail works.
    static let codeAttempts = 5
}
