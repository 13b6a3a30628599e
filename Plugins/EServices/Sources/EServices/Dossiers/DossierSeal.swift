import Foundation
import GRDB
import PortalKit

/// The personal part of dossiers: sealed in the database, opened for who may see it.
struct DossierSeal: Sendable {
    let vault: DataVault

    init(_ context: ModuleContext) { vault = context.vault }

    /// What everybody's dossier holds of them.
    struct Contents: Sendable {
        let applicant: Applicant
        let answers: Answers
    }

    func open(_ id: Int64, in database: Database) throws -> Contents? {
        let row = try Row.fetchOne(
            database, sql: "SELECT code, applicant, personal, answers FROM eservices_dossiers WHERE id = ?",
            arguments: [id])
        return try row.map { row in
            let code: String = row["code"]
            return Contents(
                applicant: try open(Applicant.self, row["applicant"], "applicant/\(code)") ?? Applicant(),
                answers: try JSON.decode(Answers.self, row["answers"])
                    .merging(open(Answers.self, row["personal"], "personal/\(code)") ?? Answers()))
        }
    }

    func applicant(of dossier: Dossier, in database: Database) throws -> Applicant {
        let sealed = try Data.fetchOne(
            database, sql: "SELECT applicant FROM eservices_dossiers WHERE id = ?", arguments: [dossier.id])
        return try sealed.flatMap { try open(Applicant.self, $0, "applicant/\(dossier.code)") } ?? Applicant()
    }

    /// - Returns: nothing when it was erased.
    private func open<Value: Decodable>(_ type: Value.Type, _ sealed: Data, _ place: String) throws -> Value? {
        guard !sealed.isEmpty else { return nil }
        return try JSON.decode(type, String(decoding: try vault.open(Array(sealed), for: place), as: UTF8.self))
    }

    func seal(_ value: some Encodable, _ place: String) throws -> Data {
        Data(try vault.seal(Array(try JSON.encode(value).utf8), for: place))
    }

    // MARK: - Marks by which dossiers are found

    func phoneMark(_ typed: String) -> String {
        PhoneNumber(typed).map { vault.fingerprint($0.digits, for: "phone") } ?? ""
    }

    func identityMark(_ typed: String) -> String {
        IdentityNumber(typed).map { vault.fingerprint($0.digits, for: "identity") } ?? ""
    }

    /// The last six digits of an identity number: what a person types to track a dossier.
    func suffixMark(_ typed: String) -> String {
        let digits = typed.filter(\.isASCIIDigit).suffix(6)
        return digits.count == 6 ? vault.fingerprint(String(digits), for: "suffix") : ""
    }

    func mailMark(_ typed: String) -> String {
        typed.isEmpty ? "" : vault.fingerprint(typed.lowercased(), for: "mail")
    }
}
