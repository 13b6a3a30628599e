/// A list in the administration: filter, columns, rows, pager, and words for when it is empty.
public struct AdminList: Sendable {
    /// A column's heading.
    public struct Column: Sendable {
        let title: String
        let isNumber: Bool
        let isCode: Bool
        let sort: Sort?

        /// A column; with `sort` its heading is a link that sorts by it. Codes are not broken at their hyphens.
        public init(_ title: String, isNumber: Bool = false, isCode: Bool = false, sort: Sort? = nil) {
            self.title = title
            self.isNumber = isNumber
            self.isCode = isCode
            self.sort = sort
        }
    }

    /// How a column's heading sorts the list.
    public struct Sort: Sendable {
        let url: String
        let direction: Direction?

        /// Which way the list is sorted by this column now.
        public enum Direction: String, Sendable {
            case ascending
            case descending
        }

        /// The link, and the way the list is sorted now.
        public init(url: String, direction: Direction?) {
            self.url = url
            self.direction = direction
        }
    }

    /// What stands in one place of a row.
    public struct Cell: Sendable {
        let text: String
        let url: String?
        let badge: Badge?

        /// How a state looks.
        public enum Badge: String, Sendable {
            case neutral
            case success
            case warning
            case error
        }

        /// Text, perhaps as a link or a badge.
        public init(_ text: String, url: String? = nil, badge: Badge? = nil) {
            self.text = text
            self.url = url
            self.badge = badge
        }
    }

    /// One entry.
    public struct Row: Sendable {
        let cells: [Cell]
        let links: [AdminAction]
        let posts: [AdminPost]
        let note: String?

        /// As many cells as there are columns, and what can be done with the entry.
        ///
        /// - Parameter note: why something that is usual cannot be done with it now, in the button's place.
        public init(_ cells: [Cell], links: [AdminAction] = [], posts: [AdminPost] = [], note: String? = nil) {
            self.cells = cells
            self.links = links
            self.posts = posts
            self.note = note
        }
    }

    let intro: String?
    let actions: [AdminAction]
    let filter: Form?
    let filterSubmit: String?
    let columns: [Column]
    let rows: [Row]
    let empty: String
    let pager: Pager

    /// A list.
    ///
    /// - Parameters:
    ///   - filter: a form that is sent with GET to the list's own address.
    ///   - filterSubmit: what its button says; nil for "Áp dụng".
    ///   - empty: what to say when there are no rows, with what to do about it.
    public init(
        intro: String? = nil, actions: [AdminAction] = [], filter: Form? = nil, filterSubmit: String? = nil,
        columns: [Column], rows: [Row], empty: String, pager: Pager
    ) {
        self.intro = intro
        self.actions = actions
        self.filter = filter
        self.filterSubmit = filterSubmit
        self.columns = columns
        self.rows = rows
        self.empty = empty
        self.pager = pager
    }
}

extension Request {
    /// A list in the administration.
    public func adminList(_ list: AdminList, _ info: PageInfo) throws -> Response {
        try adminCorePage("admin/list", AdminListModel(list, title: info.title, path: path, csrf: formToken()), info)
    }
}
