/// What somebody is paid for (Art. 12).
enum WorkKind: String, Sendable, CaseIterable, Codable {
    case writing
    case photo
    case collecting
    case editing
    case moderating
}
