/// What can be done with a record, as the partial `admin/partials/record-work` shows it; a model that uses it has it as
/// `work`. Templates see nothing of it while nothing can be done.
public struct RecordWork: Sendable, TemplateValueConvertible {
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
    public struct FoldedForm: Sendable {
        let label: String
        let submit: String
        let url: String
        let multipart: Bool
        let open: Bool
        let primary: Bool
        let fields: [FieldModel]

        /// - Parameters:
        ///   - form: what it asks for; one that was refused is unfolded.
        ///   - id: tells its fields from those of the other forms on the page.
        public init(
            _ form: Form, id: String, label: String, submit: String, url: String, isPrimary: Bool = true,
            isOpen: Bool = false
        ) {
            self.label = label
            self.submit = submit
            self.url = url
            multipart = form.hasFiles
            open = isOpen || !form.isValid
            primary = isPrimary
            fields = form.fields.map { FieldModel($0, idSuffix: id) }
        }
    }

    /// The steps of the record's workflow.
    public var workflow: WorkflowPanel?
    /// What can be done at once, or after a question.
    public var buttons: [Button] = []
    /// What can be done once something was filled in.
    public var forms: [FoldedForm] = []
    var csrf: String

    /// Nothing yet.
    ///
    /// - Parameter csrf: the token that its forms send back: `request.formToken()`.
    public init(csrf: String) { self.csrf = csrf }

    /// Null while nothing can be done.
    public var templateValue: TemplateValue {
        guard workflow != nil || !buttons.isEmpty || !forms.isEmpty else { return .null }
        return .object([
            "workflow": TemplateValue(converting: workflow as Any), "has_buttons": .boolean(!buttons.isEmpty),
            "buttons": TemplateValue(converting: buttons), "forms": TemplateValue(converting: forms),
            "csrf": .text(csrf),
        ])
    }

    /// With one of each kind, and a field of each kind.
    public static var example: RecordWork {
        var work = RecordWork(csrf: "…")
        work.workflow = .example
        work.buttons = [
            Button(
                "Xóa", url: "/quan-tri/editorial-board/ke-hoach/1/xoa", isPrimary: true, question: "Xóa kế hoạch này?",
                explanation: "Không lấy lại được.", back: "/quan-tri/editorial-board/ke-hoach/1")
        ]
        work.forms = [
            FoldedForm(
                .example, id: "bao-cao", label: "Báo cáo", submit: "Ghi",
                url: "/quan-tri/editorial-board/ke-hoach/1/bao-cao")
        ]
        return work
    }
}
