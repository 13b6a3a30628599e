import PortalKit

/// A part of a page about the commune: a text, a picture, figures; the page shows its blocks in their order.
struct PageBlock: Sendable, Hashable, Codable {
    let kind: Kind
    /// What was written into the fields of its kind; what is empty is missing.
    private var fields: [String: String] = [:]
    /// Several of the same: figures, cards, pictures.
    var rows: [Row] = []

    /// One figure, one card, one picture of several.
    struct Row: Sendable, Hashable, Codable {
        private var fields: [String: String] = [:]

        init(_ fields: [PageField.Name: String] = [:]) {
            for (name, value) in fields { self[name] = value }
        }

        subscript(name: PageField.Name) -> String {
            get { fields[name.rawValue] ?? "" }
            set { fields[name.rawValue] = newValue.nonEmpty }
        }

        var isBlank: Bool { fields.isEmpty }
    }

    enum Kind: String, Sendable, CaseIterable, Codable {
        case text
        case picture
        case gallery
        case figures
        case cards
        case quotation
        case contact
    }

    init(_ kind: Kind, _ fields: [PageField.Name: String] = [:], rows: [Row] = []) {
        self.kind = kind
        self.rows = rows
        for (name, value) in fields { self[name] = value }
    }

    subscript(name: PageField.Name) -> String {
        get { fields[name.rawValue] ?? "" }
        set { fields[name.rawValue] = newValue.nonEmpty }
    }

    /// The greatest numbers on one page.
    enum Limit {
        static let blocks = 60
        static let rows = 24
    }

    /// The pictures of the library that it shows, beside those in its text.
    var pictures: [Int64] { ([self[.picture]] + rows.map { $0[.picture] }).compactMap(LibraryItem.id(typed:)) }

    /// Its text as markup.
    ///
    /// - Throws: `HTMLSanitizerError` for a text that cannot be shown.
    func textHTML() throws(HTMLSanitizerError) -> SafeHTML {
        kind == .text ? try RichText.html(from: self[.text]) : .empty
    }

    /// All words in it, for the search.
    func words() throws(HTMLSanitizerError) -> [String] {
        var words = [try textHTML().plainText]
        words += kind.fields.filter(\.isWords).map { self[$0.name] }
        words += rows.flatMap { row in kind.rowFields.filter(\.isWords).map { row[$0.name] } }
        return words.filter { !$0.isEmpty }
    }
}

/// What is asked for in a block.
struct PageField: Sendable {
    enum Name: String, Sendable {
        case title
        case text
        case picture
        case alt
        case caption
        case value
        case label
        case note
        case url
        case source
        case contact
    }

    enum Form: Sendable {
        case line
        case lines
        case richText
        /// The number of a picture in the library.
        case picture
        /// An address on this site or another.
        case link
        /// A body or a person; see ``ContactReference``.
        case contact
    }

    let name: Name
    let form: Form
    let limit: Int
    let isRequired: Bool

    private init(_ name: Name, _ form: Form = .line, limit: Int = 200, isRequired: Bool = false) {
        self.name = name
        self.form = form
        self.limit = limit
        self.isRequired = isRequired
    }

    /// Whether what stands in it is words to read as they are.
    fileprivate var isWords: Bool {
        switch form {
        case .line, .lines: true
        case .richText, .picture, .link, .contact: false
        }
    }

    fileprivate static let title = PageField(.title)
    fileprivate static let picture = [
        PageField(.picture, .picture, isRequired: true), PageField(.alt, limit: 400, isRequired: true),
        PageField(.caption, limit: 400),
    ]

    fileprivate static let text = [title, PageField(.text, .richText, limit: 60_000, isRequired: true)]
    fileprivate static let figures = [title, PageField(.note)]
    fileprivate static let figure = [
        PageField(.value, limit: 40, isRequired: true), PageField(.label, isRequired: true),
    ]
    /// Each card has a heading of its own, so the block needs one above them.
    fileprivate static let cards = [PageField(.title, isRequired: true)]
    fileprivate static let card = [
        PageField(.label, isRequired: true), PageField(.url, .link, limit: 500, isRequired: true),
        PageField(.note, limit: 300),
    ]
    fileprivate static let quotation = [
        PageField(.text, .lines, limit: 1_000, isRequired: true), PageField(.source),
    ]
    fileprivate static let contact = [title, PageField(.contact, .contact, limit: 30, isRequired: true)]
}

extension PageBlock.Kind {
    var fields: [PageField] {
        switch self {
        case .text: PageField.text
        case .picture: PageField.picture
        case .gallery: [PageField.title]
        case .figures: PageField.figures
        case .cards: PageField.cards
        case .quotation: PageField.quotation
        case .contact: PageField.contact
        }
    }

    /// What each of its rows asks for; nothing where it has none.
    var rowFields: [PageField] {
        switch self {
        case .gallery: PageField.picture
        case .figures: PageField.figure
        case .cards: PageField.card
        case .text, .picture, .quotation, .contact: []
        }
    }
}

/// The body or person that a block leads to.
enum ContactReference: Sendable, Hashable {
    case body(Int64)
    case person(Int64)

    init?(_ text: String) {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let id = Int64(parts[1]) else { return nil }
        switch parts[0] {
        case "body": self = .body(id)
        case "person": self = .person(id)
        default: return nil
        }
    }

    var text: String {
        switch self {
        case .body(let id): "body:\(id)"
        case .person(let id): "person:\(id)"
        }
    }
}
