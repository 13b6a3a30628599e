/// The three levels of state secrets, as they are stamped on documents (law 29/2018/QH14, Art. 8).
public enum SecrecyLevel: String, Sendable, Hashable, Codable, CaseIterable {
    /// MẬT
    case confidential
    /// TỐI MẬT
    case secret
    /// TUYỆT MẬT
    case topSecret = "top-secret"

    /// The key of its name among the core's texts.
    var textKey: String { "secrecy.level.\(rawValue)" }
}

/// A mark of secrecy that was found in a record.
struct SecrecyMark: Sendable, Hashable, Codable {
    let level: SecrecyLevel
    /// The line that it stands in, shortened: shown to whoever decides about it, and to nobody else.
    let excerpt: String
}

/// Marks in one part of a record: a field, or a file.
struct SecrecyFinding: Sendable, Hashable, Codable {
    /// The field's key, as in the record's revision; nil for a file.
    let field: String?
    /// The file's name; nil for a field.
    let file: String?
    let marks: [SecrecyMark]
}
