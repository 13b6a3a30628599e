/// Names one record of one type.
public struct RecordReference: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The record's type: `news.article`.
    public let type: String
    /// The record's row id.
    public let id: Int64

    /// Makes a reference; the record need not exist.
    public init(type: String, id: Int64) {
        self.type = type
        self.id = id
    }

    /// `news.article/12`.
    public var description: String { "\(type)/\(id)" }
}
