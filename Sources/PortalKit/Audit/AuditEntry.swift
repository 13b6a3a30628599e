import Crypto
public import Foundation
public import GRDB

/// One line of the audit log: who did what to which record, and when.
public struct AuditEntry: Sendable, Hashable {
    /// Counts from 1 without gaps.
    public let id: Int64
    /// When, to the millisecond.
    public let at: Date
    /// `anonymous`, `person`, `system` or `command`.
    public let actorKind: String
    /// The account of a person.
    public let actorId: Int64?
    /// The actor's name as it was then.
    public let actorName: String
    /// The module that recorded the entry, or `core`.
    public let module: String
    /// What was done: `news.publish`.
    public let action: String
    /// The record that it was done to.
    public let subject: RecordReference?
    /// The record's state before, as JSON.
    public let before: String?
    /// The record's state after, as JSON.
    public let after: String?
    /// What the person said about it.
    public let note: String?
    /// The network address that the request came from.
    public let address: String?
    /// The hash of the entry before this one; empty for the first.
    public let previousHash: String
    /// SHA-256 over all of the above, in hexadecimal.
    public let hash: String
}

extension AuditEntry: FetchableRecord {
    /// Reads a row of `core_audit`.
    public init(row: Row) throws {
        id = row["id"]
        at = row["at"]
        actorKind = row["actor_kind"]
        actorId = row["actor_id"]
        actorName = row["actor_name"]
        module = row["module"]
        action = row["action"]
        let subjectType: String? = row["subject_type"]
        subject = subjectType.map { RecordReference(type: $0, id: row["subject_id"]) }
        before = row["before"]
        after = row["after"]
        note = row["note"]
        address = row["address"]
        previousHash = row["previous_hash"]
        hash = row["hash"]
    }

    /// The fields as the table holds them, in its order, without the hashes.
    var fields: [String?] {
        [
            String(id), at.storedText, actorKind, actorId.map(String.init), actorName, module, action,
            subject?.type, (subject?.id).map(String.init), before, after, note, address,
        ]
    }

    /// The hash that the fields should have.
    ///
    /// Each field is written with its length before it, so that no two different entries give the same bytes.
    static func hash(of fields: [String?], after previousHash: String) -> String {
        var bytes = Data()
        for field in [previousHash] + fields {
            if let field {
                bytes.append(contentsOf: "\(field.utf8.count):".utf8)
                bytes.append(contentsOf: field.utf8)
            } else {
                bytes.append(UInt8(ascii: "-"))
            }
        }
        return SHA256.hash(data: bytes).hexadecimal
    }
}

extension AuditEntry {
    /// The names of ``csvRow``'s columns.
    public static let csvHeader = [
        "id", "at", "actor_kind", "actor_id", "actor_name", "module", "action", "subject_type", "subject_id",
        "before", "after", "note", "address", "hash",
    ]

    /// The entry as texts for a CSV file; times in UTC.
    public var csvRow: [String] { fields.map { $0 ?? "" } + [hash] }
}

extension Date {
    /// The date as GRDB stores it: `2026-01-31 07:00:00.000`, UTC.
    var storedText: String { String.fromDatabaseValue(databaseValue) ?? "" }
}

extension Sequence<UInt8> {
    /// Two lower-case digits for each byte.
    var hexadecimal: String {
        let digits = Array("0123456789abcdef")
        return String(flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
