/// The form of a workflow: what holds for all of it, and a row of fields for each step between writing and public.
struct WorkflowForm: Sendable {
    /// The fields of one step. The first field is its id, empty for a step that was just added.
    struct Row: Sendable {
        var form: Form
        let isOwn: Bool
        let isLast: Bool

        var id: String { form["id"] }
    }

    var general: Form
    var rows: [Row]
    private let type: WorkflowType
    private let parties: WorkflowParties
    private let names: WorkflowNames
    private let texts: Texts

    /// - Parameter type: the workflow as its module declares it.
    init(_ plan: WorkflowPlan, of type: WorkflowType, parties: WorkflowParties, names: WorkflowNames, texts: Texts) {
        self.type = type
        self.parties = parties
        self.names = names
        self.texts = texts
        general = Form(fields: [
            FormField(
                "writing_days", .input(type: "number"), label: texts("workflow.writing_days"),
                help: texts("workflow.days_help"), bounds: 1...WorkflowPlan.maximumDays,
                value: plan.writingDays.map { String($0) } ?? ""),
            FormField(
                "self_approval", .checkbox, label: texts("workflow.self_approval"),
                help: texts("workflow.self_approval_help"), value: plan.allowsSelfApproval ? "1" : ""),
            FormField("note", label: texts("workflow.note"), maximumLength: 200),
        ])
        rows = []
        rows = plan.stages.map(row)
    }

    private var ownStages: [WorkflowPlan.Stage] { type.plan?.stages ?? [] }

    private func row(_ stage: WorkflowPlan.Stage) -> Row {
        let isOwn = !ownStages.contains { $0.id == stage.id }
        let first = stage.parties.first
        let second = stage.parties.dropFirst().first
        return Row(
            form: Form(fields: [
                FormField("id", .hidden, label: "", value: stage.id),
                FormField(
                    "title", label: texts("workflow.title"),
                    help: isOwn ? nil : texts("workflow.title_help", ["name": names.declared(stage.id)]),
                    isRequired: isOwn, maximumLength: WorkflowPlan.maximumTitle, value: stage.title),
                FormField(
                    "who", .select, label: texts("workflow.who"), isRequired: isOwn,
                    options: parties.options(
                        keeping: first, empty: texts(isOwn ? "workflow.choose" : "workflow.who_module")),
                    value: first?.text ?? ""),
                FormField(
                    "or", .select, label: texts("workflow.or_who"),
                    options: parties.options(keeping: second, empty: texts("workflow.nobody_else")),
                    value: second?.text ?? ""),
                FormField(
                    "days", .input(type: "number"), label: texts("workflow.days"), help: texts("workflow.days_help"),
                    bounds: 1...WorkflowPlan.maximumDays, value: stage.dueDays.map { String($0) } ?? ""),
                FormField(
                    "document", .checkbox, label: texts("workflow.document"),
                    value: stage.demandsDocument ? "1" : ""),
            ]), isOwn: isOwn, isLast: stage.id == ownStages.last?.id)
    }

    // MARK: - What was sent

    /// Takes over what was sent: as many rows as came, in their order.
    mutating func accept(_ request: Request) {
        general.accept(request)
        let count = min(request.form.all("id").count, WorkflowPlan.maximumStages)
        rows = (0..<count).map { index in
            var row = row(WorkflowPlan.Stage(id: String(request.form.all("id")[index].prefix(60))))
            row.form.accept(request, row: index)
            return row
        }
    }

    /// Moves, adds or takes out a row, as the button says that was pressed.
    mutating func rearrange(_ command: String) {
        let parts = command.split(separator: "-").map(String.init)
        let index = parts.count == 2 ? Int(parts[1]) ?? -1 : -1
        switch parts.first {
        case "add" where rows.count < WorkflowPlan.maximumStages:
            rows.insert(row(WorkflowPlan.Stage(id: "")), at: max(rows.count - 1, 0))
        case "up" where rows.indices.contains(index) && index > 0: rows.swapAt(index, index - 1)
        case "down" where rows.indices.contains(index + 1): rows.swapAt(index, index + 1)
        case "remove" where rows.indices.contains(index) && !rows[index].isLast: rows.remove(at: index)
        default: break
        }
    }

    /// Takes back what was found wrong, while rows are still being arranged.
    mutating func forgetErrors() {
        general.forgetErrors()
        for index in rows.indices { rows[index].form.forgetErrors() }
    }

    var isValid: Bool { general.isValid && rows.allSatisfy(\.form.isValid) }

    /// What was typed as a plan; new steps get an id of their own.
    ///
    /// - Parameter taken: ids that steps of any version have.
    func plan(taken: Set<String>) -> WorkflowPlan {
        var taken = taken
        let stages = rows.map { row -> WorkflowPlan.Stage in
            let form = row.form
            var parties = ["who", "or"].compactMap { WorkflowParty(text: form[$0]) }
            if !row.isOwn, form["who"].isEmpty, !parties.isEmpty,
                let way = type.transitions(from: row.id).first(where: type.leadsOn)
            {
                parties.insert(.permission(way.permission), at: 0)
            }
            var id = row.id
            if id.isEmpty {
                let slug = Slug.make(from: form["title"], maxLength: 40)
                var number = 1
                id = slug
                while taken.contains(id) || id.isEmpty {
                    number += 1
                    id = "\(slug.isEmpty ? "buoc" : slug)-\(number)"
                }
                taken.insert(id)
            }
            return WorkflowPlan.Stage(
                id: id, title: form["title"], parties: parties, dueDays: Int(form["days"]),
                demandsDocument: form.isChecked("document"))
        }
        return WorkflowPlan(
            stages: stages, writingDays: Int(general["writing_days"]),
            allowsSelfApproval: general.isChecked("self_approval"))
    }
}

extension Form {
    fileprivate mutating func forgetErrors() { self = Form(fields: fields.map { $0.withoutError }) }

    /// Takes over one of several rows of fields of the same names. A box of a row carries the row's number, since a box
    /// that is not ticked is not sent.
    fileprivate mutating func accept(_ request: Request, row: Int) {
        let form = request.form
        var pairs = fields.compactMap { field in
            form.all(field.name).dropFirst(row).first.map { (field.name, $0) }
        }.filter { $0.0 != "document" }
        if form.all("document").contains(String(row)) { pairs.append(("document", "1")) }
        accept(FormValues(pairs), texts: request.coreTexts)
    }
}
