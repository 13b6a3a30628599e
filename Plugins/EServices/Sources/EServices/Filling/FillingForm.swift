import Foundation
import PortalKit

/// Pages of a form put to a person: which inputs they have under the answers so far, what was typed, what is wrong.
///
/// Without scripts a field that depends on another on the same page appears once the page was sent; ``needsAnotherLook``
/// says so, and nothing is lost.
struct FillingForm: Sendable {
    /// What stands on the page, in order.
    enum Part: Sendable {
        case heading(String, help: String)
        /// By its place in the form.
        case field(Int)
        case statement(String, text: String)
        case fact(String, value: String)
        case rows(Rows)
    }

    /// Inputs that belong together: the rows of a table, the parts of an address.
    struct Rows: Sendable {
        let id: String
        let label: String
        let help: String
        let isRequired: Bool
        /// The inputs of each row, by their places.
        let lines: [[Int]]
        let isTable: Bool
        let canAdd: Bool
    }

    static let shown = "shown"

    private(set) var form: Form
    private(set) var parts: [Part] = []
    private(set) var answers: Answers
    /// Whether fields have come up that the person has not seen yet.
    private(set) var needsAnotherLook = false
    /// Whether the files that came have to be made known to the site.
    private(set) var uploads: [String: KeptUploads] = [:]

    /// Inputs that nobody sees, by their places.
    private(set) var hiddenPlaces: [Int] = []

    private var fields: [FormField] = []
    private var names: [String] = []
    private let texts: Texts
    private let day: VietnamTime
    private let fixed: [String: String]

    /// - Parameters:
    ///   - isSent: whether the request carries these pages filled in.
    ///   - adds: the table to which a row is to be added.
    ///   - fixed: answers that are shown and cannot be changed, by their fields.
    ///   - carried: values that the form brings back unseen.
    init(
        _ pages: [FillingPlan.Page], _ answers: Answers, isSent: Bool, adds: String? = nil,
        fixed: [String: String] = [:], carrying carried: [(name: String, value: String)] = [], _ request: Request
    ) {
        texts = request.texts
        day = VietnamTime(request.now)
        form = Form(fields: [])
        self.answers = answers
        self.fixed = fixed
        if isSent { take(pages, request) }
        for (id, value) in fixed { self.answers.set(id, value) }
        if let adds {
            let count = self.answers.rowCount(adds) + 1
            self.answers.set("\(adds).count", String(min(count, FormDefinition.Limit.rows)))
        }
        let asked = pages.map { page in
            (page, page.page.fields.filter { $0.condition?.holds(self.answers) ?? true })
        }
        for (page, fields) in asked {
            if pages.count > 1 { parts.append(.heading(page.page.title, help: page.page.help)) }
            for field in fields { add(field, request) }
        }
        let ids = asked.flatMap { $0.1.map(\.id) }
        let seen = Set((request.form[Self.shown] ?? "").split(separator: " ").map(String.init))
        let unseen = ids.filter { !seen.contains($0) }
        needsAnotherLook = isSent && !unseen.isEmpty
        hiddenPlaces.append(
            append(FormField(Self.shown, .hidden, label: "", maximumLength: 8_000, value: ids.joined(separator: " "))))
        for (name, value) in carried {
            hiddenPlaces.append(append(FormField(name, .hidden, label: "", maximumLength: 4_000, value: value)))
        }
        form = Form(fields: self.fields)
        guard isSent else {
            fill()
            return
        }
        check(asked.flatMap(\.1), request)
        form.set(Self.shown, to: ids.joined(separator: " "))
        for name in names where unseen.contains(String(name.prefix { $0 != "." })) { form.pass(name) }
        for id in unseen { form.pass(id) }
    }

    var isValid: Bool { form.isValid && !needsAnotherLook }

    /// Says what is wrong with an input beyond its own checks.
    mutating func fail(_ name: String, _ reason: String) { form.fail(name, reason) }

    /// Says of answers that were given earlier what is wrong with them.
    mutating func recheck() {
        let pairs = names.filter { $0 != Self.shown }.flatMap { name in answers.all(name).map { (name, $0) } }
        form.accept(FormValues(pairs + [(Self.shown, form[Self.shown])]), texts: texts)
        // Those that were given earlier, not those of this request, which may be that of another page.
        for id in required where answers.files[id]?.isEmpty != false { failFiles(id) }
    }

    // MARK: - What was sent

    /// Takes over the raw values of all inputs that the pages can have.
    private mutating func take(_ pages: [FillingPlan.Page], _ request: Request) {
        let sent = request.form.names
        for field in pages.flatMap(\.page.fields) where field.kind.isAsked && fixed[field.id] == nil {
            let own = { (name: String) in name == field.id || name.hasPrefix(field.id + ".") }
            for name in answers.values.keys.filter(own) { answers.values[name] = nil }
            for name in sent.filter(own) {
                let values = request.form.all(name).filter { !$0.isEmpty }
                if !values.isEmpty { answers.values[name] = values }
            }
        }
    }

    private var required: Set<String> = []

    private mutating func check(_ asked: [FormDefinition.Field], _ request: Request) {
        form.accept(request)
        for (table, count) in rowCounts { form.set("\(table).count", to: String(count)) }
        for files in uploads.values { files.restore(in: &form) }
        for (id, files) in uploads {
            answers.files[id] = files.files.isEmpty ? nil : files.files
            if files.files.isEmpty, files.faults.isEmpty, required.contains(id) { failFiles(id) }
            if !files.faults.isEmpty { form.fail(id, files.faults.joined(separator: " ")) }
        }
        for name in names where name != Self.shown && !uploadNames.contains(name) {
            let values = form.all(name)
            answers.values[name] = values.isEmpty ? nil : values
        }
        guard form.isValid else { return }
        for field in asked where field.kind == .table { compress(field) }
    }

