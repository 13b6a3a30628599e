/// A form as the partial `partials/form` shows it.
public struct FormModel: TemplateModel {
    /// A further way to send the form, beside the first.
    public struct Button: Sendable {
        let name: String
        let value: String
        let label: String
        let subject: String?
        let target: String?

        /// A button that sends `name=value` with the form.
        ///
        /// - Parameters:
        ///   - subject: what it does it to, for those who do not see what it stands beside.
        ///   - target: the name of the field that is to be in sight on the page that answers.
        public init(name: String, value: String, label: String, subject: String? = nil, target: String? = nil) {
            self.name = name
            self.value = value
            self.label = label
            self.subject = subject
            self.target = target.map { FieldModel.id(ofFieldNamed: $0) }
        }
    }

    struct ErrorLink: Sendable {
        let id: String
        let text: String
    }

    let action: String
    let csrf: String
    let multipart: Bool
    let hasErrors: Bool
    let errors: [ErrorLink]
    let notice: String?
    var intake: IntakeModel?
    var editing: EditingModel?
    let merge: EditMergeNotice?
    let fields: [FieldModel]
    let submit: String
    let buttons: [Button]
    /// Whether buttons stand between the fields: then the key Enter must find the first one first.
    let hasInnerButtons: Bool
    let cancelUrl: String?

    init(
        _ form: Form, action: String, csrf: String, submit: String, buttons: [Button] = [], cancelUrl: String? = nil,
        notice: String? = nil, intake: IntakeModel? = nil, editing: EditingModel? = nil, merge: EditMergeNotice? = nil
    ) {
        self.action = action
        self.csrf = csrf
        self.submit = submit
        self.buttons = buttons
        self.cancelUrl = cancelUrl
        self.notice = notice
        self.intake = intake
        self.editing = editing
        self.merge = merge
        fields = form.fields.map(FieldModel.init(_:))
        errors =
            form.fields.compactMap { field in
                field.error.map { error in
                    // What names its field already need not begin with it.
                    ErrorLink(
                        id: FieldModel.id(of: field),
                        text: error.contains(field.label) ? error : "\(field.label): \(error)")
                }
            } + [intake?.error].compactMap { $0 }.map { ErrorLink(id: IntakeModel.id, text: $0) }
        hasErrors = !errors.isEmpty
        hasInnerButtons = fields.contains(where: \.isButtons)
        multipart = form.hasFiles
    }

    /// A form with one field of each kind, and an error.
    public static var example: FormModel { example(of: .example) }

    static func example(of form: Form) -> FormModel {
        FormModel(
            form, action: "/quan-tri/news", csrf: "…", submit: "Lưu",
            buttons: [Button(name: "then", value: "preview", label: "Xem trước")], cancelUrl: "/quan-tri",
            notice: "Mọi trường có dấu sao là bắt buộc", intake: .example, editing: .example, merge: .example)
    }
}

extension Form {
    /// Whether files can be sent with it.
    var hasFiles: Bool { fields.contains { if case .file = $0.kind { true } else { false } } }

    /// A form with one field of each kind, and an error.
    static var example: Form {
        var form = Form(fields: [
            FormField(
                "title", label: "Tiêu đề", help: "Ngắn gọn", isRequired: true, value: "Thông báo",
                autocomplete: "off"),
            FormField("body", .textarea(rows: 10), label: "Nội dung"),
            FormField("text", .richText(rows: 10), label: "Bài viết", isRequired: true, value: "<p>Nội dung</p>"),
            FormField("head", .libraryPicture(alt: "alt", caption: "caption"), label: "Ảnh trong thư viện"),
            FormField("shown", .picture, label: "Chợ quê", value: "/tep/12-cho-que.jpg?rong=480"),
            FormField("file", .file(accept: "image/*", multiple: true), label: "Ảnh"),
            FormField("section", .select, label: "Chuyên mục", options: [.init("thong-bao", "Thông báo")]),
            FormField("count", .input(type: "number"), label: "Số tin", bounds: 1...20, suggestions: ["5"]),
            FormField(
                "moves",
                .buttons([
                    FormModel.Button(name: "row", value: "up:2", label: "Lên", subject: "Ảnh 2", target: "head")
                ]), label: ""),
        ])
        form.fail("title", "Cần nhập tiêu đề")
        return form
    }
}

/// A field as the partial `partials/field` shows it.
public struct FieldModel: Sendable {
    struct OptionModel: Sendable {
        let id: String
        let name: String
        let value: String
        let label: String
        let selected: Bool
        let inputType: String
    }

