public import Foundation
public import GRDB

/// The definitions of workflows, stored once for each version, so that old records still have theirs.
public enum WorkflowDefinitions {
    /// One version of a workflow, with how it came about.
    public struct Version: Sendable, Hashable {
        /// The definition.
        public let type: WorkflowType
        /// What the site changed; nil for a definition as the module declares it.
        public let plan: WorkflowPlan?
        /// What was said about the change.
        public let note: String
        /// When it came into force; nil for what is older than this record-keeping.
        public let at: Date?
        /// Who changed it; empty for the module.
        public let by: String
    }

    /// Puts a module's definition in force, changed as the site has it. When it is what is in force already nothing
    /// happens, else it becomes the next version. Done at each start of a module.
    ///
    /// - Parameter configured: what `site.yml` makes of it. It holds until somebody changes the workflow in the
    ///   administration; from then on their changes do.
    /// - Throws: `WorkflowDefinitionError` when it does not hold together, or the site's changes do not fit it any more.
    @discardableResult
    public static func register(
        _ declared: WorkflowType, configured: WorkflowPlan? = nil, now: Date? = nil, in db: Database
    ) throws -> WorkflowType {
        try declared.validate()
        let latest = try latest(declared.id, in: db)
        let plan = try wasChangedByHand(declared.id, in: db) ? latest?.plan : configured
        let type = try plan.map { try declared.adjusted(by: $0) } ?? declared
        let note = plan != nil && plan == configured ? configurationNote : ""
        return try put(type, plan: plan, note: note, after: latest, now: now, in: db)
    }

    /// What is noted of a version that comes from the site's configuration.
    private static let configurationNote = "site.yml"

    /// Whether somebody ever changed a workflow in the administration, be it back to what the module declares.
    private static func wasChangedByHand(_ id: String, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM core_workflow_types WHERE id = ? AND created_by <> '')",
            arguments: [id]) ?? false
    }

    /// Puts what a site makes of a module's definition in force, as the next version.
    ///
    /// - Parameter plan: nil for the definition as the module declares it.
    static func change(
        _ declared: WorkflowType, to plan: WorkflowPlan?, note: String, by name: String, now: Date, in db: Database
    ) throws -> WorkflowType {
        let type = try plan.map { try declared.adjusted(by: $0) } ?? declared
        return try put(
            type, plan: plan, note: note, by: name, after: latest(declared.id, in: db), now: now, in: db)
    }

    private static func put(
        _ type: WorkflowType, plan: WorkflowPlan?, note: String = "", by name: String = "", after latest: Version?,
        now: Date?, in db: Database
    ) throws -> WorkflowType {
        let type = type.numbered((latest?.type.version ?? 0) + 1)
        try type.validate()
        if let latest, latest.type == type.numbered(latest.type.version), latest.plan == plan { return latest.type }
        try db.execute(
            sql: """
                INSERT INTO core_workflow_types (id, version, definition, plan, note, created_at, created_by)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                type.id, type.version, try JSONText.encode(type), try plan.map(JSONText.encode), note, now, name,
            ])
        return type
    }

    /// The version in force, or nil when the workflow is not known.
    public static func latest(_ id: String, in db: Database) throws -> Version? {
        try Row.fetchOne(
            db, sql: "SELECT * FROM core_workflow_types WHERE id = ? ORDER BY version DESC LIMIT 1", arguments: [id]
        ).map(version)
    }

    /// The versions of a workflow, the latest first.
    static func versions(_ id: String, limit: Int, in db: Database) throws -> [Version] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM core_workflow_types WHERE id = ? ORDER BY version DESC LIMIT ?",
            arguments: [id, limit]
        ).map(version)
    }

    private static func version(_ row: Row) throws -> Version {
        let plan: String? = row["plan"]
        return Version(
            type: try JSONText.decode(WorkflowType.self, from: row["definition"]),
            plan: try plan.map { try JSONText.decode(WorkflowPlan.self, from: $0) }, note: row["note"],
            at: row["created_at"], by: row["created_by"])
    }

    /// The stored definition, or nil.
    public static func find(_ id: String, version: Int, in db: Database) throws -> WorkflowType? {
        try String.fetchOne(
            db, sql: "SELECT definition FROM core_workflow_types WHERE id = ? AND version = ?",
            arguments: [id, version]
        ).map { try JSONDecoder().decode(WorkflowType.self, from: Data($0.utf8)) }
    }

    /// Every stored version of a workflow, or of all, in order.
    public static func list(_ id: String? = nil, in db: Database) throws -> [WorkflowType] {
        try String.fetchAll(
            db,
            sql: """
                SELECT definition FROM core_workflow_types WHERE :id IS NULL OR id = :id ORDER BY id, version
                """,
            arguments: ["id": id]
        ).map { try JSONDecoder().decode(WorkflowType.self, from: Data($0.utf8)) }
    }

    static func require(_ id: String, version: Int, in db: Database) throws -> WorkflowType {
        guard let type = try find(id, version: version, in: db) else {
            throw WorkflowError.unknownWorkflow(id: id, version: version)
        }
        return type
    }
}
