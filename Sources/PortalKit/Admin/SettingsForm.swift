import Foundation

/// A module's settings as a form, and what was typed into it as settings again.
struct SettingsForm {
    let settings: ModuleSettings
    /// The module's texts: labels and explanations.
    let texts: Texts
    /// The core's texts: errors, and how lists are written.
    let core: Texts

    private static let longText = 200
    private static let maximumListText = 200_000

    /// The form with the settings as they are.
    var form: Form {
        Form(fields: settings.definitions.map(field))
    }

    /// The changed values; the form is told what is wrong with the others.
    ///
    /// What stands in the form as it was shown keeps its value to the letter.
    func changes(in form: inout Form) -> [String: SettingValue] {
        var changes: [String: SettingValue] = [:]
        for definition in settings.definitions {
            let name = Self.name(definition)
            let typed = form[name]
            let isFaulty = form.fields.contains { $0.name == name && $0.error != nil }
            guard !isFaulty, typed != shown(definition).asTyped(isLong(definition)) else { continue }
            do {
                let value = try value(of: typed, definition)
                if let reason = ModuleSettings.validate(value, for: definition) {
                    throw SettingText.Refusal(line: 0, field: nil, reason: reason)
                }
                changes[definition.key] = value
            } catch let refusal as SettingText.Refusal {
                form.fail(name, explanation(of: refusal, definition))
            } catch {
                form.fail(name, core(ModuleSettings.Refusal.type))
            }
        }
        return changes
    }

    /// The field's name; settings cannot collide with the form's own fields.
    static func name(_ definition: SettingDefinition) -> String { "setting-\(definition.key)" }

    // MARK: - Fields

    private func field(_ definition: SettingDefinition) -> FormField {
        let (kind, length, options): (FormField.Kind, Int, [FormField.Option]) =
            switch definition.type {
            case .text(let limit) where limit > Self.longText: (.textarea(rows: 5), limit, [])
            case .text(let limit): (.input(type: "text"), limit, [])
            case .integer: (.input(type: "number"), 20, [])
            case .boolean: (.checkbox, 10, [])
            case .choice(let words) where words.count > 4: (.select, 200, options(words, definition))
            case .choice(let words): (.radio, 200, options(words, definition))
            case .list: (.textarea(rows: 5), Self.maximumListText, [])
            case .records: (.textarea(rows: 8), Self.maximumListText, [])
            }
        return FormField(
            Self.name(definition), kind, label: label(definition), help: help(definition),
            isRequired: definition.isRequired && definition.type != .boolean, maximumLength: length, options: options,
            value: shown(definition))
    }

    private func label(_ definition: SettingDefinition) -> String {
        texts.optional("setting.\(definition.key)") ?? definition.key
    }

    private func options(_ words: [String], _ definition: SettingDefinition) -> [FormField.Option] {
        words.map { .init($0, label(ofChoice: $0, definition)) }
    }

    private func label(ofChoice word: String, _ definition: SettingDefinition) -> String {
        texts.optional("setting.\(definition.key).\(word)") ?? word
    }

