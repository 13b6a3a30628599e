import Crypto
import Foundation
import GRDB

/// All that a record would show: every text of its last revision, and its files.
struct ScannedRecord: Sendable {
    struct Field: Sendable, Equatable {
        /// The key in the revision.
        let key: String
        let text: String
    }

    let fields: [Field]
    let files: [FileLibrary.Entry]

    /// Nil for a record without a revision, which cannot be looked at.
    static func read(_ record: RecordReference, in database: Database) throws -> ScannedRecord? {
        let content = try String.fetchOne(
            database,
            sql: """
                SELECT content FROM core_revisions WHERE record_type = ? AND record_id = ? ORDER BY number DESC LIMIT 1
                """, arguments: [record.type, record.id])
        guard let content else { return nil }
        let files = try Row.fetchAll(
            database,
            sql: """
                SELECT * FROM core_files WHERE hash IN (
                    SELECT hash FROM core_file_uses WHERE record_type = :type AND record_id = :id
                    UNION SELECT hash FROM core_library_uses JOIN core_library_files USING (item_id)
                    WHERE record_type = :type AND record_id = :id
                ) ORDER BY hash
                """, arguments: ["type": record.type, "id": record.id]
        ).map(FileLibrary.Entry.init)
        return ScannedRecord(fields: Self.fields(of: content), files: files)
    }

    /// What the content is, so that a decision about it holds for nothing else.
    var digest: String {
        var hash = SHA256()
        for part in fields.flatMap({ [$0.key, $0.text] }) + files.map(\.hash.rawValue) {
            hash.update(data: Data("\(part.utf8.count):\(part)".utf8))
        }
        return hash.finalize().hexadecimal
    }

    /// The texts of a revision by their keys; those inside lists and objects under the key at the top.
    static func fields(of json: String) -> [Field] {
        guard let value = try? JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed) else {
            return [Field(key: "", text: json)]
        }
        guard let object = value as? [String: Any] else { return texts(in: value).map { Field(key: "", text: $0) } }
        return object.sorted { $0.key < $1.key }.flatMap { key, value in
            texts(in: value).map { Field(key: key, text: $0) }
        }
    }

    private static func texts(in value: Any) -> [String] {
        switch value {
        case let text as String: text.isEmpty ? [] : [text]
        case let list as [Any]: list.flatMap(texts)
        case let object as [String: Any]: object.sorted { $0.key < $1.key }.flatMap { texts(in: $0.value) }
        default: []
        }
    }
}

extension ScannedRecord.Field {
    /// The marks in the text; markup is read as the words that it shows.
    var marks: [SecrecyMark] {
        let looksLikeMarkup = text.contains("</") || text.contains("/>") || text.contains("<br")
        guard looksLikeMarkup, let safe = try? HTMLSanitizer().sanitize(text) else {
            return SecrecyScanner.marks(in: text)
        }
        return SecrecyScanner.marks(in: safe.plainText)
    }
}
