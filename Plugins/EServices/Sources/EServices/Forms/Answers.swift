import Foundation
import PortalKit

/// What was entered into a form, by the names of its inputs: so a version of the form that is long gone still says what
/// each answer means.
struct Answers: Codable, Sendable, Equatable {
    /// The values of each input; of an address `<field>.detail` and so on, of a table `<field>.<row>.<column>`.
    var values: [String: [String]] = [:]
    /// The files of each field.
    var files: [String: [KeptUpload]] = [:]

    subscript(name: String) -> String { values[name]?.first ?? "" }

    func all(_ name: String) -> [String] { values[name] ?? [] }

    mutating func set(_ name: String, _ value: String) { values[name] = value.isEmpty ? nil : [value] }

    /// Takes over the answers of some inputs in place of what was there.
    mutating func replace(_ names: some Sequence<String>, with other: Answers) {
        for name in names {
            values[name] = other.values[name]
            files[name] = other.files[name]
        }
    }

    /// How many rows of a table were filled in.
    func rowCount(_ table: String) -> Int { min(Int(self["\(table).count"]) ?? 0, FormDefinition.Limit.rows) }

    var allFiles: [KeptUpload] { files.sorted { $0.key < $1.key }.flatMap(\.value) }

    /// The answers to personal fields, and all others.
    func divided(by definition: FormDefinition) -> (personal: Answers, other: Answers) {
        let personal = Set(definition.fields.filter(\.isPersonal).map(\.id))
        var (hidden, open) = (Answers(), Answers())
        for (name, given) in values {
            if personal.contains(String(name.prefix { $0 != "." })) {
                hidden.values[name] = given
            } else {
                open.values[name] = given
            }
        }
        open.files = files
        return (hidden, open)
    }

    func merging(_ other: Answers) -> Answers {
        Answers(
            values: values.merging(other.values) { $1 }, files: files.merging(other.files) { $1 })
    }

    /// Without anything that is not asked under these answers.
    func pruned(by definition: FormDefinition) -> Answers {
        var kept = self
        for page in definition.pages {
            let isAsked = page.condition?.holds(kept) ?? true
            for field in page.fields where !isAsked || field.condition?.holds(kept) == false {
                let names = kept.values.keys.filter { $0 == field.id || $0.hasPrefix(field.id + ".") }
                for name in names { kept.values[name] = nil }
                kept.files[field.id] = nil
            }
        }
        return kept
    }
}
