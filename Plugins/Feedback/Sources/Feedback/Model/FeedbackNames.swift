import PortalKit

/// The names under which the core knows the module's records, lists and events.
enum FeedbackNames {
    static let module = "feedback"
    static let caseType = "feedback.case"
    /// The photos of a case that the public may see.
    static let publishedType = "feedback.published"
    /// Who was asked about a case by a link.
    static let opinionType = "feedback.opinion"
    static let searchKind = "case"

    static let receivedEvent = "feedback.received"
    static let answeredEvent = "feedback.answered"
    static let publishedEvent = "feedback.published"
    static let reopenedEvent = "feedback.reopened"

    /// What uses the map picture.
    static let map = RecordReference(type: "feedback.map", id: 1)

    static func record(_ id: Int64) -> RecordReference { RecordReference(type: caseType, id: id) }

    static func published(_ id: Int64) -> RecordReference { RecordReference(type: publishedType, id: id) }
}

/// What a role can be granted.
enum FeedbackPermission {
    /// Takes in, classifies, hands on, hides; sees who sent what. The standing office.
    static let receive = "feedback.receive"
    /// Works on cases and drafts answers, of all bodies or of some.
    static let handle = "feedback.handle"
    /// Approves answers.
    static let approve = "feedback.approve"
    static let all = [receive, handle, approve]
}

extension Dependency {
    /// Which cases are public, and the figures about all.
    static let feedback = Dependency.list(FeedbackNames.module)

    static func feedbackCase(_ id: Int64) -> Dependency { .record(FeedbackNames.record(id)) }
}
