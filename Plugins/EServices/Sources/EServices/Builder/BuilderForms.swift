import Foundation
import PortalKit

/// The forms in which a page and a field of a form are described: forms like any other.
struct BuilderForms: Sendable {
    enum Name {
        static let label = "label"
        static let kind = "kind"
        static let help = "help"
        static let required = "required"
        static let personal = "personal"
        static let options = "options"
        static let minimum = "minimum"
        static let maximum = "maximum"
        static let columns = "columns"
        static let formula = "formula"
        static let conditionField = "condition_field"
        static let conditionTest = "condition_test"
        static let conditionValue = "condition_value"
        static let title = "title"
        static let revision = "revision"
    }

    let definition: FormDefinition
    let texts: Texts

    // MARK: - A field

    /// - Parameter before: the fields that come before it, on which it can depend.
    func fieldPage(before: [FormDefinition.Field]) -> FillingPlan.Page {
        typealias Field = FormDefinition.Field
        typealias Kind = FormDefinition.Kind
        func field(
            _ id: String, _ kind: Kind, isRequired: Bool = false, options: [String] = [],
            columns: [FormDefinition.Column] = [], when kinds: [Kind] = []
        ) -> Field {
            Field(
                id: id, kind: kind, label: texts("builder.\(id)"), help: texts.optional("builder.\(id)_help") ?? "",
                isRequired: isRequired, options: options, columns: columns)
        }
        let columns = [
            FormDefinition.Column(id: "label", label: texts("builder.column"), isRequired: true),
            FormDefinition.Column(
                id: "kind", label: texts("builder.kind"), kind: .choice, isRequired: true,
                options: FormDefinition.Column.kinds.map(kindText)),
            FormDefinition.Column(id: "required", label: texts("builder.required"), kind: .declaration),
            FormDefinition.Column(id: "options", label: texts("builder.column_options")),
        ]
        let fields =
            [
                field(Name.label, .text, isRequired: true),
                field(Name.kind, .choice, isRequired: true, options: Kind.built.map(kindText)),
                field(Name.help, .paragraph), field(Name.required, .declaration), field(Name.personal, .declaration),
                field(Name.options, .paragraph), field(Name.minimum, .number), field(Name.maximum, .number),
                field(Name.columns, .table, columns: columns), field(Name.formula, .text),
            ] + conditionFields(before)
        return FillingPlan.Page(
            key: "muc", page: FormDefinition.Page(title: texts("builder.field"), fields: fields))
    }

    func answers(_ field: FormDefinition.Field) -> Answers {
        var answers = Answers()
        for (name, value) in [
            (Name.label, field.label), (Name.kind, kindText(field.kind)), (Name.help, field.help),
            (Name.required, field.isRequired ? "1" : ""), (Name.personal, field.isPersonal ? "1" : ""),
            (Name.options, field.options.joined(separator: "\n")),
            (Name.minimum, field.minimum.map { String($0) } ?? ""),
            (Name.maximum, field.maximum.map { String($0) } ?? ""), (Name.formula, field.formula),
        ] { answers.set(name, value) }
        answers.set("\(Name.columns).count", String(field.columns.count))
        for (row, column) in field.columns.enumerated() {
            answers.set("\(Name.columns).\(row).label", column.label)
            answers.set("\(Name.columns).\(row).kind", kindText(column.kind))
            answers.set("\(Name.columns).\(row).required", column.isRequired ? "1" : "")
            answers.set("\(Name.columns).\(row).options", column.options.joined(separator: "; "))
        }
        fill(field.condition, &answers)
        return answers
    }

    /// - Parameter before: the field as it was: it keeps its name, by which its answers are known.
    func field(_ answers: Answers, before: FormDefinition.Field?) -> FormDefinition.Field {
        var field = FormDefinition.Field()
        field.label = answers[Name.label]
        field.kind = FormDefinition.Kind.built.first { kindText($0) == answers[Name.kind] } ?? .text
        field.help = answers[Name.help]
        field.isRequired = !answers[Name.required].isEmpty
        field.isPersonal = !answers[Name.personal].isEmpty
        field.options = Self.lines(answers[Name.options], separator: "\n")
        field.minimum = Int(answers[Name.minimum])
        field.maximum = Int(answers[Name.maximum])
        field.formula = answers[Name.formula]
        field.columns = columns(answers, before?.columns ?? [])
        field.condition = condition(answers)
        field.id = before?.id ?? freeID(field.label)
        return field
    }

