/// Somebody else has saved the record since the revision that the person began from.
public struct EditConflict: Error {
    /// Says so.
    public init() {}
}

extension Request {
    /// Who saved a record meanwhile and when, in words, above what was saved: for screens that do not show both side by
    /// side as ``merge(_:into:since:)`` does.
    public func conflictText(of record: RecordReference) async throws -> String {
        let revision = try await site.database.read { database in
            try Revisions.fetch(of: record, number: Revisions.count(of: record, in: database), in: database)
        }
        return texts(
            "conflict.explained",
            [
                "name": revision.map { $0.person(texts) } ?? "", "number": String(revision?.number ?? 0),
                "time": revision.map { VietnamTime($0.at).timeText } ?? "",
            ])
    }
}
