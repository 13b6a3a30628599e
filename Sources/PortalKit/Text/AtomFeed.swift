public import Foundation

/// A feed of what is new, for readers and for the superior's portal (Atom 1.0, RFC 4287).
public struct AtomFeed: Sendable {
    /// One item of the feed.
    public struct Entry: Sendable {
        /// An address or `urn:` that stays the same for good, also when the page moves.
        public var id: String
        /// Plain text.
        public var title: String
        /// The page's address, absolute.
        public var link: String
        /// When the item was last changed in a way that matters.
        public var updated: Date
        /// When the item first came out.
        public var published: Date?
        /// Names of who wrote it; the feed's author is meant when there is none.
        public var authors: [String]
        /// The section, as a machine's name and as a reader's.
        public var categories: [(term: String, label: String)]
        /// A few sentences of plain text.
        public var summary: String?
        /// The whole text.
        public var content: SafeHTML?

        /// An entry; what is optional can be left out.
        public init(
            id: String, title: String, link: String, updated: Date, published: Date? = nil, authors: [String] = [],
            categories: [(term: String, label: String)] = [], summary: String? = nil, content: SafeHTML? = nil
        ) {
            self.id = id
            self.title = title
            self.link = link
            self.updated = updated
            self.published = published
            self.authors = authors
            self.categories = categories
            self.summary = summary
            self.content = content
        }
    }

    /// An address or `urn:` that stays the same for good.
    public var id: String
    /// Plain text.
    public var title: String
    /// The feed's own address, absolute.
    public var selfLink: String
    /// The address of the page that shows the same, absolute.
    public var link: String
    /// Who is responsible: the commune's authority.
    public var author: String
    /// The language of the texts (RFC 5646).
    public var language: String
    /// The items, the newest first.
    public var entries: [Entry]

    /// A feed.
    public init(
        id: String, title: String, selfLink: String, link: String, author: String, language: String = "vi",
        entries: [Entry]
    ) {
        self.id = id
        self.title = title
        self.selfLink = selfLink
        self.link = link
        self.author = author
        self.language = language
        self.entries = entries
    }

    /// The value for `Content-Type`.
    public static let contentType = "application/atom+xml; charset=utf-8"

    /// When anything in the feed last changed; the epoch when it is empty, so that an empty feed does not change.
    public var updated: Date { entries.map(\.updated).max() ?? Date(timeIntervalSince1970: 0) }

    /// The feed as XML. Addresses in the content count from the entry's page.
    public var xml: String {
        var xml = XMLText()
        xml.line("<?xml version=\"1.0\" encoding=\"utf-8\"?>")
        xml.open("feed", ["xmlns": "http://www.w3.org/2005/Atom", "xml:lang": language])
        xml.element("id", id)
        xml.element("title", title)
        xml.element("updated", VietnamTime(updated).iso8601)
        xml.empty("link", ["rel": "self", "type": "application/atom+xml", "href": selfLink])
        xml.empty("link", ["rel": "alternate", "type": "text/html", "href": link])
        xml.author(author)
        for entry in entries {
            xml.open("entry", [:])
            xml.element("id", entry.id)
            xml.element("title", entry.title)
            xml.empty("link", ["rel": "alternate", "type": "text/html", "href": entry.link])
            if let published = entry.published { xml.element("published", VietnamTime(published).iso8601) }
            xml.element("updated", VietnamTime(entry.updated).iso8601)
            for author in entry.authors { xml.author(author) }
            for category in entry.categories {
                xml.empty("category", ["term": category.term, "label": category.label])
            }
            if let summary = entry.summary { xml.element("summary", summary) }
            if let content = entry.content {
                xml.element("content", content.html, ["type": "html", "xml:base": entry.link])
            }
            xml.close("entry")
        }
        xml.close("feed")
        return xml.text
    }
}

/// Writes XML line by line.
private struct XMLText {
    var text = ""

    mutating func line(_ line: String) {
        text += line
        text += "\n"
    }

    mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String>) {
        line("<\(name)\(joined(attributes))>")
    }

    mutating func close(_ name: String) { line("</\(name)>") }

    mutating func empty(_ name: String, _ attributes: KeyValuePairs<String, String>) {
        line("<\(name)\(joined(attributes))/>")
    }

    mutating func element(_ name: String, _ content: String, _ attributes: KeyValuePairs<String, String> = [:]) {
        line("<\(name)\(joined(attributes))>\(escaped(content))</\(name)>")
    }

    mutating func author(_ name: String) { line("<author><name>\(escaped(name))</name></author>") }

    private func joined(_ attributes: KeyValuePairs<String, String>) -> String {
        attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
    }

    /// The text escaped, without the controls that XML 1.0 cannot hold.
    private func escaped(_ text: String) -> String {
        SafeHTML(escaping: String(String.UnicodeScalarView(text.unicodeScalars.filter(\.isStorable)))).html
    }
}
