import Foundation
import PortalKit

/// A draft as it is stored.
struct Draft: Sendable {
    /// What it became.
    struct Issued: Sendable, Hashable {
        /// `15/2026/QĐ-UBND`.
        let number: String
        /// `2026-06-12`.
        let day: String
    }

    let id: Int64
    let content: DraftContent
    let slug: String
    /// The body's number in the directory of bodies; nil for one that is not there.
    let bodyId: Int64?
    /// The step of its workflow.
    let step: String
    let isPublic: Bool
    /// Whether the public has ever seen it.
    let wasPublic: Bool
    let revision: Int
    /// The number of the present version of the text, from 1.
    let version: Int
    let changedAt: Date
    /// When work on the comments began.
    let takenUpAt: Date?
    /// When the report on how they were taken up was published.
    let reportedAt: Date?
    let issued: Issued?
    /// How many comments the public sees.
    let commentCount: Int

    var reference: RecordReference { ConsultationNames.draft(id) }
    var path: String { ConsultationPath.draft(slug) }
    /// Where permissions for it hold: the body in charge; nil for one that only who may do everything reaches.
    var scope: String? { bodyId.map { BodySummary.scope(of: $0) } }
    var startsAt: Date? { content.startsAt?.date }
    var endsAt: Date? { content.endsAt?.date }

    func phase(at now: Date) -> DraftPhase {
        if reportedAt != nil || issued != nil { return .result }
        if let startsAt, now < startsAt { return .upcoming }
        if let endsAt, now < endsAt { return .open }
        return takenUpAt == nil ? .closed : .takingUp
    }

    /// Days left to comment, today counted.
    func daysLeft(at now: Date) -> Int {
        content.endsAt.map { max(0, $0.dayNumber - VietnamTime(now).dayNumber) } ?? 0
    }

    /// When its phase changes by the clock alone; nil when it does not any more.
    func nextPhaseChange(after now: Date) -> Date? {
        [startsAt, endsAt].compactMap { $0 }.filter { $0 > now }.min()
    }

    /// The draft as it was in a revision.
    func with(_ content: DraftContent, revision: Int) -> Draft {
        Draft(
            id: id, content: content, slug: slug, bodyId: bodyId, step: step, isPublic: isPublic, wasPublic: wasPublic,
            revision: revision, version: version, changedAt: changedAt, takenUpAt: takenUpAt, reportedAt: reportedAt,
            issued: issued, commentCount: commentCount)
    }
}

/// Where a draft is on its way, as the public is told; the raw value stands in addresses.
enum DraftPhase: String, Sendable, CaseIterable {
    case upcoming = "sap-lay-y-kien"
    case open = "dang-lay-y-kien"
    case closed = "da-ket-thuc"
    case takingUp = "dang-tiep-thu"
    case result = "da-co-ket-qua"

    /// The key of its name among the module's texts.
    var key: String {
        switch self {
        case .upcoming: "phase.upcoming"
        case .open: "phase.open"
        case .closed: "phase.closed"
        case .takingUp: "phase.taking_up"
        case .result: "phase.result"
        }
    }

    var badge: AdminList.Cell.Badge {
        switch self {
        case .open: .success
        case .upcoming: .warning
        case .takingUp: .warning
        case .closed, .result: .neutral
        }
    }
}

extension String {
    /// A day of the form `2024-06-12` as people write it: `12/06/2024`.
    var dayText: String { VietnamTime(parsing: self)?.dayText ?? self }

    /// The text, or nil when it is empty.
    var present: String? { isEmpty ? nil : self }
}
