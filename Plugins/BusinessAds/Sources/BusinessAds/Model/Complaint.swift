import Foundation
import PortalKit

/// What somebody says is wrong with a business's page or ad.
struct Complaint: Sendable {
    enum State: String, Sendable, CaseIterable {
        case new
        case upheld
        case dismissed
        case spam
    }

    enum Limit {
        static let text = 4000
    }

    let id: Int64
    let code: String
    let business: Int64
    let businessName: String
    let channel: Business.Channel
    let receivedAt: Date
    let sender: Business.Applicant
    let text: String
    let state: State
    let answer: String
    let answeredAt: Date?
    let erasedAt: Date?

    var reference: RecordReference { AdsNames.complaint(id) }
}
