/// What a form edits: one record, or one that is yet to be.
public struct EditKey: Sendable, Hashable {
    /// `news.article/12`, `news.article/new`, `organization.person/new/3`.
    let text: String
    /// The record, nil for one to come.
    let record: RecordReference?

    private init(text: String, record: RecordReference?) {
        self.text = text
        self.record = record
    }

    /// The form of a record.
    public static func record(_ record: RecordReference) -> EditKey {
        EditKey(text: record.description, record: record)
    }

    /// The form of a new record.
    ///
    /// - Parameters:
    ///   - type: the type of its reference.
    ///   - place: tells forms apart that make the same type in several places, as a person in a body.
    public static func new(_ type: String, in place: Int64? = nil) -> EditKey {
        EditKey(text: "\(type)/new" + (place.map { "/\($0)" } ?? ""), record: nil)
    }

    /// Reads what a form that was shown sends back.
    init?(text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard text.utf8.count <= 100, parts.count >= 2, !parts[0].isEmpty else { return nil }
        self.init(text: text, record: Int64(parts[1]).map { RecordReference(type: String(parts[0]), id: $0) })
    }
}
