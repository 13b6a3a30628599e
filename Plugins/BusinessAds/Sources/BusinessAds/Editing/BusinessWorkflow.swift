import Foundation
import GRDB
import PortalKit

/// The way of a business to the public: received, checked, confirmed, published (Art. 9.1, 13).
enum BusinessWorkflow {
    static let type = WorkflowType.editorial(
        module: AdsNames.module, moderationGates: [Gate.complete.rawValue],
        publicationGates: Gate.allCases.map(\.rawValue))

    static let publishedStep = "published"

    static let records = WorkflowRecords(
        type: AdsNames.businessType, screen: "/:id", titles: { try BusinessRows.titles($1, in: $0) },
        publicView: { try await BusinessPreview.view($1, $0) }, settle: { try BusinessDesk($2).settle($0.item, in: $1) }
    )

    enum Gate: String, CaseIterable {
        /// All that the public must know is there, and the business answers for it.
        case complete
        /// The competent authority has confirmed it in writing (Art. 13).
        case confirmed
    }

    static let gates = [
        WorkflowGate(id: Gate.complete.rawValue) { try completeness(of: content($1, in: $0)) },
        WorkflowGate(id: Gate.confirmed.rawValue) { try confirmation(of: content($1, in: $0)) },
    ]

    static func completeness(of content: BusinessContent) -> [GateFailure] {
        let required = [
            ("legal_name", content.legalName), ("representative", content.representative), ("field", content.field),
            ("address", content.address), ("introduction", content.introduction),
        ]
        var failures = required.filter { $0.1.isEmpty }.map { GateFailure(field: $0.0, reason: "gate.missing") }
        if TaxCode(content.taxCode) == nil { failures.append(GateFailure(field: "tax_code", reason: "gate.tax_code")) }
        if (content.phone + content.mail).isEmpty {
            failures.append(GateFailure(field: "phone", reason: "gate.contact"))
        }
        if let logo = content.logo, logo.alt.isEmpty {
            failures.append(GateFailure(field: "logo_alt", reason: "gate.missing"))
        }
        if content.declaredOn.isEmpty { failures.append(GateFailure(field: "declared", reason: "gate.declared")) }
        return failures
    }

    static func confirmation(of content: BusinessContent) -> [GateFailure] {
        guard let confirmation = content.confirmation else { return [GateFailure(reason: "gate.unconfirmed")] }
        let parts = [
            ("confirmation_number", confirmation.number), ("confirmation_day", confirmation.day),
            ("confirmation_authority", confirmation.authority), ("scan", confirmation.scan?.name ?? ""),
        ]
        return parts.filter { $0.1.isEmpty }.map { GateFailure(field: $0.0, reason: "gate.confirmation_part") }
    }

    private static func content(_ record: RecordReference, in database: Database) throws -> BusinessContent {
        try BusinessRows.require(record.id, in: database).content
    }
}