    private var uploadNames: Set<String> = []
    /// How many rows each table has on the page.
    private var rowCounts: [String: Int] = [:]

    private mutating func failFiles(_ id: String) { form.fail(id, texts("field.file_missing")) }

    /// Drops the rows of a table in which nothing stands.
    private mutating func compress(_ table: FormDefinition.Field) {
        let rows = (0..<answers.rowCount(table.id)).map { row in
            table.columns.map { answers.all("\(table.id).\(row).\($0.id)") }
        }
        for row in rows.indices { for column in table.columns { answers.set("\(table.id).\(row).\(column.id)", "") } }
        let filled = rows.filter { $0.contains { !$0.isEmpty } }
        for (index, row) in filled.enumerated() {
            for (column, values) in zip(table.columns, row) {
                answers.values["\(table.id).\(index).\(column.id)"] = values.isEmpty ? nil : values
            }
        }
        answers.set("\(table.id).count", filled.isEmpty ? "" : String(filled.count))
    }

    /// Puts the answers into the inputs.
    private mutating func fill() {
        for name in names where name != Self.shown && !uploadNames.contains(name) {
            let values = answers.all(name)
            if !values.isEmpty { form.set(name, to: values) }
        }
        for files in uploads.values { files.restore(in: &form) }
    }

    // MARK: - Inputs

    @discardableResult
    private mutating func append(_ field: FormField, named name: String? = nil) -> Int {
        fields.append(field)
        if let name { names.append(name) }
        return fields.count - 1
    }

    private mutating func add(_ field: FormDefinition.Field, _ request: Request) {
        if let value = fixed[field.id] {
            parts.append(.fact(field.label, value: value))
            return
        }
        switch field.kind {
        case .statement: parts.append(.statement(field.label, text: field.help))
        case .computed: parts.append(.fact(field.label, value: computed(field)))
        case .table: addTable(field)
        case .address: addAddress(field, request)
        case .file: addFiles(field, request)
        default:
            let index = append(field.input(named: field.id, on: day, texts), named: field.id)
            parts.append(.field(index))
        }
    }

    private func computed(_ field: FormDefinition.Field) -> String {
        field.value(answers, on: day)?.vietnamese ?? texts("field.not_computed")
    }

    private mutating func addAddress(_ field: FormDefinition.Field, _ request: Request) {
        let site = request.module.site
        let suggestions = ["commune": [site.name], "province": site.superiors.suffix(1)]
        let line = ["detail", "commune", "province"].map { part in
            let name = "\(field.id).\(part)"
            return append(
                FormField(
                    name, label: texts("field.address.\(part)"),
                    help: texts.optional("field.address.\(part)_help"), isRequired: field.isRequired,
                    suggestions: suggestions[part] ?? [], autocomplete: FillingPlan.Name.autocomplete[name]),
                named: name)
        }
        parts.append(
            .rows(
                Rows(
                    id: field.id, label: field.label, help: field.help, isRequired: field.isRequired, lines: [line],
                    isTable: false, canAdd: false)))
    }

    private mutating func addTable(_ field: FormDefinition.Field) {
        let most = min(field.maximum ?? FormDefinition.Limit.rows, FormDefinition.Limit.rows)
        let least = max(1, min(field.minimum ?? (field.isRequired ? 1 : 0), most))
        let count = min(max(answers.rowCount(field.id), least), most)
        answers.set("\(field.id).count", String(count))
        rowCounts[field.id] = count
        hiddenPlaces.append(
            append(
                FormField("\(field.id).count", .hidden, label: field.label, value: String(count)),
                named: "\(field.id).count"))
        let lines = (0..<count).map { row in
            let isFilled = field.columns.contains { !answers["\(field.id).\(row).\($0.id)"].isEmpty }
            let isAsked = isFilled || row < field.minimum ?? (field.isRequired ? 1 : 0)
            return field.columns.map { column in
                let name = "\(field.id).\(row).\(column.id)"
                let own = FormDefinition.Field(
                    id: column.id, kind: column.kind, label: column.label,
                    isRequired: column.isRequired && isAsked, options: column.options)
                return append(own.input(named: name, on: day, texts), named: name)
            }
        }
        parts.append(
            .rows(
                Rows(
                    id: field.id, label: field.label, help: field.help, isRequired: field.isRequired, lines: lines,
                    isTable: true, canAdd: count < most)))
    }

    private mutating func addFiles(_ field: FormDefinition.Field, _ request: Request) {
        let files = KeptUploads(
            request, name: field.id, types: DossierFile.types, maximum: min(field.maximum ?? 1, 10),
            present: answers.files[field.id] ?? [])
        uploads[field.id] = files
        if field.isRequired { required.insert(field.id) }
        let label = field.isRequired ? "\(field.label) (\(texts("required")))" : field.label
        for input in files.fields(
            label: label,
            help: [field.help, texts("field.file_help")].filter { !$0.isEmpty }
                .joined(separator: field.help.last?.isPunctuation == true ? " " : ". "),
            accept: DossierFile.accept)
        {
            parts.append(.field(append(input)))
        }
        uploadNames.formUnion([field.id, "\(field.id)_keep", "\(field.id)_kept"])
    }
}
