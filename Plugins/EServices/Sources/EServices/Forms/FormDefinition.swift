import Foundation
import PortalKit

/// A form that officers built: pages with fields. Once published it never changes; a dossier keeps its version for good.
struct FormDefinition: Codable, Sendable, Equatable {
    /// One page, with a heading.
    struct Page: Codable, Sendable, Equatable {
        var title = ""
        var help = ""
        /// When the page is asked at all; nil for always.
        var condition: Condition?
        var fields: [Field] = []
    }

    /// What the personal data is asked for.
    var purpose = ""
    /// What the sender agrees to.
    var consent = ""
    var pages: [Page] = []

    static let empty = FormDefinition()

    /// The most of each thing.
    enum Limit {
        static let pages = 12
        static let fields = 40
        static let options = 60
        static let columns = 8
        static let rows = 30
        static let text = 2_000
    }

    var fields: [Field] { pages.flatMap(\.fields) }

    func field(_ id: String) -> Field? { fields.first { $0.id == id } }
}

extension FormDefinition {
    /// One question, or something that stands between questions.
    struct Field: Codable, Sendable, Equatable {
        /// Names the answer, for good: small letters, digits and `_`.
        var id = ""
        var kind = Kind.text
        var label = ""
        var help = ""
        var isRequired = false
        /// Sealed where it is stored, and masked where it is not needed.
        var isPersonal = false
        /// When it is asked at all; nil for always.
        var condition: Condition?
        /// Of a choice: what can be chosen.
        var options: [String] = []
        /// How the options are read, where what is stored stays the same in all languages; nil where they are the words.
        var optionLabels: [String]?
        /// Of a number: the least and the greatest; of a table: how many rows; of files: how many.
        var minimum: Int?
        var maximum: Int?
        /// Of a table: what each row asks.
        var columns: [Column] = []
        /// Of a computed field: how.
        var formula = ""
    }

    /// What one place of a table's row asks.
    struct Column: Codable, Sendable, Equatable {
        var id = ""
        var label = ""
        var kind = Kind.text
        var isRequired = false
        /// Of a choice: what can be chosen.
        var options: [String] = []

        /// The kinds that fit into a row.
        static let kinds: [Kind] = [.text, .number, .date, .identity, .choice]
    }

    /// What a field asks for.
    enum Kind: String, Codable, CaseIterable, Sendable {
        case text
        case paragraph
        case number
        case money
        case date
        case choice
        case choices
        case address
        case identity
        case phone
        case mail
        case file
        case table
        case computed
        case statement
        case declaration
        /// Text with links, for officers only.
        case markup

        /// Those that officers can build forms of.
        static let built = allCases.filter { $0 != .markup }

        /// Whether people enter something.
        var isAsked: Bool { self != .computed && self != .statement }
    }

    /// Makes a field or page depend on an answer.
    struct Condition: Codable, Sendable, Equatable {
        enum Test: String, Codable, CaseIterable, Sendable {
            case equals
            case differs
            case answered
        }

        /// The field that it looks at.
        var field = ""
        var test = Test.equals
        var value = ""

        func holds(_ answers: Answers) -> Bool {
            let given = answers.all(field)
            return switch test {
            case .equals: given.contains { $0.folded == value.folded }
            case .differs: !given.contains { $0.folded == value.folded }
            case .answered: given.contains { !$0.isEmpty }
            }
        }
    }
}

extension FormDefinition {
    /// What is wrong with the form, in words; nothing when it can be published.
    func faults(_ texts: Texts) -> [String] {
        var faults: [String] = []
        if pages.isEmpty { faults.append(texts("builder.fault.no_pages")) }
        var known: Set<String> = []
        for page in pages {
            if page.title.isEmpty { faults.append(texts("builder.fault.page_title")) }
            if page.fields.isEmpty { faults.append(texts("builder.fault.page_empty", ["page": page.title])) }
            if let fault = fault(page.condition, known, texts) { faults.append("\(page.title): \(fault)") }
            for field in page.fields {
                let name = field.label.isEmpty ? field.id : field.label
                if known.contains(field.id) { faults.append(texts("builder.fault.twice", ["field": name])) }
                faults += fieldFaults(field, known, texts).map { "\(name): \($0)" }
                known.insert(field.id)
            }
        }
        return faults
    }

    private func fieldFaults(_ field: Field, _ known: Set<String>, _ texts: Texts) -> [String] {
        var faults: [String] = []
        if field.label.isEmpty { faults.append(texts("builder.fault.label")) }
        if [.choice, .choices].contains(field.kind), field.options.count < 2 {
            faults.append(texts("builder.fault.options"))
        }
        if field.kind == .table, field.columns.isEmpty { faults.append(texts("builder.fault.columns")) }
        if let minimum = field.minimum, let maximum = field.maximum, minimum > maximum {
            faults.append(texts("builder.fault.bounds"))
        }
        if let fault = fault(field.condition, known, texts) { faults.append(fault) }
        if field.kind == .computed {
            do {
                let used = try Formula(field.formula).names
                if let unknown = used.first(where: { !known.contains($0.prefixBeforeDot) }) {
                    faults.append(texts("builder.fault.formula_name", ["name": unknown]))
                }
            } catch {
                faults.append(texts("builder.fault.formula"))
            }
        }
        return faults
    }

    private func fault(_ condition: Condition?, _ known: Set<String>, _ texts: Texts) -> String? {
        guard let condition else { return nil }
        // What is asked later cannot decide on what is asked before.
        return known.contains(condition.field) ? nil : texts("builder.fault.condition", ["field": condition.field])
    }
}

extension String {
    fileprivate var prefixBeforeDot: String { String(prefix { $0 != "." }) }

    /// A field's name made of its label: `Họ và tên cha` becomes `ho_va_ten_cha`.
    var fieldName: String { Slug.make(from: self, maxLength: 40).replacing("-", with: "_") }
}
