import Foundation
public import GRDB

/// The definitions of workflows, stored once for each version, so that old records still have theirs.
public enum WorkflowDefinitions {
    /// Validates and stores a definition; one that is stored already is no change. Done at each start of a module.
    ///
    /// - Throws: `WorkflowDefinitionError`, `WorkflowError.changedWithoutNewVersion`.
    public static func register(_ type: WorkflowType, in db: Database) throws {
        try type.validate()
        if let stored = try find(type.id, version: type.version, in: db) {
            guard stored == type else {
                throw WorkflowError.changedWithoutNewVersion(id: type.id, version: type.version)
            }
            return
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try db.execute(
            sql: "INSERT INTO core_workflow_types (id, version, definition) VALUES (?, ?, ?)",
            arguments: [type.id, type.version, String(decoding: try encoder.encode(type), as: UTF8.self)])
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
