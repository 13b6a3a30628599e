import Foundation
import GRDB

/// Something that must be seen to at once, such as a sign of a leak (Art. 10.2).
struct Incident: Sendable, Identifiable {
    /// What has happened.
    enum Kind: String, CaseIterable, Sendable {
        case leak
        case personalData = "personal-data"
        case defacement
        case account
        case outage
        case other

        var textKey: String { "incident.kind.\(rawValue)" }
    }

    /// How bad it is, as whoever raised it sees it.
    enum Severity: String, CaseIterable, Sendable {
        case high
        case medium
        case low

        var textKey: String { "incident.severity.\(rawValue)" }
        var badge: AdminList.Cell.Badge { self == .high ? .error : self == .medium ? .warning : .neutral }
    }

    let id: Int64
    let kind: Kind
    let severity: Severity
    /// What was seen; may be confidential.
    let text: String
    /// The page of the administration from which it was raised; empty when it was none in particular.
    let page: String
    let raisedAt: Date
    let raisedBy: Int64
    let raisedName: String
    /// Nil while it is open.
    let closedAt: Date?

    init(row: Row) {
        id = row["id"]
        kind = Kind(rawValue: row["kind"]) ?? .other
        severity = Severity(rawValue: row["severity"]) ?? .high
        text = row["text"]
        page = row["page"]
        raisedAt = row["raised_at"]
        raisedBy = row["raised_by"]
        raisedName = row["raised_name"]
        closedAt = row["closed_at"]
    }

    var reference: RecordReference { Self.reference(id) }

    static func reference(_ id: Int64) -> RecordReference { RecordReference(type: "core.incident", id: id) }
}

/// Something that was done about an incident.
struct IncidentAction: Sendable {
    enum Kind: String, Sendable {
        case action
        case close
        case reopen
    }

    let kind: Kind
    let text: String
    let at: Date
    let actorName: String

    init(row: Row) {
        kind = Kind(rawValue: row["kind"]) ?? .action
        text = row["text"]
        at = row["at"]
        actorName = row["actor_name"]
    }
}
