import Foundation
import PortalKit

/// The content file `procedures.yml`, a list of procedures:
///
/// ```yaml
/// procedures:
///   - code: "1.001193"
///     name: Đăng ký khai sinh
///     field: ho-tich
///     body: Phòng Văn hóa - Xã hội
///     level: full                   # information, partial, full
///     term: 0                       # working days
///     fee: 0
///     steps:
///       - {title: Nộp hồ sơ, body: Công dân, days: 0}
///     components:
///       - {name: Giấy chứng sinh, originals: 1, copies: 0, required: true}
///     form:
///       pages:
///         - title: Trẻ được khai sinh
///           fields:
///             - {id: ho_ten_tre, kind: text, label: "Họ, chữ đệm, tên", required: true, personal: true}
/// ```
enum ProcedureFile {
    struct Entry: Sendable {
        let content: ProcedureContent
        let effectiveOn: String
        let form: FormDefinition?
    }

    static let name = "procedures.yml"
    static let displayName = "content/\(ServicesLoader.folder)/\(name)"

    static func read(_ folder: URL, _ context: ModuleContext, faults: inout [Fault]) -> [Entry] {
        let url = folder.appending(path: name)
        guard FileManager.default.fileExists(atPath: url.path),
            let root = ConfigNode.load(file: url.path, displayName: displayName, faults: &faults),
            root.requireMapping(faults: &faults)
        else { return [] }
        root.unknownKeys(allowing: ["procedures"], faults: &faults)
        let settings = EServicesSettings(context.settings)
        return root.items("procedures", faults: &faults).compactMap { node in
            entry(node, settings, context.texts, faults: &faults)
        }
    }

    private static func entry(
        _ node: ConfigNode, _ settings: EServicesSettings, _ texts: Texts, faults: inout [Fault]
    ) -> Entry? {
        guard node.requireMapping(faults: &faults) else { return nil }
        node.unknownKeys(
            allowing: [
                "code", "name", "field", "body", "level", "applicants", "conditions", "steps", "components", "sets",
                "downloads", "term", "term_note", "fee", "fee_note", "basis", "result", "effective", "form",
            ], faults: &faults)
        func text(_ key: String, required: Bool = false) -> String {
            node.text(key, required: required, maximumLength: ProcedureContent.Limit.text, faults: &faults)?.nfc ?? ""
        }
        var content = ProcedureContent()
        content.code = text("code", required: true)
        content.name = text("name", required: true)
        content.field = node.choice("field", of: settings.fields.map(\.slug), faults: &faults) ?? ""
        content.body = text("body", required: true)
        content.level =
            node.choice("level", of: ProcedureContent.Level.allCases.map(\.rawValue), faults: &faults)
            .flatMap(ProcedureContent.Level.init(rawValue:)) ?? .information
        content.applicants = text("applicants")
        content.conditions = text("conditions")
        content.sets = node.integer("sets", in: 1...20, faults: &faults) ?? 1
        content.downloads = text("downloads")
        content.termDays = node.integer("term", in: 0...730, faults: &faults) ?? 0
        content.termNote = text("term_note")
        content.fee = node.integer("fee", in: 0...1_000_000_000, faults: &faults) ?? 0
        content.feeNote = text("fee_note")
        content.legalBasis = node.list("basis", faults: &faults).map(\.nfc).joined(separator: "\n")
        content.result = text("result")
        content.steps = node.items("steps", faults: &faults).map { step in
            ProcedureContent.Step(
                title: step.text("title", required: true, faults: &faults)?.nfc ?? "",
                body: step.text("body", faults: &faults)?.nfc ?? "",
                days: step.integer("days", in: 0...730, faults: &faults))
        }
        content.components =
            node.items("components", faults: &faults).map { part in
                ProcedureContent.Component(
                    name: part.text("name", required: true, faults: &faults)?.nfc ?? "",
                    originals: part.integer("originals", in: 0...20, faults: &faults) ?? 0,
                    copies: part.integer("copies", in: 0...20, faults: &faults) ?? 0,
                    isRequired: part.boolean("required", faults: &faults) ?? true,
                    note: part.text("note", faults: &faults)?.nfc ?? "")
            }.withIDs
        let day = node.text("effective", faults: &faults) ?? ProcedureVersion.undated
        guard let effective = VietnamTime(parsing: day) else {
            faults.append(node.fault("has an effective day that is none", mend: "write it as 2025-07-01"))
            return nil
        }
        var form: FormDefinition?
        if let described = node.mapping("form", faults: &faults) {
            let read = self.form(described, faults: &faults)
            for fault in read.faults(texts) {
                faults.append(described.fault("\(content.code): \(fault)", mend: "mend the form"))
            }
            form = read
        }
        return Entry(content: content, effectiveOn: effective.isoDay, form: form)
    }

