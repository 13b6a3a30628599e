import PortalKit

/// Reads one row of a table as a document.
struct BulkReader {
    let columns: [BulkColumn: Int]
    let settings: LegalSettings
    let bodies: [String]
    let access: LegalAccess
    let texts: Texts

    func read(_ row: Spreadsheet.Row) -> BulkTable.Row {
        var faults: [String] = []
        var content = LegalContent()
        let limit = LegalContent.Limit.self
        func text(_ column: BulkColumn, _ maximum: Int) -> String {
            let value = self.value(column, row).normalizedInput()
            guard value.count <= maximum else {
                faults.append(texts("bulk.too_long", ["column": column.title, "maximum": String(maximum)]))
                return ""
            }
            return value
        }
        func day(_ column: BulkColumn) -> String {
            let value = self.value(column, row).normalizedInput()
            guard !value.isEmpty else { return "" }
            // Some write 12.06.2026.
            guard let day = VietnamTime(parsing: value.replacing(".", with: "/")) else {
                faults.append(texts("bulk.no_day", ["column": column.title, "value": String(value.prefix(40))]))
                return ""
            }
            return day.isoDay
        }
        content.number = text(.number, limit.number)
        content.type = text(.type, limit.name)
        content.summary = text(.summary, limit.summary)
        content.issuingBody = text(.body, limit.name)
        content.signer = text(.signer, limit.name)
        content.signerOffice = text(.office, limit.name)
        content.note = text(.note, limit.note)
        (content.issuedOn, content.effectiveOn, content.expiredOn) = (day(.issued), day(.effective), day(.expired))
        content.isDirection = ["x", "co", "1", "true", "yes", "dung"].contains(value(.direction, row).folded)
        content.lines = LegalTextField.lines(of: value(.text, row), before: [])
        if content.type.isEmpty, case .success(let number) = LegalNumber.read(content.number) {
            content.type = number.typeName
        }
        if content.issuingBody.isEmpty { content.issuingBody = bodies.first ?? "" }
        content.relations = relations(row)
        var warnings = NumberCheck.form(content, texts)
        content.fields = fields(row, &warnings)
        if content.summary.isEmpty { faults.append(texts("bulk.missing", ["column": BulkColumn.summary.title])) }
        if content.type.isEmpty { faults.append(texts("bulk.missing", ["column": BulkColumn.type.title])) }
        if !content.issuingBody.isEmpty, !access.mayWrite(for: content.issuingBody) {
            faults.append(texts("error.body_not_granted"))
        }
        if content.lines.count > limit.lines {
            faults.append(texts("error.too_many_lines", ["maximum": String(limit.lines)]))
        }
        if !content.issuedOn.isEmpty, !content.effectiveOn.isEmpty, content.effectiveOn < content.issuedOn {
            faults.append(texts("error.effective_before_issue"))
        }
        if content.number.isEmpty { warnings.append(texts("bulk.missing", ["column": BulkColumn.number.title])) }
        if value(.issued, row).isEmpty { warnings.append(texts("bulk.missing", ["column": BulkColumn.issued.title])) }
        return BulkTable.Row(number: row.number, content: content, faults: faults, warnings: warnings)
    }

    private func value(_ column: BulkColumn, _ row: Spreadsheet.Row) -> String { columns[column].map { row[$0] } ?? "" }

    private func list(_ column: BulkColumn, _ row: Spreadsheet.Row) -> [String] {
        value(column, row).split(whereSeparator: { ";\n".contains($0) }).map { String($0).normalizedInput() }
            .filter { !$0.isEmpty }
    }

    private func relations(_ row: Spreadsheet.Row) -> [LegalRelation] {
        let kinds: [(BulkColumn, LegalRelation.Kind)] = [
            (.basis, .basis), (.replaces, .replaces), (.amends, .amends), (.repeals, .repeals),
        ]
        let all = kinds.flatMap { column, kind in
            list(column, row).filter { $0.count <= LegalContent.Limit.number }
                .map { LegalRelation(kind: kind, number: $0) }
        }
        return Array(all.prefix(LegalContent.Limit.relations))
    }

    /// Fields by their title or slug.
    private func fields(_ row: Spreadsheet.Row, _ warnings: inout [String]) -> [String] {
        var slugs: [String] = []
        for name in list(.fields, row) {
            let slug = Slug.make(from: name)
            if let field = settings.fields.first(where: { $0.slug == slug || $0.title.folded == name.folded }) {
                if !slugs.contains(field.slug) { slugs.append(field.slug) }
            } else {
                warnings.append(texts("bulk.unknown_field", ["name": String(name.prefix(60))]))
            }
        }
        return Array(slugs.prefix(LegalContent.Limit.fields))
    }
}
