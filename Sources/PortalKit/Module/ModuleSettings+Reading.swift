extension ModuleSettings {
    /// Reads the mapping `settings` of a module in `site.yml`.
    ///
    /// - Parameters:
    ///   - node: The mapping; nil or empty when the site sets nothing.
    ///   - definitions: What the module lets a site set.
    ///   - faults: Takes unknown keys, wrong types and refused values, with their lines.
    public static func read(
        from node: ConfigNode?, definitions: [SettingDefinition], faults: inout [Fault]
    ) -> ModuleSettings {
        guard let node, !node.isEmpty else {
            for definition in definitions where lacksValue(definition) {
                let message = "a module lacks its setting \"\(definition.key)\""
                faults.append(
                    node?.fault("lacks \"\(definition.key)\"", mend: "add \(definition.key): …")
                        ?? Fault(file: "site.yml", message: message, mend: "add settings: {\(definition.key): …}"))
            }
            return ModuleSettings(definitions: definitions)
        }
        guard node.requireMapping(faults: &faults) else { return ModuleSettings(definitions: definitions) }
        return ModuleSettings(definitions: definitions, values: fields(of: node, definitions, faults: &faults))
    }

    private static func fields(
        of node: ConfigNode, _ definitions: [SettingDefinition], faults: inout [Fault]
    ) -> [String: SettingValue] {
        node.unknownKeys(allowing: definitions.map(\.key), faults: &faults)
        var values: [String: SettingValue] = [:]
        for definition in definitions {
            guard let child = node.child(definition.key) else {
                if lacksValue(definition) {
                    faults.append(node.fault("lacks \"\(definition.key)\"", mend: "add \(definition.key): …"))
                }
                continue
            }
            let faultsBefore = faults.count
            guard let value = value(of: child, in: node, definition, faults: &faults) else { continue }
            if let reason = validate(value, for: definition) {
                if faults.count == faultsBefore {
                    faults.append(child.fault(explanation(of: reason), mend: "change the value"))
                }
            } else {
                values[definition.key] = value
            }
        }
        return values
    }

    /// True for a setting that somebody has to set: its default would be refused.
    private static func lacksValue(_ definition: SettingDefinition) -> Bool {
        definition.isRequired && validate(definition.defaultValue, for: definition) != nil
    }

    private static func value(
        of child: ConfigNode, in node: ConfigNode, _ definition: SettingDefinition, faults: inout [Fault]
    ) -> SettingValue? {
        let key = definition.key
        switch definition.type {
        case .text(let limit):
            if child.isEmpty { return .text("") }
            return child.asText(maximumLength: limit, faults: &faults).map(SettingValue.text)
        case .integer(let range):
            return node.integer(key, in: range, faults: &faults).map(SettingValue.integer)
        case .boolean:
            return node.boolean(key, faults: &faults).map(SettingValue.boolean)
        case .choice(let words):
            return node.choice(key, of: words, faults: &faults).map(SettingValue.text)
        case .list:
            return .list(node.list(key, maximumLength: SettingDefinition.maximumItemLength, faults: &faults))
        case .records(let definitions):
            var rows: [[String: SettingValue]] = []
            for item in node.items(key, faults: &faults) where item.requireMapping(faults: &faults) {
                rows.append(fields(of: item, definitions, faults: &faults))
            }
            return .records(rows)
        }
    }

    private static func explanation(of reason: String) -> String {
        switch reason {
        case Refusal.required: "must not be empty"
        case Refusal.tooLong: "is too long"
        case Refusal.tooMany: "has more than \(SettingDefinition.maximumItems) elements"
        default: "is not accepted"
        }
    }
}