    // MARK: - Forms

    private static func form(_ node: ConfigNode, faults: inout [Fault]) -> FormDefinition {
        node.unknownKeys(allowing: ["purpose", "consent", "pages"], faults: &faults)
        var form = FormDefinition()
        form.purpose = node.text("purpose", maximumLength: FormDefinition.Limit.text, faults: &faults)?.nfc ?? ""
        form.consent = node.text("consent", maximumLength: FormDefinition.Limit.text, faults: &faults)?.nfc ?? ""
        form.pages = node.items("pages", faults: &faults).map { page in
            page.unknownKeys(allowing: ["title", "help", "when", "fields"], faults: &faults)
            return FormDefinition.Page(
                title: page.text("title", required: true, faults: &faults)?.nfc ?? "",
                help: page.text("help", maximumLength: FormDefinition.Limit.text, faults: &faults)?.nfc ?? "",
                condition: condition(page, faults: &faults),
                fields: page.items("fields", faults: &faults).map { field($0, faults: &faults) })
        }
        return form
    }

    private static func field(_ node: ConfigNode, faults: inout [Fault]) -> FormDefinition.Field {
        node.unknownKeys(
            allowing: [
                "id", "kind", "label", "help", "required", "personal", "when", "options", "minimum", "maximum",
                "columns", "formula",
            ], faults: &faults)
        var field = FormDefinition.Field()
        field.label = node.text("label", required: true, faults: &faults)?.nfc ?? ""
        field.id = node.text("id", faults: &faults) ?? field.label.fieldName
        field.kind = kind(node, FormDefinition.Kind.built, faults: &faults)
        field.help = node.text("help", maximumLength: FormDefinition.Limit.text, faults: &faults)?.nfc ?? ""
        field.isRequired = node.boolean("required", faults: &faults) ?? false
        field.isPersonal = node.boolean("personal", faults: &faults) ?? false
        field.condition = condition(node, faults: &faults)
        field.options = node.list("options", faults: &faults).map(\.nfc)
        field.minimum = node.integer("minimum", in: -1_000_000_000...1_000_000_000, faults: &faults)
        field.maximum = node.integer("maximum", in: -1_000_000_000...1_000_000_000, faults: &faults)
        field.formula = node.text("formula", faults: &faults) ?? ""
        field.columns = node.items("columns", faults: &faults).map { column in
            let label = column.text("label", required: true, faults: &faults)?.nfc ?? ""
            return FormDefinition.Column(
                id: column.text("id", faults: &faults) ?? label.fieldName, label: label,
                kind: kind(column, FormDefinition.Column.kinds, faults: &faults),
                isRequired: column.boolean("required", faults: &faults) ?? false,
                options: column.list("options", faults: &faults).map(\.nfc))
        }
        return field
    }

    private static func kind(
        _ node: ConfigNode, _ kinds: [FormDefinition.Kind], faults: inout [Fault]
    ) -> FormDefinition.Kind {
        node.choice("kind", of: kinds.map(\.rawValue), faults: &faults)
            .flatMap(FormDefinition.Kind.init(rawValue:)) ?? .text
    }

    /// `when: {field: loai, test: equals, value: Sinh đôi}`
    private static func condition(_ node: ConfigNode, faults: inout [Fault]) -> FormDefinition.Condition? {
        guard let when = node.mapping("when", faults: &faults) else { return nil }
        return FormDefinition.Condition(
            field: when.text("field", required: true, faults: &faults) ?? "",
            test: when.choice("test", of: FormDefinition.Condition.Test.allCases.map(\.rawValue), faults: &faults)
                .flatMap(FormDefinition.Condition.Test.init(rawValue:)) ?? .equals,
            value: when.text("value", faults: &faults)?.nfc ?? "")
    }
}
