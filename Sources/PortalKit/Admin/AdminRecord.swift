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

    /// A longer text under a heading.
    public struct Part: Sendable {
        let id: String
        let heading: String
        /// Lines as they were typed.
        let text: String?
        /// Text of the editor.
        let bodyHtml: SafeHTML?

        /// - Parameter id: names its place on the page.
        public init(_ id: String, _ heading: String, text: String) {
            (self.id, self.heading, self.text, bodyHtml) = (id, heading, text, nil)
        }

        /// - Parameter id: names its place on the page.
        public init(_ id: String, _ heading: String, html: SafeHTML) {
            (self.id, self.heading, text, bodyHtml) = (id, heading, nil, html)
        }
    }

    /// Something to do at once, or after a question.
    public struct Button: Sendable {
        let label: String
        let url: String
        let primary: Bool
        let question: String?
        let explanation: String
        let back: String

        /// - Parameters:
        ///   - question: asked before it is done; nil for what is done at once.
        ///   - explanation: what should be known before the answer.
        ///   - back: where whoever does not confirm is led back to.
        public init(
            _ label: String, url: String, isPrimary: Bool = false, question: String? = nil, explanation: String = "",
            back: String = ""
        ) {
            self.label = label
            self.url = url
            primary = isPrimary
            self.question = question
            self.explanation = explanation
            self.back = back
        }
    }

    /// Something to do that asks for something first.
    public struct Action: Sendable {
        let label: String
        let submit: String
        let url: String
        let open: Bool
        let fields: [FieldModel]

        /// - Parameter id: tells its fields from those of the other forms on the page.
        public init(_ form: Form, id: String, label: String, submit: String, url: String) {
            self.label = label
            self.submit = submit
            self.url = url
            open = !form.isValid
            fields = form.fields.map { FieldModel($0, idSuffix: id) }
        }

        /// With a field of each kind.
        static let example = Action(
            label: "Báo cáo", submit: "Ghi", url: "/quan-tri/editorial-board/ke-hoach/1/bao-cao", open: true,
            fields: FieldModel.examples)

        private init(label: String, submit: String, url: String, open: Bool, fields: [FieldModel]) {
            self.label = label
            self.submit = submit
            self.url = url
            self.open = open
            self.fields = fields
        }
    }

    let title: String
    /// A line below the title.
    public var intro: String?
    private(set) var hasActions = false
    /// Where one can go from here.
    public var actions: [AdminAction] = [] { didSet { hasActions = !actions.isEmpty } }
    fileprivate(set) var csrf = ""
    /// Its state in a word.
    public var state: String?
    /// How the state looks: an ``AdminList/Cell/Badge``.
    public var stateBadge: String = "neutral"
    /// What should be known before anything is done.
    public var notice: String?
    /// `info`, `success`, `warning` or `error`.
    public var noticeKind: String = "warning"
    /// What is known of it.
    public var facts: [FactModel] = []
    /// Longer texts, each under its heading.
    public var parts: [Part] = []
    /// A form for its content.
    public var form: FormModel?
    /// What belongs to it.
    public var sections: [Section] = []
    /// Its steps, for a record that has a workflow.
    public var workflow: WorkflowPanel? { didSet { noteWork() } }
    private(set) var hasWork = false
    /// What can be done at once, or after a question.
    public var buttons: [Button] = [] { didSet { noteWork() } }
    /// What can be done once something was filled in.
    public var forms: [Action] = [] { didSet { noteWork() } }

    /// A record of which nothing is known but its name.
    public init(title: String) { self.title = title }

    private mutating func noteWork() { hasWork = workflow != nil || !buttons.isEmpty || !forms.isEmpty }

    /// One with a piece of each kind.
    public static var example: AdminRecord {
        var model = AdminRecord(title: "Kế hoạch năm 2026")
        model.csrf = "…"
        model.intro = "Đã phê duyệt"
        model.actions = [
            AdminAction("Sửa", url: "/quan-tri/editorial-board/ke-hoach/1/sua", isPrimary: true, icon: "edit")
        ]
        model.state = "Đã duyệt"
        model.notice = "Đã phê duyệt."
        model.facts = [.example]
        model.parts = [
            Part("aim", "Mục đích", text: "Giữ cho cổng luôn mới"), Part("content", "Nội dung", html: .empty),
        ]
        model.form = .example
        model.sections = [Section(id: "lines", heading: "Nội dung", table: .example)]
        model.workflow = .example
        model.buttons = [
            Button(
                "Xóa", url: "/quan-tri/editorial-board/ke-hoach/1/xoa", isPrimary: true, question: "Xóa kế hoạch này?",
                explanation: "Không lấy lại được.", back: "/quan-tri/editorial-board/ke-hoach/1")
        ]
        model.forms = [.example]
        return model
    }
}

extension Request {
    /// A screen of the administration that shows one record.
    public func adminRecord(_ record: AdminRecord, _ info: PageInfo) throws -> Response {
        var record = record
        record.csrf = formToken()
        return try adminCorePage("admin/record", record, info)
    }
}
