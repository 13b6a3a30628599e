import Foundation
import GRDB
import PortalKit

/// A form that somebody has begun, kept sealed until it is sent or its time is over.
struct Filling: Sendable {
    let id: Int64
    let code: String
    let procedure: Int64
    let procedureVersion: Int
    let formVersion: Int?
    var answers: Answers
    let expiresAt: Date
    /// The dossier that it has become.
    let dossier: Int64?
}

/// The code by which a person goes on: sixty random bits in letters that nobody takes for another. Only its hash is kept.
enum FillingCode {
    private static let letters = Array("23456789ABCDEFGHJKMNPQRSTVWXYZ")

    static func make() -> String {
        // 29 letters: bytes beyond eight times 29 are thrown again, so that all are alike.
        var code = ""
        while code.count < 13 {
            for byte in systemRandomBytes(16) where byte < 240 && code.count < 13 {
                code.append(letters[Int(byte) % letters.count])
            }
        }
        return code
    }

    /// As it is typed, perhaps in groups and small letters; nil when it can be none.
    static func read(_ typed: String) -> String? {
        let code = typed.uppercased().filter { !" -.".contains($0) }
        return code.count == 13 && code.allSatisfy { letters.contains($0) } ? code : nil
    }

    /// In groups that can be read out.
    static func shown(_ code: String) -> String {
        let characters = Array(code)
        return [0..<4, 4..<8, 8..<characters.count].map { String(characters[$0.clamped(to: characters.indices)]) }
            .joined(separator: "-")
    }

    static func hash(_ code: String) -> String { ContentHash(of: Array(code.utf8)).rawValue }
}

/// Keeps forms that were begun.
struct FillingDesk: Sendable {
    let context: ModuleContext

    init(_ context: ModuleContext) { self.context = context }

    func begin(_ procedure: Procedure, _ answers: Answers, in change: Change) throws -> Filling {
        let code = FillingCode.make()
        let hash = FillingCode.hash(code)
        let expires = VietnamTime(change.now).adding(days: EServicesSettings(context.settings).savedDays).date
        try change.database.execute(
            sql: """
                INSERT INTO eservices_fillings
                    (code_hash, procedure_id, procedure_version, form_version, sealed, changed_at, expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                hash, procedure.id, procedure.version, procedure.formVersion, try seal(answers, hash), change.now,
                expires,
            ])
        let id = change.database.lastInsertedRowID
        try register(answers, of: id, in: change)
        return Filling(
            id: id, code: code, procedure: procedure.id, procedureVersion: procedure.version,
            formVersion: procedure.formVersion, answers: answers, expiresAt: expires, dossier: nil)
    }

    func save(_ filling: Filling, in change: Change) throws {
        let hash = FillingCode.hash(filling.code)
        try change.database.execute(
            sql: """
                UPDATE eservices_fillings SET sealed = ?, changed_at = ?, revision = revision + 1
                WHERE id = ? AND dossier_id IS NULL
                """, arguments: [try seal(filling.answers, hash), change.now, filling.id])
        try register(filling.answers, of: filling.id, in: change)
    }

    /// Notes that it was sent: its answers are the dossier's now.
    func end(_ id: Int64, as dossier: Int64, in change: Change) throws {
        try change.database.execute(
            sql: "UPDATE eservices_fillings SET dossier_id = ?, sealed = x'' WHERE id = ? AND dossier_id IS NULL",
            arguments: [dossier, id])
        guard change.database.changesCount == 1 else { throw EditConflict() }
        try change.setFiles([ContentHash](), of: EServicesNames.filling(id), isPublic: false)
    }

    /// The form that a code stands for, if its time is not over.
    func find(_ typed: String, at now: Date, in database: Database) throws -> Filling? {
        guard let code = FillingCode.read(typed) else { return nil }
        let hash = FillingCode.hash(code)
        let row = try Row.fetchOne(
            database, sql: "SELECT * FROM eservices_fillings WHERE code_hash = ? AND expires_at > ?",
            arguments: [hash, now])
        guard let row else { return nil }
        let dossier: Int64? = row["dossier_id"]
        let answers = dossier == nil ? try open(row["sealed"], hash) : Answers()
        return Filling(
            id: row["id"], code: code, procedure: row["procedure_id"], procedureVersion: row["procedure_version"],
            formVersion: row["form_version"], answers: answers, expiresAt: row["expires_at"], dossier: dossier)
    }

    /// Drops what nobody has finished in its time.
    func dropExpired(in change: Change) throws {
        let ids = try Int64.fetchAll(
            change.database,
            sql: "SELECT id FROM eservices_fillings WHERE expires_at <= ? ORDER BY expires_at LIMIT 500",
            arguments: [change.now])
        for id in ids {
            try change.setFiles([ContentHash](), of: EServicesNames.filling(id), isPublic: false)
            try change.database.execute(sql: "DELETE FROM eservices_fillings WHERE id = ?", arguments: [id])
        }
    }

    private func register(_ answers: Answers, of id: Int64, in change: Change) throws {
        for file in answers.allFiles {
            try change.register(file)
        }
        try change.setFiles(answers.allFiles.map(\.hash), of: EServicesNames.filling(id), isPublic: false)
    }

    private func seal(_ answers: Answers, _ hash: String) throws -> Data {
        Data(try context.vault.seal(Array(try JSON.encode(answers).utf8), for: "filling/\(hash)"))
    }

    private func open(_ sealed: Data, _ hash: String) throws -> Answers {
        let bytes = try context.vault.open(Array(sealed), for: "filling/\(hash)")
        return try JSON.decode(Answers.self, String(decoding: bytes, as: UTF8.self))
    }
}
