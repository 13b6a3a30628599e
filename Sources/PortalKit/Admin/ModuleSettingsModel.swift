/// What the template `admin/module-settings` shows.
struct ModuleSettingsModel: TemplateModel {
    /// A button that rearranges rows: the page comes back at the row that it is about.
    struct Move: Sendable {
        let label: String
        let subject: String
        let value: String
        let url: String
    }

    struct Row: Sendable {
        let id: String
        let title: String
        let fields: [FieldModel]
        let open: Bool
        let moves: [Move]
    }

    struct Rows: Sendable {
        let id: String
        let label: String
        let required: Bool
        let help: String?
        let error: String?
        let countName: String
        let count: Int
        let isList: Bool
        let isFolded: Bool
        let rows: [Row]
        let add: Move?
    }

    struct Part: Sendable {
        let field: FieldModel?
        let group: Rows?
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let action: String
    let csrf: String
    let hasErrors: Bool
    let errors: [FormModel.ErrorLink]
    let parts: [Part]
    let cancelUrl: String
}

extension ModuleSettingsModel {
    init(_ form: SettingsForm, words: SettingWords, title: String, intro: String, action: String, csrf: String) {
        let parts = form.parts.map { Part($0, words: words, action: action) }
        let errors = form.parts.flatMap { Self.errors(of: $0, words: words) }
        self.init(
            title: title, intro: intro, hasActions: false, actions: [], action: action, csrf: csrf,
            hasErrors: !errors.isEmpty, errors: errors, parts: parts, cancelUrl: AdminPath.modules)
    }

    private static func errors(of part: SettingsForm.Part, words: SettingWords) -> [FormModel.ErrorLink] {
        switch part {
        case .field(_, let form):
            form.fields.compactMap { field in
                field.error.map { .init(id: FieldModel.id(of: field), text: "\(field.label): \($0)") }
            }
        case .rows(let rows):
            [rows.error.map { .init(id: rows.id, text: "\(words.label(rows.definition)): \($0)") }].compactMap { $0 }
                + rows.rows.indices.flatMap { index in
                    rows.fields(of: index).compactMap { field in
                        field.error.map {
                            let place = rows.isList ? field.label : "\(rows.title(of: index)), \(field.label)"
                            return FormModel.ErrorLink(id: FieldModel.id(of: field), text: "\(place): \($0)")
                        }
                    }
                }
        }
    }

    static var example: ModuleSettingsModel {
        let move = Move(label: "Lên", subject: "Chuyên mục 2", value: "up:sections:1", url: "/#row-sections-0")
        return ModuleSettingsModel(
            title: "Thiết lập: Tin tức", intro: "Phiên bản 1.0.0", hasActions: true,
            actions: [AdminAction("Xem", url: "/", isPrimary: true, icon: "eye")],
            action: "/quan-tri/phan-he/news/cai-dat", csrf: "…", hasErrors: true,
            errors: [.init(id: "field-title", text: "Cần nhập tiêu đề")],
            parts: FieldModel.examples.map { field in
                Part(
                    field: field,
                    group: Rows(
                        id: "rows-sections", label: "Chuyên mục", required: true, help: "Theo thứ tự",
                        error: "Không được để trống", countName: "setting-sections-rows", count: 1, isList: true,
                        isFolded: true,
                        rows: [
                            Row(
                                id: "row-sections-0", title: "Chuyên mục 1: Thông báo", fields: FieldModel.examples,
                                open: true, moves: [move])
                        ], add: move))
            }, cancelUrl: "/quan-tri/phan-he")
    }
}

extension ModuleSettingsModel.Part {
    fileprivate init(_ part: SettingsForm.Part, words: SettingWords, action: String) {
        switch part {
        case .field(_, let form): self.init(field: form.fields.first.map { FieldModel($0) }, group: nil)
        case .rows(let rows): self.init(field: nil, group: .init(rows, words: words, action: action))
        }
    }
}

extension SettingRows {
    fileprivate var id: String { "rows-\(definition.key)" }

    fileprivate func id(of index: Int) -> String { "row-\(definition.key)-\(index)" }
}

extension ModuleSettingsModel.Rows {
    fileprivate init(_ rows: SettingRows, words: SettingWords, action: String) {
        let count = rows.rows.count
        func move(_ kind: SettingRows.Command.Kind, _ index: Int, to target: Int) -> ModuleSettingsModel.Move {
            .init(
                label: words.core("setting.row_\(kind.rawValue)"), subject: rows.title(of: index),
                value: SettingRows.Command(kind, rows.definition.key, index).text,
                url: "\(action)#\(target < 0 ? rows.id : rows.id(of: target))")
        }
        func moves(_ index: Int) -> [ModuleSettingsModel.Move] {
            let isSpare = index == count - 1 && rows.isSpare(index)
            let hasNext = index + 1 < count && !(index + 2 == count && rows.isSpare(count - 1))
            return isSpare
                ? []
                : (index > 0 ? [move(.up, index, to: index - 1)] : [])
                    + (hasNext ? [move(.down, index, to: index + 1)] : []) + [move(.remove, index, to: index - 1)]
        }
        self.init(
            id: rows.id, label: words.label(rows.definition), required: rows.definition.isRequired,
            help: words.help(rows.definition), error: rows.error, countName: rows.countName, count: count,
            isList: rows.isList, isFolded: !rows.isList,
            rows: rows.rows.indices.map { index in
                .init(
                    id: rows.id(of: index), title: rows.title(of: index),
                    fields: rows.fields(of: index).map { FieldModel($0) },
                    open: rows.rows[index].isOpen || !rows.rows[index].errors.isEmpty, moves: moves(index))
            },
            add: count <= SettingDefinition.maximumItems
                ? .init(
                    label: words.core("setting.row_add"), subject: words.label(rows.definition),
                    value: SettingRows.Command(.add, rows.definition.key, 0).text,
                    url: "\(action)#\(rows.id(of: rows.isSpare(count - 1) ? count - 1 : count))") : nil)
    }
}