    /// The module's explanation, then how the value is to be written.
    private func help(_ definition: SettingDefinition) -> String? {
        let own = texts.optional("setting.\(definition.key).help")
        let form: String? =
            switch definition.type {
            case .integer(let range):
                core("setting.range", ["least": String(range.lowerBound), "most": String(range.upperBound)])
            case .list: core("setting.list_help")
            case .records(let fields):
                core(
                    "setting.records_help",
                    ["fields": fields.map { describe($0, of: definition) }.joined(separator: " | ")])
            case .text, .boolean, .choice: nil
            }
        let parts = [own, form].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// A field of a record in the line that shows their order: `Tên thôn (bắt buộc)`.
    private func describe(_ field: SettingDefinition, of definition: SettingDefinition) -> String {
        let label = texts.optional("setting.\(definition.key).\(field.key)") ?? field.key
        let hint: String? =
            switch field.type {
            case .boolean: core("setting.yes_or_no")
            case .choice(let words): words.map { labels(definition)(field.key, $0) }.joined(separator: "/")
            case .integer(let range): "\(range.lowerBound)–\(range.upperBound)"
            case .list: core("setting.inner_list")
            case .text, .records: nil
            }
        let notes = [hint, field.isRequired ? core("required") : nil].compactMap { $0 }
        return notes.isEmpty ? label : "\(label) (\(notes.joined(separator: ", ")))"
    }

    private func isLong(_ definition: SettingDefinition) -> Bool {
        switch definition.type {
        case .list, .records: true
        case .text(let limit): limit > Self.longText
        case .integer, .boolean, .choice: false
        }
    }

    /// What the module calls the words of the choices in a setting's records.
    private func labels(_ definition: SettingDefinition) -> SettingText.Labels {
        { [texts] field, word in texts.optional("setting.\(definition.key).\(field).\(word)") ?? word }
    }

    // MARK: - Values

    /// The value as it stands in the form.
    private func shown(_ definition: SettingDefinition) -> String {
        switch (settings.value(definition.key) ?? definition.defaultValue, definition.type) {
        case (.text(let text), _): text
        case (.integer(let number), _): String(number)
        case (.boolean(let flag), _): flag ? "1" : ""
        case (.list(let items), _): SettingText.text(ofList: items)
        case (.records(let rows), .records(let fields)):
            SettingText.text(ofRecords: rows, fields: fields, labels: labels(definition))
        case (.records, _): ""
        }
    }

    private func value(of typed: String, _ definition: SettingDefinition) throws(SettingText.Refusal) -> SettingValue {
        switch definition.type {
        case .text, .choice: return .text(typed)
        case .boolean: return .boolean(!typed.isEmpty)
        case .integer:
            guard let number = Int(typed) else {
                throw SettingText.Refusal(line: 0, field: nil, reason: "setting.error.no_number")
            }
            return .integer(number)
        case .list: return .list(try SettingText.list(from: typed))
        case .records(let fields):
            return .records(try SettingText.records(from: typed, fields: fields, labels: labels(definition)))
        }
    }

    /// A reason that names what would be right: the range, the choices.
    private func reason(of refusal: SettingText.Refusal, _ definition: SettingDefinition) -> String {
        let field: SettingDefinition? =
            if case .records(let fields) = definition.type { fields.first { $0.key == refusal.field } } else { nil }
        switch (refusal.reason, field?.type ?? definition.type) {
        case (ModuleSettings.Refusal.outOfRange, .integer(let range)):
            return core(
                "setting.error.outside", ["least": String(range.lowerBound), "most": String(range.upperBound)])
        case (ModuleSettings.Refusal.notAChoice, .choice(let words)):
            let choices = words.map { word in
                field.map { labels(definition)($0.key, word) } ?? label(ofChoice: word, definition)
            }
            return core("setting.error.choose", ["choices": choices.joined(separator: ", ")])
        default:
            return core(refusal.reason)
        }
    }

    private func explanation(of refusal: SettingText.Refusal, _ definition: SettingDefinition) -> String {
        let reason = reason(of: refusal, definition)
        guard refusal.line > 0 else { return reason }
        let field = refusal.field.map { texts.optional("setting.\(definition.key).\($0)") ?? $0 }
        return core(
            field == nil ? "setting.error.line" : "setting.error.line_field",
            ["line": String(refusal.line), "reason": reason].merging(field.map { ["field": $0] } ?? [:]) { $1 })
    }
}

extension String {
    /// The text as it comes back when a form with it is sent unchanged.
    fileprivate func asTyped(_ isLong: Bool) -> String {
        let text = normalizedInput(multiline: true)
        return isLong ? text : text.normalizedInput(multiline: false)
    }
}
