extension ModuleSettings {
    /// The translation keys of the reasons for which a value is refused.
    enum Refusal {
        static let type = "setting.error.type"
        static let required = "setting.error.required"
        static let tooLong = "setting.error.too_long"
        static let controlCharacter = "setting.error.control_character"
        static let outOfRange = "setting.error.out_of_range"
        static let notAChoice = "setting.error.not_a_choice"
        static let tooMany = "setting.error.too_many"
        static let unknown = "setting.error.unknown"
    }

    /// Why a value cannot be set: the key of a text of the core, nil when it can.
    public static func validate(_ value: SettingValue, for definition: SettingDefinition) -> String? {
        switch (definition.type, value) {
        case (.text(let limit), .text(let text)):
            return refusal(of: text, limit: limit) ?? required(definition, isEmpty: text.trimmingSpace().isEmpty)
        case (.integer(let range), .integer(let number)):
            return range.contains(number) ? nil : Refusal.outOfRange
        case (.boolean, .boolean):
            return nil
        case (.choice(let words), .text(let word)):
            return words.contains(word) ? nil : Refusal.notAChoice
        case (.list, .list(let items)):
            guard items.count <= SettingDefinition.maximumItems else { return Refusal.tooMany }
            return items.lazy.compactMap { refusal(of: $0, limit: SettingDefinition.maximumItemLength) }.first
                ?? required(definition, isEmpty: items.isEmpty)
        case (.records, .list(let items)) where items.isEmpty:
            return required(definition, isEmpty: true)
        case (.records(let fields), .records(let rows)):
            guard rows.count <= SettingDefinition.maximumItems else { return Refusal.tooMany }
            return rows.lazy.compactMap { validate(row: $0, fields: fields) }.first
                ?? required(definition, isEmpty: rows.isEmpty)
        default:
            return Refusal.type
        }
    }

    private static func validate(row: [String: SettingValue], fields: [SettingDefinition]) -> String? {
        guard row.keys.allSatisfy({ key in fields.contains { $0.key == key } }) else { return Refusal.unknown }
        for field in fields {
            guard let value = row[field.key] else {
                if field.isRequired { return Refusal.required }
                continue
            }
            if case .records = field.type { return Refusal.type }
            if let refusal = validate(value, for: field) { return refusal }
        }
        return nil
    }

    private static func refusal(of text: String, limit: Int) -> String? {
        if text.count > limit { return Refusal.tooLong }
        let isControl: (Unicode.Scalar) -> Bool = {
            $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\r"
        }
        return text.unicodeScalars.contains(where: isControl) ? Refusal.controlCharacter : nil
    }

    private static func required(_ definition: SettingDefinition, isEmpty: Bool) -> String? {
        definition.isRequired && isEmpty ? Refusal.required : nil
    }
}
