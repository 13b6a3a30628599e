/// What people add to a report.
enum KeptReportForms {
    private static let texts = ["assessment", "difficulties", "proposals"]

    static func remarks(_ remarks: KeptReport.Remarks, _ texts: Texts) -> Form {
        let values = [
            "assessment": remarks.assessment, "difficulties": remarks.difficulties, "proposals": remarks.proposals,
        ]
        func line(_ name: String, _ value: String) -> FormField {
            FormField(
                name, .input(type: "text"), label: texts("report.remark.\(name)"),
                help: texts("report.remark.\(name)_help"), maximumLength: 200, value: value)
        }
        return Form(
            fields: Self.texts.map { name in
                FormField(
                    name, .textarea(rows: 5), label: texts("report.remark.\(name)"),
                    help: texts("report.remark.\(name)_help"), maximumLength: KeptReportStore.maximumRemark,
                    value: values[name] ?? "")
            } + [line("number", remarks.number), line("office", remarks.office), line("signer", remarks.signer)])
    }

    static func remarks(of form: Form) -> KeptReport.Remarks {
        KeptReport.Remarks(
            number: form["number"].normalizedInput(), assessment: form["assessment"].normalizedInput(multiline: true),
            difficulties: form["difficulties"].normalizedInput(multiline: true),
            proposals: form["proposals"].normalizedInput(multiline: true), office: form["office"].normalizedInput(),
            signer: form["signer"].normalizedInput())
    }

    /// The remarks of a report that stays as it is.
    static func shown(_ remarks: KeptReport.Remarks, _ texts: Texts) -> [KeptReportModel.Remark] {
        [
            ("number", remarks.number), ("assessment", remarks.assessment), ("difficulties", remarks.difficulties),
            ("proposals", remarks.proposals), ("office", remarks.office), ("signer", remarks.signer),
        ]
        .filter { !$0.1.isEmpty }
        .map { .init(title: texts("report.remark.\($0.0)"), text: $0.1) }
    }

    static func returning(_ texts: Texts) -> Form {
        Form(fields: [
            FormField(
                "reason", .textarea(rows: 3), label: texts("report.return_reason"), isRequired: true,
                maximumLength: 2000)
        ])
    }
}
