/// The settings of one module on one site: what `site.yml` says, overlaid by what was changed in the administration,
/// and the definitions' defaults for the rest.
///
/// A getter for a key that the module did not define, or of another type, answers empty; tests meet an assertion.
public struct ModuleSettings: Sendable, Equatable {
    /// What can be set, in the module's order.
    public let definitions: [SettingDefinition]
    /// What is set, without defaults.
    public let values: [String: SettingValue]

    /// Settings with given values; those that the definitions refuse are left out.
    public init(definitions: [SettingDefinition], values: [String: SettingValue] = [:]) {
        self.definitions = definitions
        self.values = values.filter { key, value in
            definitions.first { $0.key == key }.map { Self.validate(value, for: $0) == nil } ?? false
        }
    }

    /// Rows of settings that were looked at when those were made.
    private init(fields: [SettingDefinition], row: [String: SettingValue]) {
        definitions = fields
        values = row
    }

    /// The value of a setting, or its default; nil when the module has no such setting.
    public func value(_ key: String) -> SettingValue? {
        values[key] ?? definitions.first { $0.key == key }?.defaultValue
    }

    /// A text, or the word of a choice.
    public func text(_ key: String) -> String {
        if case .text(let value) = value(key) { return value }
        assertionFailure("no text setting \(key)")
        return ""
    }

    /// A text for readers of a language: what the setting `title_en` says where the module has one and it is filled in,
    /// else what `title` says.
    public func text(_ key: String, in language: String) -> String {
        if case .text(let own) = value("\(key)_\(language)"), !own.isEmpty { return own }
        return text(key)
    }

    /// A whole number.
    public func integer(_ key: String) -> Int {
        if case .integer(let value) = value(key) { return value }
        assertionFailure("no integer setting \(key)")
        return 0
    }

    /// Yes or no.
    public func boolean(_ key: String) -> Bool {
        if case .boolean(let value) = value(key) { return value }
        assertionFailure("no boolean setting \(key)")
        return false
    }

    /// A list of texts.
    public func list(_ key: String) -> [String] {
        if case .list(let value) = value(key) { return value }
        assertionFailure("no list setting \(key)")
        return []
    }

    /// Rows; each one answers for its fields as these settings do for theirs.
    public func records(_ key: String) -> [ModuleSettings] {
        guard let definition = definitions.first(where: { $0.key == key }), case .records(let fields) = definition.type
        else {
            assertionFailure("no records setting \(key)")
            return []
        }
        guard case .records(let rows) = value(key) else { return [] }
        return rows.map { ModuleSettings(fields: fields, row: $0) }
    }

    /// These settings with changes made in the administration. A change that the definitions refuse (any more) is
    /// left out: a module's next version must start on the settings of the one before.
    public func overlaying(_ changes: [String: SettingValue]) -> ModuleSettings {
        let accepted = ModuleSettings(definitions: definitions, values: changes).values
        return ModuleSettings(definitions: definitions, values: values.merging(accepted) { _, change in change })
    }
}
