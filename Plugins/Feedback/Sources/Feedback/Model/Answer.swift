import PortalKit

/// The answer to a case, with how the case is shown to the public: what its workflow approves as one.
struct Answer: Sendable, Equatable, Codable {
    /// Raw value of ``FeedbackCase/Outcome``; empty while none was chosen.
    var outcome = ""
    /// What the sender is told.
    var text = ""
    /// Whether the case is published with the answer.
    var isForPublic = false
    /// What the public reads, without personal data.
    var publicTitle = ""
    var publicText = ""
    var publicAnswer = ""
    /// The place as the public reads it; empty when it would tell who the sender is.
    var publicPlace = ""
    /// Whether the public sees the point on the map.
    var showsPoint = false

    var outcomeCase: FeedbackCase.Outcome? { FeedbackCase.Outcome(rawValue: outcome) }
}
