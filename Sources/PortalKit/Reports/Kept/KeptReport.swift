import Foundation
import GRDB

/// A report of a period that was drawn up, commented and approved, and stays as it was on that day (Art. 16.1).
struct KeptReport: Sendable, Identifiable {
    /// How far it is.
    enum State: String, CaseIterable, Sendable {
        case draft
        /// Waits for whoever approves it.
        case submitted
        /// Fixed for good.
        case approved

        var textKey: String { "report.state.\(rawValue)" }
        var badge: AdminList.Cell.Badge { self == .approved ? .success : self == .submitted ? .warning : .neutral }
    }

    /// What people add to the figures.
    struct Remarks: Sendable, Codable, Equatable {
        /// `41/BC-UBND`; empty while it has none.
        var number = ""
        var assessment = ""
        var difficulties = ""
        var proposals = ""
        /// The office in which it is signed: `TRƯỞNG BAN BIÊN TẬP`.
        var office = ""
        var signer = ""
    }

    let id: Int64
    let title: String
    let period: ReportPeriod
    let state: State
    let parts: [ReportPart]
    /// When the figures were taken.
    let figuresAt: Date
    let remarks: Remarks
    /// Nil for one that the portal drew up by itself.
    let drawnBy: Int64?
    let drawnName: String
    let drawnAt: Date
    /// Who sent it to be approved; they do not approve it themselves.
    let submittedBy: Int64?
    /// Why it was sent back; empty when it was not.
    let returnedReason: String
    let approvedName: String?
    let approvedAt: Date?
    /// SHA-256 over what was approved, in hexadecimal digits.
    let digest: String?

    init(row: Row) throws {
        id = row["id"]
        title = row["title"]
        period = ReportPeriod(start: row["starts_at"], end: row["ends_at"])
        state = State(rawValue: row["state"]) ?? .draft
        parts = try JSONDecoder().decode([ReportPart].self, from: Data((row["figures"] as String).utf8))
        figuresAt = row["figures_at"]
        remarks = try JSONDecoder().decode(Remarks.self, from: Data((row["remarks"] as String).utf8))
        drawnBy = row["drawn_by"]
        drawnName = row["drawn_name"]
        drawnAt = row["drawn_at"]
        submittedBy = row["submitted_by"]
        returnedReason = row["returned_reason"]
        approvedName = row["approved_name"]
        approvedAt = row["approved_at"]
        digest = row["digest"]
    }

    var reference: RecordReference { Self.reference(id) }

    static func reference(_ id: Int64) -> RecordReference { RecordReference(type: "core.report", id: id) }
}

/// A kept report as lists need it, without its figures.
struct KeptReportEntry: Sendable {
    let id: Int64
    let title: String
    let period: ReportPeriod
    let state: KeptReport.State
    let drawnName: String
    let drawnAt: Date

    init(row: Row) {
        id = row["id"]
        title = row["title"]
        period = ReportPeriod(start: row["starts_at"], end: row["ends_at"])
        state = KeptReport.State(rawValue: row["state"]) ?? .draft
        drawnName = row["drawn_name"]
        drawnAt = row["drawn_at"]
    }
}
