import Foundation

/// How settings are called, shown and read: the module's labels, and the core's words for what is wrong.
struct SettingWords {
    /// The module's texts: labels and explanations.
    let texts: Texts
    /// The core's texts: errors.
    let core: Texts

    private static let longText = 200
    private static let maximumListText = 20_000

    /// A setting's field, or that of one column of its records.
    ///
    /// - Parameters:
    ///   - parent: the setting whose column it is.
    ///   - label: instead of the module's.
    func field(
        _ definition: SettingDefinition, of parent: SettingDefinition?, named name: String, value: String,
        label: String? = nil
    ) -> FormField {
        let isColumn = parent != nil
        let (kind, length): (FormField.Kind, Int) =
            switch definition.type {
            case .text(let limit) where limit > Self.longText && !isItem(definition, of: parent):
                (.textarea(rows: isColumn ? 3 : 5), limit)
            case .text(let limit): (.input(type: "text"), limit)
            case .integer: (.input(type: "number"), 20)
            case .boolean: (.checkbox, 10)
            case .choice(let words): (isColumn || words.count > 4 ? .select : .radio, 200)
            case .list, .records: (.textarea(rows: 3), Self.maximumListText)
            }
        let isDefault = isColumn && !definition.isRequired
        var options: [FormField.Option] = []
        if case .choice(let words) = definition.type {
            options = words.map { .init($0, choice($0, of: definition, in: parent)) }
            if isColumn {
                options.insert(.init("", isDefault ? core("setting.default") : core("setting.choose")), at: 0)
            }
        }
        return FormField(
            name, kind, label: label ?? self.label(definition, of: parent), help: help(definition, of: parent),
            isRequired: definition.isRequired && definition.type != .boolean, maximumLength: length, options: options,
            value: value)
    }

    private func isItem(_ definition: SettingDefinition, of parent: SettingDefinition?) -> Bool {
        parent?.type == .list
    }

    // MARK: - Names

    func label(_ definition: SettingDefinition, of parent: SettingDefinition? = nil) -> String {
        texts.optional("setting.\(path(definition, of: parent))") ?? definition.key
    }

    /// The module's explanation, then how the value is to be written.
    func help(_ definition: SettingDefinition, of parent: SettingDefinition? = nil) -> String? {
        if parent?.type == .list { return nil }
        let form: String? =
            switch definition.type {
            case .integer(let range):
                core("setting.range", ["least": String(range.lowerBound), "most": String(range.upperBound)])
            case .list where parent != nil: core("setting.list_help")
            case .list, .records, .text, .boolean, .choice: nil
            }
        let parts = [texts.optional("setting.\(path(definition, of: parent)).help"), form].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// `Chuyên mục 3: Thông báo`.
    func rowTitle(_ definition: SettingDefinition, _ index: Int, name: String? = nil) -> String {
        let title = "\(label(definition)) \(index + 1)"
        return name.map { "\(title): \($0)" } ?? title
    }

    private func choice(_ word: String, of definition: SettingDefinition, in parent: SettingDefinition?) -> String {
        texts.optional("setting.\(path(definition, of: parent)).\(word)") ?? word
    }

    private func path(_ definition: SettingDefinition, of parent: SettingDefinition?) -> String {
        parent.map { "\($0.key).\(definition.key)" } ?? definition.key
    }

    // MARK: - Values

    /// A value as it stands in its field.
    static func typed(_ value: SettingValue) -> String {
        switch value {
        case .text(let text): text
        case .integer(let number): String(number)
        case .boolean(let flag): flag ? "1" : ""
        case .list(let items): items.joined(separator: "\n")
        case .records: ""
        }
    }

    /// The field of a column as it comes back untouched; a column that the record leaves out is empty.
    func shown(_ value: SettingValue?, _ column: SettingDefinition) -> String {
        if column.type == .boolean { return Self.typed(value ?? column.defaultValue) }
        return value.map { Self.typed($0).asTyped(Self.isLong(column)) } ?? ""
    }

    /// Whether what is typed may have several lines.
    static func isLong(_ definition: SettingDefinition) -> Bool {
        switch definition.type {
        case .list, .records: true
        case .text(let limit): limit > longText
        case .integer, .boolean, .choice: false
        }
    }

    /// The value that was typed, or why it cannot be one.
    func value(
        of typed: String, _ definition: SettingDefinition, of parent: SettingDefinition?
    ) -> (SettingValue?, String?) {
        let value: SettingValue
        switch definition.type {
        case .text, .choice: value = .text(typed)
        case .boolean: value = .boolean(!typed.isEmpty)
        case .integer:
            guard let number = Int(typed) else { return (nil, core("setting.error.no_number")) }
            value = .integer(number)
        case .list:
            value = .list(
                typed.split(whereSeparator: \.isNewline).map { String($0).trimmingWhitespace }.filter { !$0.isEmpty })
        case .records: return (nil, core(ModuleSettings.Refusal.type))
        }
        if let reason = ModuleSettings.validate(value, for: definition) {
            return (nil, explanation(of: reason, definition, of: parent))
        }
        return (value, nil)
    }

    /// A reason that names what would be right: the range, the choices.
    private func explanation(of reason: String, _ definition: SettingDefinition, of parent: SettingDefinition?)
        -> String
    {
        switch (reason, definition.type) {
        case (ModuleSettings.Refusal.outOfRange, .integer(let range)):
            core("setting.error.outside", ["least": String(range.lowerBound), "most": String(range.upperBound)])
        case (ModuleSettings.Refusal.notAChoice, .choice(let words)):
            core(
                "setting.error.choose",
                ["choices": words.map { choice($0, of: definition, in: parent) }.joined(separator: ", ")])
        default: core(reason)
        }
    }
}
