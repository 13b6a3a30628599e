/// A module's settings as a form, and what was typed into it as settings again: a field for each setting, rows of fields
/// for each list and each setting that is records.
struct SettingsForm {
    /// What stands in the form for one setting.
    enum Part {
        case field(SettingDefinition, Form)
        case rows(SettingRows)
    }

    let settings: ModuleSettings
    private(set) var parts: [Part] = []
    private let words: SettingWords

    /// The form with the settings as they are.
    ///
    /// - Parameters:
    ///   - texts: the module's texts: labels and explanations.
    ///   - core: the core's texts: errors.
    init(settings: ModuleSettings, texts: Texts, core: Texts) {
        self.settings = settings
        words = SettingWords(texts: texts, core: core)
        parts = settings.definitions.map(part)
    }

    private func value(_ definition: SettingDefinition) -> SettingValue {
        settings.value(definition.key) ?? definition.defaultValue
    }

    private func part(_ definition: SettingDefinition) -> Part {
        if let rows = SettingRows(definition, value: value(definition), words: words) { return .rows(rows) }
        let field = words.field(
            definition, of: nil, named: Self.name(definition), value: SettingWords.typed(value(definition)))
        return .field(definition, Form(fields: [field]))
    }

    /// The field's name; settings cannot collide with the form's own fields.
    static func name(_ definition: SettingDefinition) -> String { "setting-\(definition.key)" }

    // MARK: - What was sent

    /// Takes over what was sent.
    mutating func accept(_ values: FormValues) {
        for index in parts.indices {
            switch parts[index] {
            case .field(let definition, var form):
                form.accept(values, texts: words.core)
                parts[index] = .field(definition, form)
            case .rows(var rows):
                rows.accept(values)
                parts[index] = .rows(rows)
            }
        }
    }

    /// Adds, moves or takes out a row, as the button says that was pressed; nothing is checked yet.
    mutating func rearrange(_ command: SettingRows.Command) {
        for index in parts.indices {
            switch parts[index] {
            case .field(let definition, let form):
                parts[index] = .field(definition, Form(fields: form.fields.map(\.withoutError)))
            case .rows(var rows):
                rows.forgetErrors()
                if rows.definition.key == command.key { rows.rearrange(command) }
                parts[index] = .rows(rows)
            }
        }
    }

    /// The changed values; the form notes what is wrong with the others.
    ///
    /// What stands in the form as it was shown keeps its value to the letter.
    mutating func changes() -> [String: SettingValue] {
        var changes: [String: SettingValue] = [:]
        for index in parts.indices {
            switch parts[index] {
            case .field(let definition, var form):
                if let value = change(of: definition, in: &form) { changes[definition.key] = value }
                parts[index] = .field(definition, form)
            case .rows(var rows):
                if let value = rows.change() { changes[rows.definition.key] = value }
                parts[index] = .rows(rows)
            }
        }
        return changes
    }

    private func change(of definition: SettingDefinition, in form: inout Form) -> SettingValue? {
        let name = Self.name(definition)
        let isLong = SettingWords.isLong(definition)
        let shown = SettingWords.typed(value(definition)).asTyped(isLong)
        guard form.isValid, form[name].asTyped(isLong) != shown else { return nil }
        let (value, reason) = words.value(of: form[name], definition, of: nil)
        if let reason { form.fail(name, reason) }
        return value
    }

    /// Says what is wrong with a setting as a whole.
    mutating func fail(_ key: String, _ reason: String) {
        for index in parts.indices {
            switch parts[index] {
            case .field(let definition, var form) where definition.key == key:
                form.fail(Self.name(definition), reason)
                parts[index] = .field(definition, form)
            case .rows(var rows) where rows.definition.key == key:
                rows.error = reason
                parts[index] = .rows(rows)
            default: break
            }
        }
    }

    var isValid: Bool {
        parts.allSatisfy { part in
            switch part {
            case .field(_, let form): form.isValid
            case .rows(let rows): rows.isValid
            }
        }
    }
}

extension String {
    /// The text as it comes back when a form with it is sent unchanged.
    func asTyped(_ isLong: Bool) -> String {
        let text = normalizedInput(multiline: true)
        return isLong ? text : text.normalizedInput(multiline: false)
    }
}
