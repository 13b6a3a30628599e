import Foundation
import PortalKit

/// The form in which a procedure is written, and how its answers become a procedure.
struct ProcedureForm: Sendable {
    enum Name {
        static let code = "code"
        static let name = "name"
        static let field = "field"
        static let body = "body"
        static let level = "level"
        static let applicants = "applicants"
        static let conditions = "conditions"
        static let steps = "steps"
        static let components = "components"
        static let sets = "sets"
        static let downloads = "downloads"
        static let termDays = "term_days"
        static let termNote = "term_note"
        static let fee = "fee"
        static let feeNote = "fee_note"
        static let basis = "basis"
        static let result = "result"
        static let isPublic = "is_public"
        static let effective = "effective_on"
        static let mode = "mode"
        static let note = "note"
        static let revision = "revision"
    }

    let settings: EServicesSettings
    let bodies: [BodySummary]
    let texts: Texts

    /// - Parameters:
    ///   - isNew: a new procedure has no version to be corrected.
    ///   - isDated: whether it is known since when it applies; else the day need not be given.
    func page(isNew: Bool, isDated: Bool = true) -> FillingPlan.Page {
        typealias Field = FormDefinition.Field
        func field(
            _ id: String, _ kind: FormDefinition.Kind = .text, isRequired: Bool = false, options: [String] = [],
            bounds: ClosedRange<Int>? = nil, columns: [FormDefinition.Column] = []
        ) -> Field {
            Field(
                id: id, kind: kind, label: texts("procedure.\(id)"), help: texts.optional("procedure.\(id)_help") ?? "",
                isRequired: isRequired, options: options, minimum: bounds?.lowerBound, maximum: bounds?.upperBound,
                columns: columns)
        }
        func column(_ id: String, _ kind: FormDefinition.Kind = .text, isRequired: Bool = false)
            -> FormDefinition.Column
        {
            FormDefinition.Column(id: id, label: texts("component.\(id)"), kind: kind, isRequired: isRequired)
        }
        var fields = [
            field(Name.code, isRequired: true), field(Name.name, isRequired: true),
            field(Name.field, .choice, isRequired: true, options: settings.fields.map(\.title)),
            field(Name.body, bodies.isEmpty ? .text : .choice, isRequired: true, options: bodies.map(\.name)),
            field(
                Name.level, .choice, isRequired: true,
                options: ProcedureContent.Level.allCases.map { texts("level.\($0.rawValue)") }),
            field(Name.applicants, .paragraph), field(Name.conditions, .paragraph),
            field(
                Name.steps, .table, bounds: 0...ProcedureContent.Limit.rows,
                columns: [column("step", isRequired: true), column("who"), column("days", .number)]),
            field(
                Name.components, .table, bounds: 0...ProcedureContent.Limit.rows,
                columns: [
                    column("name", isRequired: true), column("originals", .number), column("copies", .number),
                    column("required", .declaration), column("note"),
                ]), field(Name.sets, .number, isRequired: true, bounds: 1...20), field(Name.downloads, .markup),
            field(Name.termDays, .number, isRequired: true, bounds: 0...730), field(Name.termNote),
            field(Name.fee, .number, isRequired: true, bounds: 0...1_000_000_000), field(Name.feeNote),
            field(Name.basis, .paragraph), field(Name.result, .paragraph),
            field(Name.effective, .date, isRequired: isDated),
        ]
        if !isNew {
            fields += [
                field(
                    Name.mode, .choice, isRequired: true,
                    options: [texts("procedure.mode.correct"), texts("procedure.mode.new")]),
                field(Name.note),
            ]
        }
        fields.append(field(Name.isPublic, .declaration))
        return FillingPlan.Page(
            key: "thu-tuc", page: FormDefinition.Page(title: texts("procedure.title"), fields: fields))
    }

    // MARK: - Answers

