/// The part of a list that one page shows.
public struct Paging: Sendable, Equatable {
    /// The page shown, starting at 1.
    public let number: Int
    /// Entries on a page.
    public let size: Int
    /// Entries in all, as far as they were counted.
    public let total: Int
    /// Whether there may be more than were counted.
    public let isTotalBounded: Bool

    /// A page of a list.
    ///
    /// - Parameter limit: how far was counted, where counting all would take longer the more there are; nil for all.
    /// - Throws: ``PortalError/notFound`` for a page beyond the last; the first page always exists.
    public init(number: Int, size: Int, total: Int, countedTo limit: Int? = nil) throws {
        guard number == 1 || (number - 1) * size < total else { throw PortalError.notFound }
        self.number = number
        self.size = size
        self.total = total
        isTotalBounded = limit.map { total >= $0 } ?? false
    }

    /// Entries before this page.
    public var offset: Int { (number - 1) * size }

    /// Pages in all, at least 1.
    public var pages: Int { max(1, (total + size - 1) / size) }
}

/// The pager under a list, for the partial `partials/pager`.
public struct Pager: TemplateModel {
    struct Link: Sendable {
        let number: Int
        let url: String
        let current: Bool
        let gap: Bool
    }

    let hasPages: Bool
    let summary: String
    let previous: String?
    let next: String?
    let pages: [Link]

    /// - Parameters:
    ///   - path: the list's address without the page number.
    ///   - query: the filters that the links keep.
    ///   - texts: for the summary.
    public init(_ paging: Paging, path: String, query: [(String, String)] = [], texts: Texts) {
        let url = { (number: Int) -> String in
            let pairs = query.filter { !$0.1.isEmpty } + (number > 1 ? [("trang", String(number))] : [])
            return pairs.isEmpty ? path : path + "?" + FormURLEncoded.encode(pairs)
        }
        let shown = Set([1, paging.pages] + ((paging.number - 2)...(paging.number + 2)))
            .filter { (1...paging.pages).contains($0) }.sorted()
        var links: [Link] = []
        for number in shown {
            if let last = links.last, number > last.number + 1 {
                links.append(Link(number: number - 1, url: "", current: false, gap: true))
            }
            links.append(Link(number: number, url: url(number), current: number == paging.number, gap: false))
        }
        pages = links
        hasPages = paging.pages > 1
        previous = paging.number > 1 ? url(paging.number - 1) : nil
        next = paging.number < paging.pages ? url(paging.number + 1) : nil
        summary = texts(
            paging.isTotalBounded ? "pager.summary_many" : "pager.summary",
            [
                "first": String(paging.total == 0 ? 0 : paging.offset + 1),
                "last": String(min(paging.offset + paging.size, paging.total)),
                "total": String(paging.total),
            ])
    }

    private init() {
        hasPages = true
        summary = "21–40 / 61"
        previous = "/tin-tuc"
        next = "/tin-tuc?trang=3"
        pages = [
            Link(number: 1, url: "/tin-tuc", current: false, gap: false),
            Link(number: 2, url: "/tin-tuc?trang=2", current: true, gap: false),
        ]
    }

    /// A pager in the middle of a list.
    public static var example: Pager { Pager() }
}
