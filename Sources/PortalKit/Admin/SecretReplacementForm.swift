/// The form of a replacement that bears marks of secrecy: it says so, and lets whoever may decide about it give a reason.
enum SecretReplacementForm {
    private static let reasonName = "secrecy_reason"
    private static let reasonLength = 10...WorkflowEngine.maximumReason

    /// The reason that came with the form, from a person who may decide; nil when there is none.
    static func reason(_ request: Request) -> String? {
        guard request.actor.may(CorePermission.secrecyOverride) else { return nil }
        let reason = (request.form[reasonName] ?? "").normalizedInput(multiline: true)
        return reasonLength.contains(reason.count) ? reason : nil
    }

    /// The form to be shown again: for whoever may decide it keeps the file and asks for the reason; others are told to
    /// whom to turn.
    static func make(
        _ form: Form, _ refusal: LibraryReplacement.Refusal, _ kept: KeptUploads, name: String, _ request: Request
    ) -> Form {
        let texts = request.coreTexts
        let levels = SecrecyLevel.allCases.filter { level in refusal.marks.contains { $0.level == level } }
        let found = texts(
            "library.secret_found", ["name": name, "marks": levels.map(\.stamp).joined(separator: ", ")])
        guard request.actor.may(CorePermission.secrecyOverride) else {
            var form = form
            form.fail("file", found + " " + texts("library.secret_ask"))
            return form
        }
        let reason = FormField(
            reasonName, .textarea(rows: 3), label: texts("library.secret_reason"),
            help: refusal.marks.map { "“\($0.excerpt)”" }.joined(separator: " "), isRequired: true,
            maximumLength: reasonLength.upperBound)
        var asking = Form(fields: form.fields + kept.hiddenFields(label: texts("library.file")) + [reason])
        let typed = request.form[reasonName] ?? ""
        asking.set(reasonName, to: typed)
        kept.restore(in: &asking)
        asking.fail("file", found)
        if !typed.isEmpty { asking.fail(reasonName, texts("secrecy.reason_short")) }
        return asking
    }
}