    private func columns(_ answers: Answers, _ before: [FormDefinition.Column]) -> [FormDefinition.Column] {
        var taken: Set<String> = []
        return (0..<min(answers.rowCount(Name.columns), FormDefinition.Limit.columns)).map { row in
            let own = "\(Name.columns).\(row)"
            let label = answers["\(own).label"]
            let stem = before.first { $0.label == label }?.id ?? label.fieldName
            var id = stem
            var number = 2
            while !taken.insert(id).inserted {
                id = "\(stem)_\(number)"
                number += 1
            }
            return FormDefinition.Column(
                id: id, label: label,
                kind: FormDefinition.Column.kinds.first { kindText($0) == answers["\(own).kind"] } ?? .text,
                isRequired: !answers["\(own).required"].isEmpty,
                options: Self.lines(answers["\(own).options"], separator: ";"))
        }
    }

    // MARK: - A page

    func pagePage(before: [FormDefinition.Field]) -> FillingPlan.Page {
        FillingPlan.Page(
            key: "trang",
            page: FormDefinition.Page(
                title: texts("builder.page"),
                fields: [
                    FormDefinition.Field(
                        id: Name.title, kind: .text, label: texts("builder.page_title"), isRequired: true),
                    FormDefinition.Field(id: Name.help, kind: .paragraph, label: texts("builder.page_help")),
                ] + conditionFields(before)))
    }

    func answers(_ page: FormDefinition.Page) -> Answers {
        var answers = Answers()
        answers.set(Name.title, page.title)
        answers.set(Name.help, page.help)
        fill(page.condition, &answers)
        return answers
    }

    func page(_ answers: Answers, before: FormDefinition.Page?) -> FormDefinition.Page {
        FormDefinition.Page(
            title: answers[Name.title], help: answers[Name.help], condition: condition(answers),
            fields: before?.fields ?? [])
    }

    // MARK: - Conditions

    /// Where on the form it is said what is wrong with a field.
    func place(ofFaultIn field: FormDefinition.Field) -> String {
        switch field.kind {
        case .choice, .choices: Name.options
        case .computed: Name.formula
        case .table: Name.kind
        default: Name.maximum
        }
    }

    private func conditionFields(_ before: [FormDefinition.Field]) -> [FormDefinition.Field] {
        let asked = before.filter { $0.kind.isAsked && ![.table, .file, .address].contains($0.kind) }
        guard !asked.isEmpty else { return [] }
        return [
            FormDefinition.Field(
                id: Name.conditionField, kind: .choice, label: texts("builder.condition_field"),
                help: texts("builder.condition_field_help"), isRequired: true,
                options: [texts("builder.always")] + asked.map(Self.choice)),
            FormDefinition.Field(
                id: Name.conditionTest, kind: .choice, label: texts("builder.condition_test"),
                options: FormDefinition.Condition.Test.allCases.map { texts("builder.test.\($0.rawValue)") }),
            FormDefinition.Field(
                id: Name.conditionValue, kind: .text, label: texts("builder.condition_value"),
                help: texts("builder.condition_value_help")),
        ]
    }

    private func fill(_ condition: FormDefinition.Condition?, _ answers: inout Answers) {
        guard let condition, let field = definition.field(condition.field) else {
            answers.set(Name.conditionField, texts("builder.always"))
            answers.set(Name.conditionTest, texts("builder.test.equals"))
            return
        }
        answers.set(Name.conditionField, Self.choice(field))
        answers.set(Name.conditionTest, texts("builder.test.\(condition.test.rawValue)"))
        answers.set(Name.conditionValue, condition.value)
    }

    private func condition(_ answers: Answers) -> FormDefinition.Condition? {
        let chosen = answers[Name.conditionField]
        guard let field = definition.fields.first(where: { Self.choice($0) == chosen }) else { return nil }
        return FormDefinition.Condition(
            field: field.id,
            test: FormDefinition.Condition.Test.allCases.first {
                texts("builder.test.\($0.rawValue)") == answers[Name.conditionTest]
            } ?? .equals, value: answers[Name.conditionValue])
    }

    /// How a field is named where it is chosen: its label, and its name, since labels may be the same.
    private static func choice(_ field: FormDefinition.Field) -> String { "\(field.label) (\(field.id))" }

    // MARK: - Parts

    func kindText(_ kind: FormDefinition.Kind) -> String { texts("builder.kind.\(kind.rawValue)") }

    private static func lines(_ text: String, separator: Character) -> [String] {
        Array(
            text.split(separator: separator).map { String($0).normalizedInput() }.filter { !$0.isEmpty }
                .prefix(FormDefinition.Limit.options))
    }

    /// A name that no field of the form has.
    private func freeID(_ label: String) -> String {
        let stem = label.fieldName
        // What begins with a letter and `_` is the portal's own.
        let safe = stem.dropFirst().first == "_" ? "x\(stem)" : stem
        let taken = Set(definition.fields.map(\.id)).union([FillingForm.shown, "then", "csrf", "suspicious"])
        guard taken.contains(safe) else { return safe }
        return (2...).lazy.map { "\(safe)_\($0)" }.first { !taken.contains($0) } ?? safe
    }
}
