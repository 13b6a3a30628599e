/// A module that knows what texts speak of, as documents by their numbers: with it every text of the portal leads to them.
///
/// Whoever shows a text asks ``Request/linkingMentions(_:)`` and need not know which module that is, or whether there is one.
public protocol MentionSource: Sendable {
    /// What a piece of text mentions, in its order. It is called for each piece of each text: no database, little time.
    func mentions(in text: String) -> [Mention]

    /// The addresses of those that have a public page, by their keys: one query.
    func addresses(of keys: Set<String>) async throws -> [String: String]

    /// What the links depend on.
    var dependency: Dependency { get }
}

/// A place in a text that speaks of something with a page of its own.
public struct Mention: Sendable, Hashable {
    /// The words that become the link.
    public let range: Range<String.Index>
    /// What the source finds it by.
    public let key: String

    /// A place in a text.
    public init(_ range: Range<String.Index>, key: String) {
        self.range = range
        self.key = key
    }
}

extension Request {
    /// Markup in which mentions lead to what they speak of: outside of links and headings, and without a query for a text
    /// that mentions nothing. The page is made anew when the links change.
    public func linkingMentions(_ html: SafeHTML) async throws -> SafeHTML {
        try await linkingMentions([html])[0]
    }

    /// The same for markup in pieces, as the sections of a page: one query for all of them.
    public func linkingMentions(_ pieces: [SafeHTML]) async throws -> [SafeHTML] {
        guard let source = module.service((any MentionSource).self) else { return pieces }
        let texts = pieces.map { MentionText($0.html, source) }
        let keys = texts.reduce(into: Set()) { $0.formUnion($1.keys) }
        guard !keys.isEmpty else { return pieces }
        depends(on: source.dependency)
        let addresses = try await source.addresses(of: keys)
        return addresses.isEmpty ? pieces : texts.map { $0.linked(to: addresses) }
    }
}

/// Links for the mentions in many plain texts, looked up at once; see ``Request/mentionLinks(in:)``.
public struct MentionLinks: Sendable {
    private let source: (any MentionSource)?
    private let addresses: [String: String]

    /// No links.
    public static let none = MentionLinks(source: nil, addresses: [:])

    fileprivate init(source: (any MentionSource)?, addresses: [String: String]) {
        self.source = source
        self.addresses = addresses
    }

    /// A plain text as markup in which mentions lead to what they speak of.
    public func linked(_ text: String) -> SafeHTML {
        guard let source, !addresses.isEmpty else { return SafeHTML(escaping: text) }
        var html = ""
        var position = text.startIndex
        for mention in source.mentions(in: text) where mention.range.lowerBound >= position {
            guard let address = addresses[mention.key] else { continue }
            html += SafeHTML(escaping: String(text[position..<mention.range.lowerBound])).html
            html += "<a href=\"\(SafeHTML(escaping: address).html)\">"
            html += SafeHTML(escaping: String(text[mention.range])).html + "</a>"
            position = mention.range.upperBound
        }
        return SafeHTML(rendered: html + SafeHTML(escaping: String(text[position...])).html)
    }

    /// Where the first thing is that a text mentions and that has a page; nil when there is none.
    public func firstAddress(in text: String) -> String? {
        source?.mentions(in: text).lazy.compactMap { addresses[$0.key] }.first
    }
}

extension Request {
    /// Links for what plain texts mention, as the paragraphs of a legal text: one query for all of them, none when they
    /// mention nothing. The page is made anew when the links change.
    public func mentionLinks(in texts: some Sequence<String>) async throws -> MentionLinks {
        guard let source = module.service((any MentionSource).self) else { return .none }
        let keys = Set(texts.lazy.flatMap { source.mentions(in: $0).map(\.key) }.prefix(400))
        guard !keys.isEmpty else { return .none }
        depends(on: source.dependency)
        return MentionLinks(source: source, addresses: try await source.addresses(of: keys))
    }
}

/// Markup with the places at which it mentions something.
struct MentionText {
    /// The most different things that are looked up for one text.
    private static let limit = 200
    /// Elements whose text does not become a link.
    private static let closed: Set<Substring> = ["a", "h1", "h2", "h3", "h4", "code", "pre"]

    private let html: String
    private var places: [Mention] = []
    private(set) var keys: Set<String> = []

    init(_ html: String, _ source: some MentionSource) {
        self.html = html
        var closedBy: [Substring] = []
        // By bytes: to find the letters of a text takes many times as long, and tags are ASCII.
        var rest = html.utf8[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: "<")) ?? rest.endIndex
            if closedBy.isEmpty, end > rest.startIndex { take(html[rest.startIndex..<end], source) }
            guard end < rest.endIndex, let close = rest[end...].firstIndex(of: UInt8(ascii: ">")) else { return }
            Self.follow(html[end...close], &closedBy)
            rest = rest[rest.index(after: close)...]
        }
    }

    private mutating func take(_ piece: Substring, _ source: some MentionSource) {
        for mention in source.mentions(in: String(piece)) {
            guard keys.contains(mention.key) || keys.count < Self.limit else { continue }
            keys.insert(mention.key)
            let text = String(piece)
            let start = html.utf8.index(
                piece.startIndex, offsetBy: text.utf8.distance(from: text.startIndex, to: mention.range.lowerBound))
            let end = html.utf8.index(
                piece.startIndex, offsetBy: text.utf8.distance(from: text.startIndex, to: mention.range.upperBound))
            places.append(Mention(start..<end, key: mention.key))
        }
    }

    /// Notes which elements are open that take no links.
    private static func follow(_ tag: Substring, _ open: inout [Substring]) {
        let inside = tag.utf8.dropFirst()
        let isEnd = inside.first == UInt8(ascii: "/")
        let letters = inside.dropFirst(isEnd ? 1 : 0).prefix { (97...122).contains($0) || (48...57).contains($0) }
        let name = tag[letters.startIndex..<letters.endIndex]
        guard closed.contains(name) else { return }
        if !isEnd {
            open.append(name)
        } else if open.last == name {
            open.removeLast()
        }
    }

    /// The markup with a link at each place whose address is known.
    func linked(to addresses: [String: String]) -> SafeHTML {
        var linked = ""
        var position = html.startIndex
        for place in places {
            guard let address = addresses[place.key] else { continue }
            linked += html[position..<place.range.lowerBound]
            linked += "<a href=\"\(SafeHTML(escaping: address).html)\">\(html[place.range])</a>"
            position = place.range.upperBound
        }
        return SafeHTML(rendered: linked + html[position...])
    }
}
