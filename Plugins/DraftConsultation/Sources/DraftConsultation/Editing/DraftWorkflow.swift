import Foundation
import GRDB
import PortalKit

/// The way of a draft to the public, and what must be right before it gets there.
enum DraftWorkflow {
    /// Write, moderate, publish (Art. 5.4, 9.1).
    static let type = WorkflowType.editorial(
        module: ConsultationNames.module, moderationGates: [complete, period], publicationGates: [complete, period])

    static let publishedStep = "published"
    private static let complete = "complete"
    private static let period = "period"

    /// How the portal shows drafts among the work that waits, and tells the module of each step.
    static let records = WorkflowRecords(
        type: ConsultationNames.draftType, screen: "/:id", titles: { try DraftRows.titles($1, in: $0) },
        publicView: { try await DraftPreview.view($1, $0) }, settle: { try DraftDesk($2).settle($0.item, in: $1) })

    /// - Parameter settings: those of the site when the module was registered; it is registered anew when they change.
    static func gates(_ settings: ConsultationSettings) -> [WorkflowGate] {
        [
            WorkflowGate(id: complete, check: checkComplete),
            WorkflowGate(id: period) { try checkPeriod($0, $1, settings) },
        ]
    }

    /// Nobody can comment on what they cannot read, or does not know whom to ask.
    private static func checkComplete(_ database: Database, _ record: RecordReference) throws -> [GateFailure] {
        let content = try content(of: record, in: database)
        return [
            content.title.isEmpty ? GateFailure(field: DraftForm.Name.title, reason: "gate.title_missing") : nil,
            content.type.isEmpty ? GateFailure(field: DraftForm.Name.type, reason: "gate.type_missing") : nil,
            content.body.isEmpty ? GateFailure(field: DraftForm.Name.body, reason: "gate.body_missing") : nil,
            content.contactPhone.isEmpty && content.contactMail.isEmpty
                ? GateFailure(field: DraftForm.Name.contactPhone, reason: "gate.contact_missing") : nil,
            content.lines.isEmpty ? GateFailure(field: DraftForm.Name.text, reason: "gate.text_missing") : nil,
        ].compactMap { $0 }
    }

    private static func checkPeriod(
        _ database: Database, _ record: RecordReference, _ settings: ConsultationSettings
    ) throws -> [GateFailure] {
        let content = try content(of: record, in: database)
        guard let days = content.days else {
            return [GateFailure(field: DraftForm.Name.endsOn, reason: "gate.period_missing")]
        }
        let least = settings.minimumDays(for: content.type)
        guard days < least else { return [] }
        return [
            GateFailure(field: DraftForm.Name.endsOn, reason: "gate.period_short", values: ["days": String(least)])
        ]
    }

    private static func content(of record: RecordReference, in database: Database) throws -> DraftContent {
        guard let draft = try DraftRows.fetch(record.id, in: database) else { throw PortalError.notFound }
        return draft.content
    }
}
