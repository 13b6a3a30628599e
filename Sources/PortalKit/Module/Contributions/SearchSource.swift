public import GRDB

/// A kind of content that the portal's search finds.
public struct SearchSource: Sendable {
    /// Records that are indexed a few at a time.
    struct Records: Sendable {
        let type: String
        let ids: @Sendable (Database, Int64, Int) throws -> [Int64]
        let entries: @Sendable (Database, Int64) throws -> [SearchEntry]
    }

    /// How the index is written anew.
    enum Way: Sendable {
        case atOnce(@Sendable (Change) throws -> Void)
        case inBatches(Records)
    }

    let kind: String
    let way: Way

    /// Content of which there is never much: it is indexed anew in one transaction.
    ///
    /// - Parameters:
    ///   - kind: `article`; its label is the text `search.kind.<kind>`.
    ///   - reindex: writes the entries of all public records anew.
    public init(kind: String, reindex: @escaping @Sendable (Change) throws -> Void) {
        self.kind = kind
        way = .atOnce(reindex)
    }

    /// Content of which there may be a lot: it is indexed anew a few records at a time, while people read and write.
    ///
    /// - Parameters:
    ///   - kind: `article`; its label is the text `search.kind.<kind>`.
    ///   - type: the type of the records, as in ``RecordReference``: `news.article`.
    ///   - ids: the public records with an id greater than the one given, by id, at most as many as asked for.
    ///   - entries: what the search is to know of one of them, an entry for each language; empty when it is not public.
    public init(
        kind: String, type: String,
        ids: @escaping @Sendable (_ database: Database, _ after: Int64, _ limit: Int) throws -> [Int64],
        entries: @escaping @Sendable (_ database: Database, _ id: Int64) throws -> [SearchEntry]
    ) {
        self.kind = kind
        way = .inBatches(Records(type: type, ids: ids, entries: entries))
    }
}
