/// A setting that is a list or records, as rows of fields: one row for each entry, and an empty one for the next.
struct SettingRows {
    /// What was typed into one row, by the keys of its fields.
    struct Row: Equatable {
        var typed: [String: String] = [:]
        var errors: [String: String] = [:]
        /// Whether its fields are to be in sight.
        var isOpen = false
    }

    /// What a button beside the rows does.
    struct Command: Equatable {
        enum Kind: String {
            case add
            case up
            case down
            case remove
        }

        let kind: Kind
        let key: String
        let index: Int

        init(_ kind: Kind, _ key: String, _ index: Int) {
            (self.kind, self.key, self.index) = (kind, key, index)
        }

        /// A command from the value of its button: `up:sections:2`.
        init?(_ text: String) {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 3, let kind = Kind(rawValue: String(parts[0])), let index = Int(parts[2]) else {
                return nil
            }
            self.init(kind, String(parts[1]), index)
        }

        var text: String { "\(kind.rawValue):\(key):\(index)" }
    }

    /// The one field of a row of a list.
    private static let item = "item"

    let definition: SettingDefinition
    /// The fields of a row, in their order.
    let columns: [SettingDefinition]
    private(set) var rows: [Row]
    /// What is wrong with all of it together.
    var error: String?
    private let words: SettingWords
    private let original: SettingValue
    private let shown: [Row]

    /// The rows of a setting; nil for one that is a single value.
    init?(_ definition: SettingDefinition, value: SettingValue, words: SettingWords) {
        switch definition.type {
        case .records(let fields): columns = fields
        case .list:
            columns = [
                SettingDefinition(
                    key: Self.item, type: .text(maximumLength: SettingDefinition.maximumItemLength),
                    defaultValue: .text(""))
            ]
        case .text, .integer, .boolean, .choice: return nil
        }
        self.definition = definition
        self.words = words
        original = value
        let columns = columns
        shown =
            switch value {
            case .list(let items): items.map { Row(typed: [Self.item: $0.asTyped(false)]) }
            case .records(let records):
                records.map { record in
                    Row(
                        typed: Dictionary(
                            uniqueKeysWithValues: columns.map { column in
                                (column.key, words.shown(record[column.key], column))
                            }))
                }
            default: []
            }
        rows = shown
        addSpare()
    }

    /// Whether the rows are single values, which need no heading each.
    var isList: Bool { definition.type == .list }

    var isValid: Bool { error == nil && rows.allSatisfy(\.errors.isEmpty) }

    /// The name of the field that says how many rows were sent.
    var countName: String { "\(SettingsForm.name(definition))-rows" }

    func name(_ column: SettingDefinition, in row: Int) -> String {
        "\(SettingsForm.name(definition))-\(row)-\(column.key)"
    }

    /// The fields of a row, with what was typed and what is wrong.
    func fields(of index: Int) -> [FormField] {
        columns.map { column in
            var field = field(column, in: index)
            field.error = rows[index].errors[column.key]
            return field
        }
    }

    private func field(_ column: SettingDefinition, in index: Int) -> FormField {
        words.field(
            column, of: definition, named: name(column, in: index), value: rows[index].typed[column.key] ?? "",
            label: isList ? words.rowTitle(definition, index) : nil)
    }

    /// Whether a row is empty, kept for the next entry.
    func isSpare(_ index: Int) -> Bool { rows.indices.contains(index) && isBlank(rows[index]) }

    /// What a row is called: by what it is titled, else by its first text.
    func title(of index: Int) -> String {
        let row = rows[index]
        let keys = ["title", "name"] + columns.filter { if case .text = $0.type { true } else { false } }.map(\.key)
        let name = keys.lazy.compactMap { row.typed[$0] }.first { !$0.isEmpty }
        return isBlank(row) ? words.core("setting.new_row") : words.rowTitle(definition, index, name: name)
    }

    // MARK: - What was sent

    mutating func accept(_ values: FormValues) {
        // A form of another program may leave the number out; then nothing of this setting was sent.
        guard let count = values.integer(countName) else { return }
        rows = Array(repeating: Row(), count: min(max(count, 0), SettingDefinition.maximumItems + 1))
        for index in rows.indices {
            var form = Form(fields: columns.map { field($0, in: index) })
            form.accept(values, texts: words.core)
            for column in columns {
                let name = name(column, in: index)
                rows[index].typed[column.key] = form[name]
                rows[index].errors[column.key] = form.fields.first { $0.name == name }?.error
            }
            if isBlank(rows[index]) { rows[index].errors = [:] }
        }
    }

    mutating func rearrange(_ command: Command) {
        let index = command.index
        switch command.kind {
        case .add:
            rows.removeAll(where: isBlank)
            if rows.count < SettingDefinition.maximumItems { rows.append(Row(isOpen: true)) }
        case .up where rows.indices.contains(index) && index > 0: rows.swapAt(index, index - 1)
        case .down where rows.indices.contains(index) && rows.indices.contains(index + 1):
            rows.swapAt(index, index + 1)
        case .remove where rows.indices.contains(index): rows.remove(at: index)
        case .up, .down, .remove: break
        }
        addSpare()
    }

    mutating func forgetErrors() {
        error = nil
        for index in rows.indices { rows[index].errors = [:] }
    }

    private mutating func addSpare() {
        if rows.count < SettingDefinition.maximumItems, rows.last.map(isBlank) != true { rows.append(Row()) }
    }

    /// Whether nothing was typed: such a row is no entry. A box alone, ticked or not, says nothing.
    private func isBlank(_ row: Row) -> Bool {
        columns.allSatisfy { $0.type == .boolean || (row.typed[$0.key] ?? "").isEmpty }
    }

    // MARK: - The value

    /// The changed value; nil when nothing was changed or something is wrong, which the rows note.
    mutating func change() -> SettingValue? {
        let filled = rows.indices.filter { !isBlank(rows[$0]) }
        let before = shown.filter { !isBlank($0) }.map(\.typed)
        guard isValid, filled.map({ rows[$0].typed }) != before else { return nil }
        let value: SettingValue =
            isList
            ? .list(filled.map { item(rows[$0]) }) : .records(filled.map { record(&rows[$0]) })
        guard isValid else { return nil }
        error = ModuleSettings.validate(value, for: definition).map { words.core($0) }
        return isValid ? value : nil
    }

    /// An entry that was not touched keeps its value to the letter, wherever it was moved.
    private func item(_ row: Row) -> String {
        let typed = row.typed[Self.item] ?? ""
        guard case .list(let items) = original, let index = shown.firstIndex(where: { $0.typed == row.typed }) else {
            return typed
        }
        return items[index]
    }

    private func record(_ row: inout Row) -> [String: SettingValue] {
        if case .records(let records) = original, let index = shown.firstIndex(where: { $0.typed == row.typed }) {
            return records[index]
        }
        var record: [String: SettingValue] = [:]
        for column in columns {
            let typed = row.typed[column.key] ?? ""
            if typed.isEmpty, column.type != .boolean {
                if column.isRequired { row.errors[column.key] = words.core(ModuleSettings.Refusal.required) }
                continue
            }
            let (value, reason) = words.value(of: typed, column, of: definition)
            record[column.key] = value
            if let reason { row.errors[column.key] = reason }
        }
        return record
    }
}
