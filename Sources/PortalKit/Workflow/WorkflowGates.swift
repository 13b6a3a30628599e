public import GRDB

/// A check before a transition: what is wrong with the record, nothing when it may pass. Runs in the transition's
/// transaction and only reads.
public typealias GateCheck = @Sendable (Database, RecordReference) throws -> [GateFailure]

/// Why a gate does not let a record through.
public struct GateFailure: Sendable, Hashable {
    /// The field to be corrected, nil when it is the record as a whole.
    public let field: String?
    /// The reason's translation key, among the texts of the module that declared the gate.
    public let reason: String
    /// What the words of the reason name in braces.
    public let values: [String: String]
    /// What the scan for marks of secrecy has found; nil for all other gates.
    let secrecy: SecrecyStop?

    /// A failure.
    public init(field: String? = nil, reason: String, values: [String: String] = [:]) {
        self.init(field: field, reason: reason, values: values, secrecy: nil)
    }

    init(field: String?, reason: String, values: [String: String], secrecy: SecrecyStop?) {
        self.field = field
        self.reason = reason
        self.values = values
        self.secrecy = secrecy
    }

    /// The reason in words. Besides its values, `{field}` stands for what the field is called: its text
    /// `field.<field>`.
    public func text(_ texts: Texts) -> String {
        let name = field.map { ["field": texts.optional("field.\($0)") ?? $0] } ?? [:]
        return texts(reason, values.merging(name) { own, _ in own })
    }

    /// Where somebody may decide that the record passes all the same; nil when there is no such screen for them.
    public func remedyURL(for actor: Actor) -> String? {
        guard let secrecy, actor.may(CorePermission.secrecyOverride) else { return nil }
        return SecrecyScreen.url(of: secrecy.record)
    }
}

/// The gates that are in force, by workflow.
struct WorkflowGates: Sendable {
    private let declared: [String: [String: GateCheck]]
    private let publication: [GateCheck]

    init(byWorkflow gates: [String: [WorkflowGate]], publication: [WorkflowGate]) {
        declared = gates.mapValues { gates in
            Dictionary(gates.map { ($0.id, [$0.check]) }, uniquingKeysWith: +).mapValues { checks in
                // Two gates of one name both hold: a check must never vanish by a slip of naming.
                { db, record in try checks.flatMap { try $0(db, record) } }
            }
        }
        self.publication = publication.map(\.check)
    }

    /// - Throws: `WorkflowError.missingGate` when the definition names a gate that nobody declares; what a gate throws.
    func failures(
        of transition: WorkflowTransition, in type: WorkflowType, for record: RecordReference, _ db: Database
    ) throws -> [GateFailure] {
        var failures: [GateFailure] = []
        for name in transition.gates {
            guard let check = declared[type.id]?[name] else {
                throw WorkflowError.missingGate(workflow: type.id, gate: name)
            }
            failures += try check(db, record)
        }
        let goesPublic = type.step(transition.to)?.isPublic == true && type.step(transition.from)?.isPublic != true
        if goesPublic {
            failures += try publication.flatMap { try $0(db, record) }
        }
        return failures
    }
}
