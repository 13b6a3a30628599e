import Foundation
import GRDB

/// Another content for an item, whatever the way to it: what the public sees at once is first looked through for marks of
/// secrecy, as at a publication (Art. 9.2a).
struct LibraryReplacement: Sendable {
    let item: Int64
    let content: LibraryContent
    let files: FileLibrary
    /// Why it may go out in spite of its marks, as a person says who may decide about that; nil when nobody does.
    let reason: String?

    /// The new content bears marks, and a public record would show it.
    struct Refusal: Error {
        let marks: [SecrecyMark]
    }

    /// Reads only what is known; a file that nobody has looked through is read outside of the transaction, which is then
    /// run again.
    ///
    /// - Throws: ``Refusal``, ``LibraryFault/otherKind``.
    func perform(in change: Change) throws {
        let marks = try isPublic(in: change.database) ? self.marks(in: change.database) : []
        if !marks.isEmpty {
            guard let reason else { throw Refusal(marks: marks) }
            try SecrecyStops.pass(
                SecrecyStop(record: LibraryItem.reference(item), content: content.original.hash.rawValue),
                reason: reason, in: change)
        }
        try change.replaceInLibrary(item, by: content)
    }

    private func isPublic(in database: Database) throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: "SELECT EXISTS (SELECT 1 FROM core_library_uses WHERE item_id = ? AND is_public = 1)",
            arguments: [item]) ?? false
    }

    /// Pictures have no words.
    private func marks(in database: Database) throws -> [SecrecyMark] {
        guard content.kind == .document else { return [] }
        let (hash, type) = (content.original.hash, content.original.mediaType)
        guard let result = try SecrecyScans.find(hash, in: database) else {
            throw PendingWork { [files] in try SecrecyScans.scan(hash, as: type, in: files, now: Date()) }
        }
        return result.marks
    }
}
