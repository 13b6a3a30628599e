import Foundation
import PortalKit

/// One citizen's request under one procedure, from its receipt to its result.
struct Dossier: Sendable {
    enum Channel: String, CaseIterable, Sendable {
        case online
        case counter
    }

    /// How the applicant gets the result.
    enum Delivery: String, CaseIterable, Sendable {
        case counter, post, online

        var key: String { "confirm.delivery.\(rawValue)" }
    }

    let id: Int64
    /// `UBND-261124-0007`
    let code: String
    let procedure: Int64
    let procedureVersion: Int
    let formVersion: Int?
    let procedureName: String
    let field: String
    let channel: Channel
    let state: DossierState
    /// Where it stood before it was asked for more.
    let stateBefore: DossierState?
    /// How it ended.
    let outcome: DossierState?
    let body: Int64?
    let bodyName: String
    /// The applicant as lists show them.
    let applicantLabel: String
    /// A ``Delivery``; the applicant's words in what was sent before the kind was stored.
    let delivery: String
    /// The identity service with which the applicant had signed in, empty when they had not.
    let confirmedBy: String
    let isSuspicious: Bool
    let termDays: Int
    let receivedAt: Date
    let acceptedAt: Date?
    /// The end of the term; before it is received, the end of the time to look at it.
    let dueAt: Date?
    /// The end of the body's part of the term.
    let stageDueAt: Date?
    let stoppedAt: Date?
    /// When the result was ready, or it ended otherwise.
    let finishedAt: Date?
    let closedAt: Date?
    let resultText: String
    let fee: Int
    let feePaidAt: Date?
    let feeReceipt: String
    let feeMethod: String
    let assignee: Int64?
    let assigneeName: String
    let archivedAt: Date?
    let erasedAt: Date?

    var reference: RecordReference { EServicesNames.dossier(id) }

    /// How the result is handed over, in the reader's language.
    func deliveryText(_ texts: Texts) -> String { Delivery(rawValue: delivery).map { texts($0.key) } ?? delivery }

    func isLate(at now: Date) -> Bool {
        guard state.isCounted, let dueAt else { return false }
        return dueAt < now
    }

    func isDueToday(at now: Date) -> Bool {
        guard state.isCounted, let dueAt else { return false }
        return dueAt >= now && VietnamTime(dueAt).dayNumber == VietnamTime(now).dayNumber
    }

    /// Whether it ended in its term; nil while it is open, or was withdrawn.
    var isOnTime: Bool? {
        guard let finishedAt, let dueAt, outcome != .withdrawn else { return nil }
        return finishedAt <= dueAt
    }
}

/// A file of a dossier.
struct DossierFile: Sendable {
    enum Role: String, Sendable {
        case sent, supplement, result
    }

    enum Scan: String, Sendable {
        /// Nothing scans here.
        case unscanned
        case waiting
        case clean
        case infected

        /// Whether it may be given out.
        var isGivenOut: Bool { self == .unscanned || self == .clean }
    }

    let id: Int64
    let dossier: Int64
    let role: Role
    /// Which paper it is.
    let label: String
    let file: KeptUpload
    let addedAt: Date
    let scan: Scan
    let finding: String

    /// What people can send.
    static let types: Set<MediaType> = [.pdf, .jpeg, .png, .webp, .docx, .odt, .xlsx, .ods]
    static let accept = ".pdf,.jpg,.jpeg,.png,.webp,.docx,.odt,.xlsx,.ods"
    static let limits = FormLimits(bodyBytes: 64 << 20, fileBytes: 20 << 20, files: 20, sealsFiles: true)
}

/// One thing that happened to a dossier.
struct DossierEvent: Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case received, registered, accepted, asked, supplied, refused, reopened
        case handedOver = "handed-over"
        case acknowledged, declined, issued, delivered, withdrawn, archived
        case assigned, note, postponed, fee, infected, erased

        /// Whether the citizen sees it.
        var isForCitizen: Bool { ![.assigned, .note, .infected, .erased, .archived].contains(self) }
    }

    let kind: Kind
    let at: Date
    let actor: String
    let text: String
}

/// A handing over of a dossier to a body.
struct Handover: Sendable {
    enum State: String, Sendable {
        case waiting, taken, declined, ended
    }

    let id: Int64
    let dossier: Int64
    let body: Int64?
    let bodyName: String
    let state: State
    let note: String
    let dueAt: Date
    let handedAt: Date
    let handedBy: String
    let answeredAt: Date?
    let answeredBy: String
    let reason: String
}

/// Something that the citizen was asked to add.
struct SupplementRequest: Sendable {
    let id: Int64
    let request: String
    let daysLeft: Int
    let askedAt: Date
    let answeredAt: Date?
    let answer: String
}

/// The state of a dossier does not allow it any more.
struct DossierChanged: Error {}
