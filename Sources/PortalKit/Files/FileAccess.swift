import Foundation
public import GRDB

/// Says whether somebody may see the record of this id, and with it its files.
public typealias RecordReader = @Sendable (Actor, Int64, Database) throws -> Bool

/// Who may have a stored file: everybody what a public record of an enabled module uses; an officer besides what
/// belongs to a record that they may see, what they sent themselves, and what is in a library that they may use; whoever is
/// asked to approve a record, what is in it.
struct FileAccess: Sendable {
    private let actor: Actor
    private let assembly: Assembly
    private let now: Date
    private let mayUseLibrary: Bool
    private let isOfficer: Bool
    private let approvalToken: String?

    /// Whether the answer depends on who asks, so that only their own browser may keep it.
    var isPersonal: Bool { isOfficer || approvalToken != nil }

    /// More uses of one file are not looked at: whoever may see none of so many is refused.
    private static let maximumUses = 50

    init(_ request: Request) {
        actor = request.actor
        assembly = request.assembly
        now = request.now
        isOfficer = request.session != nil
        approvalToken = ApprovalFiles.token(request)
        mayUseLibrary = request.session != nil && LibraryAccess.mayUse(request)
    }

    func mayRead(_ hash: ContentHash, in database: Database) throws -> Bool {
        let uses = try FileUse.all(
            database, sql: "SELECT * FROM core_file_uses WHERE hash = ? ORDER BY is_public DESC LIMIT ?",
            [hash.rawValue, Self.maximumUses])
        if isPublic(uses) { return true }
        if try ApprovalFiles.shows(hash, token: approvalToken, now: now, in: database) { return true }
        guard isOfficer else { return false }
        if mayUseLibrary, try isInLibrary(hash, in: database) { return true }
        return try isOwn(hash, in: database) || mayReadOne(of: uses, in: database)
    }

    func mayRead(_ item: LibraryItem, in database: Database) throws -> Bool {
        if mayUseLibrary { return true }
        let uses = try FileUse.all(
            database, sql: "SELECT * FROM core_library_uses WHERE item_id = ? ORDER BY is_public DESC LIMIT ?",
            [item.id, Self.maximumUses])
        return try isPublic(uses) || isOfficer && mayReadOne(of: uses, in: database)
            || ApprovalFiles.shows(item: item.id, token: approvalToken, now: now, in: database)
    }

    // MARK: - Parts

    private func isPublic(_ uses: [FileUse]) -> Bool {
        uses.contains { use in use.isPublic && assembly.module(use.module) != nil }
    }

    private func isInLibrary(_ hash: ContentHash, in database: Database) throws -> Bool {
        try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM core_library_files WHERE hash = ?)",
            arguments: [hash.rawValue]) ?? false
    }

    private func isOwn(_ hash: ContentHash, in database: Database) throws -> Bool {
        guard let person = actor.personId else { return false }
        return try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM core_files WHERE hash = ? AND created_by = ?)",
            arguments: [hash.rawValue, person]) ?? false
    }

    private func mayReadOne(of uses: [FileUse], in database: Database) throws -> Bool {
        try uses.contains { try assembly.module($0.module) != nil && mayRead($0.record, in: database) }
    }

    private func mayRead(_ record: RecordReference, in database: Database) throws -> Bool {
        if record.type == WorkflowDocuments.recordType {
            return try WorkflowDocuments.owner(of: record.id, in: database).map {
                try mayReadSteps(of: $0, in: database)
            } ?? false
        }
        if let reader = assembly.fileReader(record.type) { return try reader(actor, record.id, database) }
        return try assembly.workflowRecords(record.type) != nil && mayReadSteps(of: record, in: database)
    }

    private func mayReadSteps(of record: RecordReference, in database: Database) throws -> Bool {
        guard try WorkflowItem.find(record, in: database) != nil else { return false }
        return WorkItemFacts.maySee(try WorkflowPlace(record, for: actor, now: now, in: database), actor)
    }
}

/// A record that uses a file.
private struct FileUse {
    let record: RecordReference
    let module: String
    let isPublic: Bool

    static func all(_ database: Database, sql: String, _ arguments: StatementArguments) throws -> [FileUse] {
        try Row.fetchAll(database, sql: sql, arguments: arguments).map { row in
            FileUse(
                record: RecordReference(type: row["record_type"], id: row["record_id"]), module: row["module"],
                isPublic: row["is_public"])
        }
    }
}

extension Assembly {
    /// Who may see the files of a type of records, as its module declares.
    func fileReader(_ type: String) -> RecordReader? {
        for module in modules {
            if let reader = module.contributions.fileReaders[type] { return reader }
        }
        return nil
    }
}
