import Foundation
import PortalKit

/// Answers in words, page by page, by the version of the form that they were given to.
struct AnswerSheet: Sendable {
    struct Section: Sendable {
        let title: String
        let facts: [FactModel]
        let tables: [TableModel]
        let hasFacts: Bool
    }

    let sections: [Section]

    /// - Parameter masked: hides what is personal.
    init(_ plan: FillingPlan, _ answers: Answers, masked: Bool, on day: VietnamTime, _ texts: Texts) {
        sections = plan.asked(answers).compactMap { page in
            var facts: [FactModel] = []
            var tables: [TableModel] = []
            for field in page.page.fields where field.condition?.holds(answers) ?? true {
                if field.kind == .table {
                    let table = Self.table(field, answers, masked: masked && field.isPersonal, texts)
                    if let table { tables.append(table) }
                    continue
                }
                guard let value = Self.value(field, answers, on: day, texts), !value.isEmpty else { continue }
                facts.append(FactModel(field.label, masked && field.isPersonal ? texts("dossier.masked") : value))
            }
            guard !facts.isEmpty || !tables.isEmpty else { return nil }
            return Section(title: page.page.title, facts: facts, tables: tables, hasFacts: !facts.isEmpty)
        }
    }

    private static func value(
        _ field: FormDefinition.Field, _ answers: Answers, on day: VietnamTime, _ texts: Texts
    ) -> String? {
        switch field.kind {
        case .statement, .table: nil
        case .computed: field.value(answers, on: day)?.vietnamese
        case .address: answers.address(field.id)
        case .date: VietnamTime(parsing: answers[field.id])?.dayText ?? answers[field.id]
        case .declaration: answers[field.id].isEmpty ? nil : texts("field.agreed")
        case .file: (answers.files[field.id] ?? []).map(\.name).joined(separator: ", ")
        default: answers.all(field.id).map(field.words).joined(separator: ", ")
        }
    }

    private static func table(
        _ field: FormDefinition.Field, _ answers: Answers, masked: Bool, _ texts: Texts
    ) -> TableModel? {
        let count = answers.rowCount(field.id)
        guard count > 0 else { return nil }
        let rows = (0..<count).map { row in
            field.columns.map { column -> String in
                let value = answers["\(field.id).\(row).\(column.id)"]
                if masked, !value.isEmpty { return texts("dossier.masked") }
                return column.kind == .date ? VietnamTime(parsing: value)?.dayText ?? value : value
            }
        }
        let filled = rows.filter { $0.contains { !$0.isEmpty } }
        guard !filled.isEmpty else { return nil }
        return TableModel(caption: field.label, columns: field.columns.map(\.label), rows: filled, empty: "")
    }

    static let example = Section(title: "Người nộp", facts: [.example], tables: [.example], hasFacts: true)
}
