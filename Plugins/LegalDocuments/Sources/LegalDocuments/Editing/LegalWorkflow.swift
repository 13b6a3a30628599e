import GRDB
import PortalKit

/// The way of a document to the public, and what must be right before it gets there.
enum LegalWorkflow {
    /// Write, moderate, publish (Art. 5.4, 9.1).
    static let type = WorkflowType.editorial(
        module: LegalNames.module, moderationGates: [complete], publicationGates: [complete])

    static let publishedStep = "published"
    private static let complete = "complete"

    /// How the portal shows documents among the work that waits, and tells the module of each step.
    static let records = WorkflowRecords(
        type: LegalNames.documentType, screen: "/:id", titles: { try DocumentRows.titles($1, in: $0) },
        publicView: { try await DocumentPreview.view($1, $0) }, settle: { try LegalDesk($2).settle($0.item, in: $1) })

    static let gates = [WorkflowGate(id: complete, check: checkComplete)]

    /// A document cannot be found or cited without number, summary, body and day of issue.
    private static func checkComplete(_ database: Database, _ record: RecordReference) throws -> [GateFailure] {
        let row = try Row.fetchOne(
            database,
            sql: "SELECT number, type, summary, issuing_body, issued_on, lines FROM legal_documents WHERE id = ?",
            arguments: [record.id])
        guard let row else { throw PortalError.notFound }
        let required = ["number", "type", "summary", "issuing_body", "issued_on"]
        let missing = required.filter { row[$0] == "" }.map { GateFailure(field: $0, reason: "gate.\($0)_missing") }
        return missing + (row["lines"] == "[]" ? [GateFailure(field: "text", reason: "gate.text_missing")] : [])
    }
}
