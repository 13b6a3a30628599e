import PortalKit

/// One thing on a page of a form, as the partial `partials/parts` shows it.
struct PartModel: Sendable {
    struct Heading: Sendable {
        let title: String
        let help: String?
    }

    struct Statement: Sendable {
        let title: String
        let lines: String
    }

    struct Line: Sendable {
        /// What the row is called; nil for what has only one.
        let title: String?
        let fields: [FieldModel]
    }

    struct Rows: Sendable {
        let id: String
        let label: String
        let help: String?
        let required: Bool
        let isTable: Bool
        let lines: [Line]
        /// The button's value that adds a row; nil when there can be no more.
        let add: String?
    }

    var heading: Heading?
    var statement: Statement?
    var fact: FactModel?
    var field: FieldModel?
    var rows: Rows?

    static let examples: [PartModel] =
        [
            PartModel(
                heading: Heading(title: "Người nộp", help: "Khai đúng giấy tờ"),
                statement: Statement(title: "Lưu ý", lines: "Mang theo bản chính"), fact: .example,
                rows: Rows(
                    id: "con", label: "Các con", help: "Mỗi người một dòng", required: true, isTable: true,
                    lines: [Line(title: "Dòng 1", fields: FieldModel.examples)], add: "add:con"))
        ] + FieldModel.examples.map { PartModel(field: $0) }
}

extension FillingForm {
    func models(_ texts: Texts) -> [PartModel] {
        let fields = form.fields
        return parts.map { part in
            switch part {
            case .heading(let title, let help):
                PartModel(heading: .init(title: title, help: help.isEmpty ? nil : help))
            case .statement(let title, let text): PartModel(statement: .init(title: title, lines: text))
            case .fact(let label, let value): PartModel(fact: FactModel(label, value))
            case .field(let index): PartModel(field: FieldModel(fields[index]))
            case .rows(let rows):
                PartModel(
                    rows: .init(
                        id: rows.id, label: rows.label, help: rows.help.isEmpty ? nil : rows.help,
                        required: rows.isRequired, isTable: rows.isTable,
                        lines: rows.lines.enumerated().map { number, line in
                            .init(
                                title: rows.isTable ? texts("field.row", ["number": String(number + 1)]) : nil,
                                fields: line.map { FieldModel(fields[$0]) })
                        }, add: rows.canAdd ? "add:\(rows.id)" : nil))
            }
        }
    }

    /// Inputs that nobody sees, after the parts.
    var hidden: [FieldModel] {
        hiddenPlaces.map { FieldModel(form.fields[$0]) }
    }
}
