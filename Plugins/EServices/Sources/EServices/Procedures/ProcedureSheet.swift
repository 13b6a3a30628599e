import Foundation
import PortalKit

/// Procedures as rows of a table: the same columns go out and come in.
enum ProcedureSheet {
    enum Column: String, CaseIterable, Sendable {
        case code, name, field, body, level, applicants, conditions, steps, components, sets, term
        case termNote = "term_note"
        case fee
        case feeNote = "fee_note"
        case basis, result, effective

        func title(_ texts: Texts) -> String { texts("sheet.\(rawValue)") }
    }

    /// One row, read.
    struct Entry: Sendable {
        /// As the office program counts.
        let number: Int
        var content: ProcedureContent
        var effectiveOn: String
        var faults: [String] = []
    }

    static let maximumRows = 500

    // MARK: - Out

    static func workbook(
        _ procedures: [(content: ProcedureContent, effectiveOn: String)], _ fields: (String) -> String, _ texts: Texts
    ) -> SpreadsheetDocument {
        var workbook = SpreadsheetDocument()
        let rows = procedures.map { content, effectiveOn in
            Column.allCases.map { cell($0, content, effectiveOn, fields, texts) }
        }
        workbook.add(texts("procedures.title"), [Column.allCases.map { .text($0.title(texts)) }] + rows)
        return workbook
    }

    private static func cell(
        _ column: Column, _ content: ProcedureContent, _ effectiveOn: String, _ fields: (String) -> String,
        _ texts: Texts
    ) -> SpreadsheetDocument.Cell {
        switch column {
        case .sets: .number(content.sets)
        case .term: .number(content.termDays)
        case .fee: .number(content.fee)
        default: .text(words(column, content, effectiveOn, fields, texts))
        }
    }

    private static func words(
        _ column: Column, _ content: ProcedureContent, _ effectiveOn: String, _ fields: (String) -> String,
        _ texts: Texts
    ) -> String {
        switch column {
        case .code: content.code
        case .name: content.name
        case .field: fields(content.field)
        case .body: content.body
        case .level: texts("level.\(content.level.rawValue)")
        case .applicants: content.applicants
        case .conditions: content.conditions
        case .steps:
            content.steps.map { [$0.title, $0.body, $0.days.map { String($0) } ?? ""].joined(separator: " | ") }
                .joined(separator: "\n")
        case .components:
            content.components.map {
                [$0.name, String($0.originals), String($0.copies), $0.isRequired ? "x" : "", $0.note]
                    .joined(separator: " | ")
            }.joined(separator: "\n")
        case .termNote: content.termNote
        case .feeNote: content.feeNote
        case .basis: content.legalBasis
        case .result: content.result
        case .effective: effectiveOn.dayText
        case .sets, .term, .fee: ""
        }
    }

    // MARK: - In

    enum Failure: Error { case noHeads, tooLong }

    static func read(
        _ sheet: Spreadsheet, _ settings: EServicesSettings, today: String, _ texts: Texts
    ) throws(Failure) -> [Entry] {
        func columns(_ cells: [String]) -> [Column: Int]? {
            var found: [Column: Int] = [:]
            for column in Column.allCases {
                found[column] = cells.firstIndex { $0.normalizedInput().folded == column.title(texts).folded }
            }
            return found[.code] != nil && found[.name] != nil ? found : nil
        }
        guard let head = sheet.rows.prefix(15).firstIndex(where: { columns($0.cells) != nil }),
            let places = columns(sheet.rows[head].cells)
        else { throw .noHeads }
        let rows = sheet.rows[(head + 1)...].filter { row in
            row.cells.contains { !$0.trimmingCharacters(in: .whitespaces).isEmpty }
        }
        guard rows.count <= maximumRows else { throw .tooLong }
        return rows.map { row in entry(row, places, settings, today, texts) }
    }

    private static func entry(
        _ row: Spreadsheet.Row, _ places: [Column: Int], _ settings: EServicesSettings, _ today: String, _ texts: Texts
    ) -> Entry {
        func raw(_ column: Column) -> String { (places[column].map { row[$0] } ?? "").normalizedInput(multiline: true) }
        func lines(_ column: Column) -> [[String]] {
            raw(column).split(separator: "\n").prefix(ProcedureContent.Limit.rows).map { line in
                line.split(separator: "|", omittingEmptySubsequences: false).map {
                    String($0).normalizedInput()
                }
            }.filter { !($0.first ?? "").isEmpty }
        }
        var entry = Entry(number: row.number, content: ProcedureContent(), effectiveOn: today)
        func number(_ column: Column, _ usual: Int, _ bounds: ClosedRange<Int>) -> Int {
            let text = raw(column).filter { !"., ".contains($0) }
            guard !text.isEmpty else { return usual }
            guard let number = Int(text), bounds.contains(number) else {
                entry.faults.append(texts("sheet.no_number", ["column": column.title(texts)]))
                return usual
            }
            return number
        }
        entry.content.code = raw(.code)
        entry.content.name = raw(.name)
        entry.content.body = raw(.body)
        entry.content.applicants = raw(.applicants)
        entry.content.conditions = raw(.conditions)
        entry.content.legalBasis = raw(.basis)
        entry.content.result = raw(.result)
        entry.content.termNote = raw(.termNote)
        entry.content.feeNote = raw(.feeNote)
        entry.content.sets = number(.sets, 1, 1...20)
        entry.content.termDays = number(.term, 0, 0...730)
        entry.content.fee = number(.fee, 0, 0...1_000_000_000)
        entry.content.steps = lines(.steps).map { parts in
            .init(title: parts[0], body: parts.at(1), days: Int(parts.at(2)))
        }
        entry.content.components =
            lines(.components).map { parts in
                .init(
                    name: parts[0], originals: Int(parts.at(1)) ?? 0, copies: Int(parts.at(2)) ?? 0,
                    isRequired: parts.count < 4 || !parts.at(3).isEmpty, note: parts.at(4))
            }.withIDs
        let field = raw(.field).folded
        if let known = settings.fields.first(where: { $0.title.folded == field || $0.slug == field }) {
            entry.content.field = known.slug
        } else {
            entry.faults.append(texts("sheet.unknown_field", ["name": String(raw(.field).prefix(60))]))
        }
        let level = raw(.level).folded
        if let known = ProcedureContent.Level.allCases.first(where: {
            texts("level.\($0.rawValue)").folded == level || $0.rawValue == level
        }) {
            entry.content.level = known
        } else if !level.isEmpty {
            entry.faults.append(texts("sheet.unknown_level", ["name": String(raw(.level).prefix(60))]))
        }
        if !raw(.effective).isEmpty {
            if let day = VietnamTime(parsing: raw(.effective)) {
                entry.effectiveOn = day.isoDay
            } else {
                entry.faults.append(texts("sheet.no_day"))
            }
        }
        for (column, value, limit) in [
            (Column.code, entry.content.code, ProcedureContent.Limit.code),
            (.name, entry.content.name, ProcedureContent.Limit.name),
        ] {
            if value.isEmpty { entry.faults.append(texts("sheet.missing", ["column": column.title(texts)])) }
            if value.count > limit { entry.faults.append(texts("sheet.too_long", ["column": column.title(texts)])) }
        }
        return entry
    }
}

extension [String] {
    fileprivate func at(_ index: Int) -> String { indices.contains(index) ? self[index] : "" }
}
