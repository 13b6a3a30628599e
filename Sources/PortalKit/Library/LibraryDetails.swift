/// What people say about an item.
public struct LibraryDetails: Sendable, Hashable, Codable {
    /// What it is called in lists.
    public var title: String
    /// What a picture shows, for those who do not see it.
    public var alt: String
    /// The words below a picture.
    public var caption: String
    /// Who made it, or where it comes from.
    public var credit: String

    /// The most characters of each.
    public enum Limit {
        /// Of a title.
        public static let title = 200
        /// Of a picture's description, its caption, and the name of who made it.
        public static let text = 400
    }

    /// Details; what is not known yet stays empty.
    public init(title: String, alt: String = "", caption: String = "", credit: String = "") {
        self.title = title.normalizedInput()
        self.alt = alt.normalizedInput()
        self.caption = caption.normalizedInput()
        self.credit = credit.normalizedInput()
    }

    /// Details with the title that a file's name gives: `Bản đồ xã` of `Bản đồ xã.pdf`.
    public init(fileName: String, alt: String = "") {
        let base = fileName.split(separator: ".").dropLast().joined(separator: ".")
        self.init(title: base.isEmpty ? fileName : base, alt: alt)
    }

    /// The text that a search looks into.
    func folded(name: String) -> String {
        [title, name, alt, caption, credit].joined(separator: "\n").folded
    }
}

extension LibraryItem {
    /// What people say about it.
    public var details: LibraryDetails {
        LibraryDetails(title: title, alt: alt, caption: caption, credit: credit)
    }
}