    let id: String
    let name: String
    let label: String
    let value: String
    let help: String?
    let error: String?
    let required: Bool
    let hasNotes: Bool
    let autocomplete: String?
    let maxLength: Int?
    let min: String?
    let max: String?
    let rows: Int
    let inputType: String
    let accept: String?
    let multiple: Bool
    let checked: Bool
    let options: [OptionModel]
    let hasSuggestions: Bool
    let suggestions: [String]
    let isShort: Bool
    let isHidden: Bool
    let isHeading: Bool
    let isPicture: Bool
    let isButtons: Bool
    let buttons: [FormModel.Button]
    let isLibraryPicture: Bool
    let altFor: String?
    let captionFor: String?
    let libraryUrl: String
    let isSingle: Bool
    let isInput: Bool
    let isPassword: Bool
    let isFile: Bool
    let isTextarea: Bool
    let isRichText: Bool
    let valueHTML: SafeHTML
    let pickerURL: String
    let isSelect: Bool
    let isCheckbox: Bool
    let isGroup: Bool

    static func id(of field: FormField) -> String { id(ofFieldNamed: field.name) }

    static func id(ofFieldNamed name: String) -> String { "field-\(name)" }

    /// The field as it stands in its form, with what was typed and what is wrong.
    public init(_ field: FormField) {
        self.init(field, idSuffix: "")
    }

    /// The field of a form that shares its page with others.
    ///
    /// - Parameter idSuffix: tells its id from that of a field of the same name in another form.
    public init(_ field: FormField, idSuffix: String) {
        var shape = Shape()
        switch field.kind {
        case .input(let type):
            shape.isInput = true
            shape.inputType = type
        case .textarea(let rows):
            shape.isTextarea = true
            shape.rows = rows
        case .richText(let rows):
            shape.isRichText = true
            shape.rows = rows
        case .password: shape.isPassword = true
        case .select: shape.isSelect = true
        case .radio: shape.inputType = "radio"
        case .checkboxes: shape.inputType = "checkbox"
        case .checkbox: shape.isCheckbox = true
        case .file(let accept, let multiple):
            shape.isFile = true
            shape.accept = accept
            shape.multiple = multiple
        case .libraryPicture(let alt, let caption):
            shape.isLibraryPicture = true
            (shape.alt, shape.caption) = (alt, caption)
        case .hidden: shape.isHidden = true
        case .heading: shape.isHeading = true
        case .picture: shape.isPicture = true
        case .buttons(let buttons): shape.buttons = buttons
        }
        let isGroup = ["radio", "checkbox"].contains(shape.inputType)
        let isTyped = shape.isInput || shape.isTextarea || shape.isRichText || shape.isPassword
        let id = idSuffix.isEmpty ? Self.id(of: field) : "\(Self.id(of: field))-\(idSuffix)"
        self.id = id
        name = field.name
        label = field.label
        value = shape.isCheckbox ? "1" : field.value
        help = field.help
        error = field.error
        required = field.isRequired
        hasNotes = field.help != nil || field.error != nil
        autocomplete = field.autocomplete
        maxLength = isTyped && shape.inputType != "number" ? field.maximumLength : nil
        min = field.bounds.map { String($0.lowerBound) }
        max = field.bounds.map { String($0.upperBound) }
        rows = shape.rows
        inputType = shape.inputType
        accept = shape.accept
        multiple = shape.multiple
        checked = shape.isCheckbox && !field.value.isEmpty
        options = field.options.enumerated().map { index, option in
            OptionModel(
                id: "\(id)-\(index)", name: field.name, value: option.value, label: option.label,
                selected: field.values.contains(option.value), inputType: shape.inputType)
        }
        hasSuggestions = !field.suggestions.isEmpty
        suggestions = field.suggestions
        isShort = ["date", "datetime-local", "number", "time", "month"].contains(shape.inputType)
        isHidden = shape.isHidden
        isHeading = shape.isHeading
        isPicture = shape.isPicture
        isButtons = !shape.buttons.isEmpty
        buttons = shape.buttons
        isLibraryPicture = shape.isLibraryPicture
        (altFor, captionFor) = (
            shape.alt.map(Self.id(ofFieldNamed:)), shape.caption.map(Self.id(ofFieldNamed:))
        )
        libraryUrl = LibraryScreen.pictures
        isSingle = isTyped || shape.isFile || shape.isSelect || shape.isLibraryPicture
        isInput = shape.isInput
        isPassword = shape.isPassword
        isFile = shape.isFile
        isTextarea = shape.isTextarea
        isRichText = shape.isRichText
        valueHTML =
            shape.isRichText ? (try? RichText.html(from: field.value)) ?? SafeHTML(escaping: field.value) : .empty
        pickerURL = LibraryPicker.path
        isSelect = shape.isSelect
        isCheckbox = shape.isCheckbox
        self.isGroup = isGroup
    }

    private struct Shape {
        var inputType = "text"
        var rows = 1
        var accept: String?
        var multiple = false
        var isHidden = false
        var isHeading = false
        var isPicture = false
        var buttons: [FormModel.Button] = []
        var isLibraryPicture = false
        var alt: String?
        var caption: String?
        var isInput = false
        var isPassword = false
        var isFile = false
        var isTextarea = false
        var isRichText = false
        var isSelect = false
        var isCheckbox = false
    }
}

extension FieldModel {
    /// A field of each kind, for the examples of models that show fields outside a form.
    public static var examples: [FieldModel] { Form.example.fields.map { FieldModel($0) } }
}
