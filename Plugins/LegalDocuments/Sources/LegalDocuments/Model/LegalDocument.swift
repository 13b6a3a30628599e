import Foundation
import PortalKit

/// A document as it is stored.
struct LegalDocument: Sendable {
    let id: Int64
    let content: LegalContent
    let slug: String
    /// The step of its workflow.
    let step: String
    let isPublic: Bool
    /// Whether the public has ever seen it.
    let wasPublic: Bool
    let revision: Int
    let changedAt: Date
    /// The first day on which it is no longer in force, by its own words or another document's; empty when it has no end.
    let endedOn: String

    var reference: RecordReference { LegalNames.document(id) }
    /// What people call it: `Quyết định 15/2024/QĐ-UBND`; empty when it has neither type nor number.
    var name: String { [content.type, content.number].filter { !$0.isEmpty }.joined(separator: " ") }
    var path: String { LegalPath.document(slug) }

    /// The document as it was in a revision.
    func with(_ content: LegalContent, revision: Int) -> LegalDocument {
        LegalDocument(
            id: id, content: content, slug: slug, step: step, isPublic: isPublic, wasPublic: wasPublic,
            revision: revision, changedAt: changedAt, endedOn: endedOn)
    }

    func status(on day: String) -> LegalStatus {
        LegalStatus(effectiveOn: content.effectiveOn, endedOn: endedOn, day: day)
    }
}

/// Whether a document is in force on a day.
enum LegalStatus: String, Sendable, CaseIterable {
    case upcoming = "chua-hieu-luc"
    case inForce = "con-hieu-luc"
    case ended = "het-hieu-luc"

    init(effectiveOn: String, endedOn: String, day: String) {
        self =
            if !endedOn.isEmpty, endedOn <= day {
                .ended
            } else if !effectiveOn.isEmpty, effectiveOn > day {
                .upcoming
            } else {
                .inForce
            }
    }

    /// The key of its name among the module's texts.
    var key: String {
        switch self {
        case .upcoming: "status.upcoming"
        case .inForce: "status.in_force"
        case .ended: "status.ended"
        }
    }

    /// The badge's colour.
    var badge: String {
        switch self {
        case .upcoming: "warning"
        case .inForce: "success"
        case .ended: "neutral"
        }
    }
}

extension String {
    /// A day of the form `2024-06-12` as people write it: `12/06/2024`.
    var dayText: String { VietnamTime(parsing: self)?.dayText ?? self }
}
