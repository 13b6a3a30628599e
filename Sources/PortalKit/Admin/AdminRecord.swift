/// A record in the administration: its state, what is known of it, what belongs to it, and what can be done with it.
public struct AdminRecord: TemplateModel {
    /// Something that belongs to the record, under a heading.
    public struct Section: Sendable {
        let id: String
        let heading: String
        /// What the section shows.
        public let table: TableModel

        /// - Parameter id: names its place on the page.
        public init(id: String, heading: String, table: TableModel) {
            (self.id, self.heading, self.table) = (id, heading, table)
        }
    }

    /// A longer text, or files, under a heading.
    public struct Part: Sendable {
        let id: String
        let heading: String
        /// Lines as they were typed.
        let text: String?
        /// Text of the editor.
        let bodyHtml: SafeHTML?
        let hasFiles: Bool
        let files: [FileModel]

        /// - Parameter id: names its place on the page.
        public init(_ id: String, _ heading: String, text: String) {
            self.init(id: id, heading: heading, text: text)
        }

        /// - Parameter id: names its place on the page.
        public init(_ id: String, _ heading: String, html: SafeHTML) {
            self.init(id: id, heading: heading, bodyHtml: html)
        }

        /// - Parameter id: names its place on the page.
        public init(_ id: String, _ heading: String, files: [FileModel]) {
            self.init(id: id, heading: heading, files: files)
        }

        private init(
            id: String, heading: String, text: String? = nil, bodyHtml: SafeHTML? = nil, files: [FileModel] = []
        ) {
            self.id = id
            self.heading = heading
            self.text = text
            self.bodyHtml = bodyHtml
            hasFiles = !files.isEmpty
            self.files = files
        }
    }

    /// A word about it that stands out, as its state.
    public struct Badge: Sendable {
        let text: String
        let kind: String

        /// - Parameter kind: how it looks.
        public init(_ text: String, _ kind: AdminList.Cell.Badge? = nil) {
            self.text = text
            self.kind = (kind ?? .neutral).rawValue
        }
    }

    /// What it looks like, as a logo.
    public struct Picture: Sendable {
        let url: String
        let alt: String

        /// - Parameter alt: what is to be seen, for those who do not see it.
        public init(url: String, alt: String) {
            self.url = url
            self.alt = alt
        }
    }

    let title: String
    /// A line below the title.
    public var intro: String?
    /// Where one can go from here.
    public var actions: [AdminAction] = []
    /// Its state, and what else should be seen at once.
    public var badges: [Badge] = []
    /// What should be known before anything is done.
    public var notice: String?
    /// `info`, `success`, `warning` or `error`.
    public var noticeKind: String = "warning"
    /// What it looks like.
    public var picture: Picture?
    /// What somebody wrote, in their lines, when that is what the record is about.
    public var quote: String?
    /// What is known of it.
    public var facts: [FactModel] = []
    /// Longer texts and lists of files, each under its heading.
    public var parts: [Part] = []
    /// A form for its content.
    public var form: FormModel?
    /// What belongs to it.
    public var sections: [Section] = []
    /// What happened to it; without it the history of its workflow is shown.
    public var events: [EventModel] = []
    /// What can be done with it.
    public var work = RecordWork(csrf: "")
    private var hasActions = false
    private var hasBadges = false
    private var hasSections = false
    private var hasEvents = false

    /// A record of which nothing is known but its name.
    public init(title: String) { self.title = title }

    /// One with a piece of each kind.
    public static var example: AdminRecord {
        var model = AdminRecord(title: "Kế hoạch năm 2026")
        model.intro = "Đã phê duyệt"
        model.actions = [
            AdminAction("Sửa", url: "/quan-tri/editorial-board/ke-hoach/1/sua", isPrimary: true, icon: "edit")
        ]
        model.badges = [Badge("Đã duyệt", .success)]
        model.notice = "Đã phê duyệt."
        model.picture = Picture(url: "/tep/a/bieu-trung.png", alt: "Biểu trưng")
        model.quote = "Nên giảm mức thu."
        model.facts = [.example]
        model.parts = [
            Part("aim", "Mục đích", text: "Giữ cho cổng luôn mới"), Part("content", "Nội dung", html: .empty),
            Part("files", "Tệp gửi kèm", files: [.example]),
        ]
        model.form = .example
        model.sections = [Section(id: "lines", heading: "Nội dung", table: .example)]
        model.events = [.example]
        model.work = .example
        return model.shown(csrf: model.work.csrf)
    }

    /// As it goes to the template: templates ask whether there is anything before they show a list.
    fileprivate func shown(csrf: String) -> AdminRecord {
        var record = self
        record.work.csrf = csrf
        record.hasActions = !actions.isEmpty
        record.hasBadges = !badges.isEmpty
        record.hasSections = !sections.isEmpty
        record.hasEvents = !events.isEmpty
        return record
    }
}

extension Request {
    /// A screen of the administration that shows one record.
    public func adminRecord(_ record: AdminRecord, _ info: PageInfo) throws -> Response {
        try adminCorePage("admin/record", record.shown(csrf: formToken()), info)
    }
}
