import PortalKit

/// How the fields of a form that officers built are asked for.
extension FormDefinition.Field {
    /// The input in which it is answered, under a name: in a row of a table it is not the field's own.
    func input(named name: String, on day: VietnamTime, _ texts: Texts) -> FormField {
        let ownHelp = help.isEmpty ? nil : help
        func make(
            _ kind: FormField.Kind, maximum: Int = 200, options: [FormField.Option] = [],
            bounds: ClosedRange<Int>? = nil, help other: String? = nil, check: (@Sendable (String) -> String?)? = nil
        ) -> FormField {
            FormField(
                name, kind, label: label, help: ownHelp ?? other, isRequired: isRequired,
                maximumLength: maximum, bounds: bounds, options: options,
                autocomplete: FillingPlan.Name.autocomplete[name], check: check)
        }
        let choices = zip(options, optionLabels ?? options).map { FormField.Option($0, $1) }
        switch kind {
        case .paragraph: return make(.textarea(rows: 4), maximum: FormDefinition.Limit.text)
        case .number:
            let least = minimum ?? -1_000_000_000
            let bounds = least...max(least, maximum ?? 1_000_000_000)
            return make(.input(type: "number"), bounds: bounds)
        case .money:
            return make(.input(type: "text"), maximum: 30, help: texts("field.money_help")) { typed in
                let digits = typed.filter { !"., đ₫".contains($0) }
                return !digits.isEmpty && digits.count <= 15 && digits.allSatisfy(\.isASCIIDigit)
                    ? nil : texts("field.money_wrong")
            }
        case .date: return make(.input(type: "date"))
        // In a row a list that folds; else short lists are all in sight.
        case .choice where options.count <= 6 && !name.contains("."): return make(.radio, options: choices)
        case .choice:
            return make(.select, options: [FormField.Option("", texts("field.choose"))] + choices)
        case .choices: return make(.checkboxes, options: choices)
        case .identity:
            return make(.input(type: "text"), maximum: 20, help: texts("field.identity_help")) {
                IdentityNumber.fault($0, on: day, texts)
            }
        case .phone:
            return make(.input(type: "tel"), maximum: 20) {
                PhoneNumber($0) == nil ? texts("field.phone_wrong") : nil
            }
        case .mail: return make(.input(type: "email"))
        case .declaration: return make(.checkbox)
        case .markup: return make(.richText(rows: 8), maximum: 20_000)
        default: return make(.input(type: "text"), maximum: 300)
        }
    }

    /// A choice in words; what the field does not offer is shown as it was given.
    func words(of value: String) -> String {
        guard let optionLabels, let index = options.firstIndex(of: value) else { return value }
        return optionLabels[index]
    }

    /// The value of a computed field.
    func value(_ answers: Answers, on day: VietnamTime) -> Double? {
        (try? Formula(formula))?.value(answers, on: day)
    }
}
