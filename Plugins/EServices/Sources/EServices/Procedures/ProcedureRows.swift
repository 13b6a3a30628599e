import Foundation
import GRDB
import PortalKit

/// Reads procedures and their versions.
enum ProcedureRows {
    static func fetch(_ id: Int64, in database: Database) throws -> Procedure? {
        try Row.fetchOne(database, sql: "SELECT * FROM eservices_procedures WHERE id = ?", arguments: [id])
            .map(Procedure.init(row:))
    }

    static func fetch(slug: String, in database: Database) throws -> Procedure? {
        try Row.fetchOne(database, sql: "SELECT * FROM eservices_procedures WHERE slug = ?", arguments: [slug])
            .map(Procedure.init(row:))
    }

    static func fetch(code: String, in database: Database) throws -> Procedure? {
        try Row.fetchOne(database, sql: "SELECT * FROM eservices_procedures WHERE code = ?", arguments: [code])
            .map(Procedure.init(row:))
    }

    /// All that officers can register at the counter, by name: a commune has some hundreds.
    static func inForce(in database: Database) throws -> [Procedure] {
        try Row.fetchAll(
            database,
            sql: "SELECT * FROM eservices_procedures WHERE is_in_force = 1 ORDER BY field, name LIMIT 1000"
        ).map(Procedure.init(row:))
    }

    static func all(in database: Database) throws -> [Procedure] {
        try Row.fetchAll(database, sql: "SELECT * FROM eservices_procedures ORDER BY name, id LIMIT 2000")
            .map(Procedure.init(row:))
    }

    /// The versions, the newest first.
    static func versions(of id: Int64, in database: Database) throws -> [ProcedureVersion] {
        try Row.fetchAll(
            database,
            sql: "SELECT * FROM eservices_procedure_versions WHERE procedure_id = ? ORDER BY number DESC LIMIT 200",
            arguments: [id]
        ).map(ProcedureVersion.init(row:))
    }

    static func version(_ number: Int, of id: Int64, in database: Database) throws -> ProcedureVersion? {
        try Row.fetchOne(
            database, sql: "SELECT * FROM eservices_procedure_versions WHERE procedure_id = ? AND number = ?",
            arguments: [id, number]
        ).map(ProcedureVersion.init(row:))
    }

    /// The version in force on a day: of those that have begun the one that began last.
    static func version(of id: Int64, on day: String, in database: Database) throws -> ProcedureVersion? {
        try Row.fetchOne(
            database,
            sql: """
                SELECT * FROM eservices_procedure_versions WHERE procedure_id = ? AND effective_on <= ?
                ORDER BY effective_on DESC, number DESC LIMIT 1
                """, arguments: [id, day]
        ).map(ProcedureVersion.init(row:))
    }
}

extension Procedure {
    init(row: Row) throws {
        id = row["id"]
        slug = row["slug"]
        content = try JSON.decode(ProcedureContent.self, row["content"])
        isPublic = row["is_public"]
        version = row["version"]
        isInForce = row["is_in_force"]
        revision = row["revision"]
        formVersion = row["form_version"]
        changedAt = row["changed_at"]
    }
}

extension ProcedureVersion {
    init(row: Row) throws {
        number = row["number"]
        effectiveOn = row["effective_on"]
        content = try JSON.decode(ProcedureContent.self, row["content"])
        note = row["note"]
        savedAt = row["saved_at"]
        savedBy = row["saved_by"]
    }
}

/// Values in columns of text.
enum JSON {
    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func decode<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}
