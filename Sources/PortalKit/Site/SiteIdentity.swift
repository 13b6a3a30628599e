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

    private static let levels = ["Xã ", "Phường ", "Đặc khu ", "Thị trấn "]

    /// The name as it stands within a sentence: "xã Đồng Việt".
    public var nameInSentence: String {
        Self.levels.contains(where: name.hasPrefix) ? name.prefix(1).lowercased() + name.dropFirst() : name
    }

    /// What every mail may name: `{site}` within a sentence, `{site_title}` at the head of a line or below one.
    public var mailValues: [String: String] { ["site": nameInSentence, "site_title": name] }

    static let mailPlaceholders = ["site", "site_title"]

    /// The place without its level: "Đồng Việt".
    public var placeName: String {
        Self.levels.first(where: name.hasPrefix).map { String(name.dropFirst($0.count)) } ?? name
    }

    /// The authority as it stands at the head of a document: "ỦY BAN NHÂN DÂN", "XÃ ĐỒNG VIỆT".
    public var letterhead: [String] {
        let kinds = ["Ủy ban nhân dân ", "Hội đồng nhân dân "]
        guard let kind = kinds.first(where: authority.hasPrefix) else { return [authority.uppercased()] }
        return [kind.dropLast().uppercased(), authority.dropFirst(kind.count).uppercased()]
    }

    /// The default language's code.
    public var language: String { languages[0] }
}
