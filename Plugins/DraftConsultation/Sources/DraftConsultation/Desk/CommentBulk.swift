import PortalKit

/// What is done with several comments at once.
enum CommentBulk: String, CaseIterable {
    case publish = "hien-thi"
    case treat = "tiep-thu"
    case group = "nhom"
    case tag = "nhan"
    case duplicate = "trung"

    /// What can be typed for any of them.
    static func form(_ texts: Texts) -> Form {
        Form(
            fields: [
                FormField(
                    "group", label: texts("action.group"), help: texts("bulk.group_help"), maximumLength: 150),
                FormField("tags", label: texts("action.tags"), help: texts("action.tags_help"), maximumLength: 400),
                FormField(
                    "treatment", .select, label: texts("action.treatment"),
                    options: [.init("", "–")]
                        + Comment.Treatment.allCases.map { .init($0.rawValue, texts("treatment.\($0.rawValue)")) }),
                FormField(
                    "reason", .textarea(rows: 3), label: texts("action.reason"), help: texts("action.reason_help"),
                    maximumLength: CommentLimit.reason),
            ])
    }

    /// Says what is missing for it, when so many comments are ticked.
    func check(_ form: inout Form, _ count: Int, _ texts: Texts) {
        if count == 0 { form.fail("group", texts("bulk.none_chosen")) }
        switch self {
        case .treat:
            if form["treatment"].isEmpty { form.fail("treatment", texts("bulk.treatment_missing")) }
            CommentAction.check(&form, texts)
        case .tag: if CommentAction.tags(form["tags"]).isEmpty { form.fail("tags", texts("bulk.tag_missing")) }
        case .duplicate: if count < 2 { form.fail("group", texts("bulk.two_needed")) }
        case .publish, .group: break
        }
    }

    /// - Returns: how many comments it was done with; those whose state does not allow it are left.
    func perform(
        _ form: Form, _ ids: [Int64], _ draft: Draft, _ desk: CommentDesk, in change: Change
    ) throws -> Int {
        var done = 0
        let own = try ids.filter { try CommentRows.fetch($0, in: change.database)?.draft == draft.id }
        for (index, id) in own.enumerated() {
            do {
                switch self {
                case .publish: try desk.publish(id, in: change)
                case .treat:
                    guard let treatment = Comment.Treatment(rawValue: form["treatment"]) else { continue }
                    try desk.treat(id, treatment, reason: form["reason"].normalizedInput(multiline: true), in: change)
                case .group: try desk.setGroup(id, form["group"].normalizedInput(), in: change)
                case .tag: for tag in CommentAction.tags(form["tags"]) { try desk.addTag(id, tag, in: change) }
                case .duplicate:
                    try desk.setDuplicate(id, of: index == 0 ? nil : own[0], in: change)
                }
                done += 1
            } catch is CommentChanged {
                continue
            }
        }
        return done
    }
}
