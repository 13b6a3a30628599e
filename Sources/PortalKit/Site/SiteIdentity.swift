/// A site as it presents itself, from `site.yml`.
public struct SiteIdentity: Sendable, Equatable {
    /// `Xã Đồng Việt`.
    public let name: String
    /// The body that answers for the portal: `Ủy ban nhân dân xã Đồng Việt`.
    public let authority: String
    /// The authorities above it, the highest first.
    public let superiors: [String]
    /// Scheme and domain without a slash at the end.
    public let canonicalURL: String
    /// Language codes, the default first.
    public let languages: [String]
    /// Postal address, or nil.
    public let address: String?
    /// Telephone number, or nil.
    public let phone: String?
    /// Mail address, or nil.
    public let email: String?
    /// Who is responsible for the content, or nil.
    public let responsible: String?

    /// The name as it stands within a sentence: "xã Đồng Việt".
    public var nameInSentence: String {
        let kinds = ["Xã ", "Phường ", "Đặc khu ", "Thị trấn "]
        return kinds.contains(where: name.hasPrefix) ? name.prefix(1).lowercased() + name.dropFirst() : name
    }

    /// The default language's code.
    public var language: String { languages[0] }
}