    func answers(_ content: ProcedureContent, isPublic: Bool, effectiveOn: String) -> Answers {
        var answers = Answers()
        let values: [(String, String)] = [
            (Name.code, content.code), (Name.name, content.name),
            (Name.field, content.field.isEmpty ? "" : settings.fieldTitle(content.field)), (Name.body, content.body),
            (Name.level, texts("level.\(content.level.rawValue)")), (Name.applicants, content.applicants),
            (Name.conditions, content.conditions), (Name.sets, String(content.sets)),
            (Name.downloads, content.downloads), (Name.termDays, String(content.termDays)),
            (Name.termNote, content.termNote), (Name.fee, String(content.fee)), (Name.feeNote, content.feeNote),
            (Name.basis, content.legalBasis), (Name.result, content.result),
            (Name.effective, effectiveOn == ProcedureVersion.undated ? "" : effectiveOn),
            (Name.isPublic, isPublic ? "1" : ""), (Name.mode, texts("procedure.mode.correct")),
        ]
        for (name, value) in values { answers.set(name, value) }
        answers.set("\(Name.steps).count", String(content.steps.count))
        for (row, step) in content.steps.enumerated() {
            answers.set("\(Name.steps).\(row).step", step.title)
            answers.set("\(Name.steps).\(row).who", step.body)
            answers.set("\(Name.steps).\(row).days", step.days.map { String($0) } ?? "")
        }
        answers.set("\(Name.components).count", String(content.components.count))
        for (row, component) in content.components.enumerated() {
            answers.set("\(Name.components).\(row).name", component.name)
            answers.set("\(Name.components).\(row).originals", String(component.originals))
            answers.set("\(Name.components).\(row).copies", String(component.copies))
            answers.set("\(Name.components).\(row).required", component.isRequired ? "1" : "")
            answers.set("\(Name.components).\(row).note", component.note)
        }
        return answers
    }

    /// - Parameter before: the procedure as it was: a paper that keeps its name keeps its files' name.
    func content(_ answers: Answers, before: ProcedureContent?) -> ProcedureContent {
        var content = ProcedureContent()
        content.code = answers[Name.code]
        content.name = answers[Name.name]
        content.field = settings.fields.first { $0.title == answers[Name.field] }?.slug ?? before?.field ?? ""
        content.body = answers[Name.body]
        content.bodyID = bodies.first { $0.name == content.body && $0.id > 0 }?.id
        content.level =
            ProcedureContent.Level.allCases.first { texts("level.\($0.rawValue)") == answers[Name.level] }
            ?? .information
        content.applicants = answers[Name.applicants]
        content.conditions = answers[Name.conditions]
        content.steps = (0..<answers.rowCount(Name.steps)).map { row in
            let own = "\(Name.steps).\(row)"
            return ProcedureContent.Step(
                title: answers["\(own).step"], body: answers["\(own).who"], days: Int(answers["\(own).days"]))
        }
        content.components = components(answers, before?.components ?? [])
        content.sets = Int(answers[Name.sets]) ?? 1
        content.downloads = answers[Name.downloads]
        content.termDays = Int(answers[Name.termDays]) ?? 0
        content.termNote = answers[Name.termNote]
        content.fee = Int(answers[Name.fee]) ?? 0
        content.feeNote = answers[Name.feeNote]
        content.legalBasis = answers[Name.basis]
        content.result = answers[Name.result]
        return content
    }

    private func components(_ answers: Answers, _ before: [ProcedureContent.Component]) -> [ProcedureContent.Component]
    {
        var made: [ProcedureContent.Component] = []
        for row in 0..<answers.rowCount(Name.components) {
            let own = "\(Name.components).\(row)"
            let name = answers["\(own).name"]
            made.append(
                ProcedureContent.Component(
                    id: before.first { $0.name == name }?.id ?? "", name: name,
                    originals: Int(answers["\(own).originals"]) ?? 0, copies: Int(answers["\(own).copies"]) ?? 0,
                    isRequired: !answers["\(own).required"].isEmpty, note: answers["\(own).note"]))
        }
        return made.withIDs
    }
}

extension [ProcedureContent.Component] {
    /// With a name for each that has none, made of what the paper is called.
    var withIDs: [ProcedureContent.Component] {
        var taken = Set(map(\.id))
        return map { component in
            guard component.id.isEmpty else { return component }
            var named = component
            let stem = component.name.fieldName
            named.id = stem
            var number = 2
            while taken.contains(named.id) {
                named.id = "\(stem)_\(number)"
                number += 1
            }
            taken.insert(named.id)
            return named
        }
    }
}
