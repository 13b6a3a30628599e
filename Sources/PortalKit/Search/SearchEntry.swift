public import Foundation

/// What the portal's search knows of one public record.
///
/// Only what everybody may read belongs in it. Indexing a record again replaces its entry in that language.
public struct SearchEntry: Sendable, Hashable {
    /// The record.
    public let record: RecordReference
    /// The kind of content, as the module declared it: `article`.
    public let kind: String
    /// The title; its words count more.
    public let title: String
    /// The plain text.
    public let text: String
    /// The page, below the module's mount path: `/thong-bao/lich-tiep-dan`.
    public let path: String
    /// The date to show.
    public let date: Date?
    /// The language of the text: `vi`.
    public let language: String

    /// Makes an entry; text is stored as NFC.
    public init(
        record: RecordReference, kind: String, title: String, text: String, path: String, date: Date? = nil,
        language: String = "vi"
    ) {
        self.record = record
        self.kind = kind
        self.title = title.nfc
        self.text = text.nfc
        self.path = path
        self.date = date
        self.language = language
    }
}

/// A piece of a title or an excerpt.
public struct SearchSegment: Sendable, Hashable {
    /// The text, not yet escaped.
    public let text: String
    /// Whether the piece is one of the words that were searched for.
    public let isMatch: Bool
}

/// One page that was found.
public struct SearchHit: Sendable, Hashable {
    /// The module whose page it is.
    public let module: String
    /// The record.
    public let record: RecordReference
    /// The kind of content.
    public let kind: String
    /// The title, with the words found marked.
    public let title: [SearchSegment]
    /// A part of the text around the words found.
    public let excerpt: [SearchSegment]
    /// The page, below the module's mount path.
    public let path: String
    /// The date to show.
    public let date: Date?
    /// The language of the text.
    public let language: String
}

/// What was found.
public struct SearchResults: Sendable, Hashable {
    /// The hits of this page, best first.
    public let hits: [SearchHit]
    /// How many there are in all, counted up to ``SearchIndex/countLimit``.
    public let total: Int
    /// Whether there are more than `total` says.
    public let isTotalBounded: Bool
    /// How many of each kind match the words, whatever kinds were asked for; nil when they are too many to count.
    let kinds: [KindCount]?

    struct KindCount: Sendable, Hashable {
        let module: String
        let kind: String
        let count: Int
    }

    static let none = SearchResults(hits: [], total: 0, isTotalBounded: false, kinds: [])
}
