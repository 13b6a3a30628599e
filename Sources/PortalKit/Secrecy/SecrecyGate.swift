import Foundation
import GRDB

/// What keeps a record from the public: its marks of secrecy, in exactly this content.
struct SecrecyStop: Sendable, Hashable {
    let record: RecordReference
    /// ``ScannedRecord/digest``
    let content: String
}

/// The core's gate before every publication (Art. 9.2a): nothing that bears a mark of secrecy goes out before a named
/// person has looked at it and said why it may. It holds for each workflow of each module, whatever the way.
struct SecrecyGate: Sendable {
    let files: FileLibrary

    /// Reads only; files that nobody has read yet are read outside of the transaction, which is then run again.
    func check(_ database: Database, _ record: RecordReference) throws -> [GateFailure] {
        guard let content = try ScannedRecord.read(record, in: database) else {
            return [GateFailure(reason: "gate.secrecy_no_revision")]
        }
        let stop = SecrecyStop(record: record, content: content.digest)
        if try SecrecyStops.isPassed(stop, in: database) { return [] }
        return try findings(content, in: database).flatMap { finding in
            Set(finding.marks.map(\.level)).sorted { $0.rawValue < $1.rawValue }.map { level in
                GateFailure(
                    field: finding.field, reason: finding.file == nil ? "gate.secrecy_field" : "gate.secrecy_file",
                    values: ["mark": level.stamp, "file": finding.file ?? ""], secrecy: stop)
            }
        }
    }

    /// All marks of a record.
    func findings(_ content: ScannedRecord, in database: Database) throws -> [SecrecyFinding] {
        let scanned = content.files.filter(SecrecyScans.isScanned)
        let results = try scanned.map { ($0, try SecrecyScans.find($0.hash, in: database)) }
        let unread = results.filter { $0.1 == nil }.map(\.0)
        guard unread.isEmpty else {
            throw PendingWork { [files] in try SecrecyScans.scan(unread, in: files, now: Date()) }
        }
        let ofFields = Dictionary(grouping: content.fields, by: \.key).sorted { $0.key < $1.key }.map { key, fields in
            SecrecyFinding(field: key, file: nil, marks: fields.flatMap(\.marks))
        }
        let ofFiles = results.map { file, result in
            SecrecyFinding(field: nil, file: file.name, marks: result?.marks ?? [])
        }
        return (ofFields + ofFiles).filter { !$0.marks.isEmpty }
    }
}

extension SecrecyLevel {
    /// As it is stamped, in every language.
    var stamp: String {
        switch self {
        case .confidential: "MẬT"
        case .secret: "TỐI MẬT"
        case .topSecret: "TUYỆT MẬT"
        }
    }
}
