import PortalKit

/// What officers can do with a comment.
enum CommentAction: String, RecordAction {
    case publish = "hien-thi"
    case treat = "tiep-thu"
    case sort = "phan-loai"
    case duplicate = "trung"
    case hide = "an"
    case spam = "rac"
    case erase = "xoa-thong-tin"

    static let texts = "action"

    /// What the offer of an action depends on.
    struct Place: Sendable {
        let comment: Comment
        let tags: [String]
        let groups: [(id: Int64, title: String)]
        let knownTags: [String]
        let maySeeSender: Bool
        /// The code of the comment that stands for this one.
        let duplicateCode: String
    }

    func isOffered(_ place: Place) -> Bool {
        let comment = place.comment
        switch self {
        case .publish: return [.waiting, .hidden, .spam].contains(comment.state)
        case .hide: return comment.state == .waiting || comment.state == .published
        case .spam: return comment.state.counts && comment.channel == .web
        case .treat, .sort, .duplicate: return comment.state.counts
        case .erase:
            return place.maySeeSender && comment.erasedAt == nil
                && !(comment.name + comment.mail + comment.phone).isEmpty
        }
    }

    var isPlain: Bool { self == .publish || self == .spam }

    func form(_ place: Place, _ texts: Texts) -> Form {
        let comment = place.comment
        switch self {
        case .publish, .spam: return Form(fields: [])
        case .hide:
            return Form(fields: [
                FormField(
                    "reason", .textarea(rows: 3), label: texts("action.hide_reason"), help: texts("action.hide_help"),
                    isRequired: true, maximumLength: CommentLimit.reason)
            ])
        case .treat:
            var form = Form(fields: Self.treatment(texts))
            form.set("treatment", to: comment.treatment?.rawValue ?? "")
            form.set("reason", to: comment.reason)
            return form
        case .sort:
            return Form(fields: [
                FormField(
                    "group", label: texts("action.group"), help: texts("action.group_help"), maximumLength: 150,
                    suggestions: place.groups.map(\.title),
                    value: place.groups.first { $0.id == comment.group }?.title ?? ""),
                FormField(
                    "tags", label: texts("action.tags"), help: texts("action.tags_help"), maximumLength: 400,
                    suggestions: place.knownTags, value: place.tags.joined(separator: ", ")),
            ])
        case .duplicate:
            return Form(fields: [
                FormField(
                    "of", label: texts("action.duplicate_of"), help: texts("action.duplicate_help"), maximumLength: 20,
                    value: place.duplicateCode)
            ])
        case .erase:
            return Form(fields: [
                FormField(
                    "sure", .checkbox, label: texts("action.erase_sure"), help: texts("action.erase_help"),
                    isRequired: true)
            ])
        }
    }

    /// The fields that say how comments were taken up.
    static func treatment(_ texts: Texts) -> [FormField] {
        [
            FormField(
                "treatment", .radio, label: texts("action.treatment"), isRequired: true,
                options: Comment.Treatment.allCases.map { .init($0.rawValue, texts("treatment.\($0.rawValue)")) }),
            FormField(
                "reason", .textarea(rows: 4), label: texts("action.reason"), help: texts("action.reason_help"),
                maximumLength: CommentLimit.reason),
        ]
    }

    /// Says what is wrong with what was sent beyond its fields' own checks.
    static func check(_ form: inout Form, _ texts: Texts) {
        let treatment = Comment.Treatment(rawValue: form["treatment"])
        if treatment?.needsReason == true, form["reason"].normalizedInput(multiline: true).isEmpty {
            form.fail("reason", texts("action.reason_missing"))
        }
    }

    /// Words between commas.
    static func tags(_ typed: String) -> [String] {
        let words = typed.split(separator: ",").map { String($0).normalizedInput() }
            .filter { !$0.isEmpty && $0.count <= CommentLimit.tag }
        return Array(Set(words).sorted().prefix(CommentLimit.tags))
    }

    /// Does it, within a transaction.
    ///
    /// - Throws: ``CommentChanged`` when the comment's state does not allow it any more.
    func perform(_ form: Form, on id: Int64, _ desk: CommentDesk, in change: Change) throws {
        switch self {
        case .publish: try desk.publish(id, in: change)
        case .hide: try desk.hide(id, reason: form["reason"].normalizedInput(multiline: true), in: change)
        case .spam: try desk.markSpam(id, in: change)
        case .erase: try desk.erase(id, in: change)
        case .treat:
            guard let treatment = Comment.Treatment(rawValue: form["treatment"]) else { throw CommentChanged() }
            try desk.treat(id, treatment, reason: form["reason"].normalizedInput(multiline: true), in: change)
        case .sort:
            try desk.setGroup(id, form["group"].normalizedInput(), in: change)
            try desk.setTags(id, Self.tags(form["tags"]), in: change)
        case .duplicate:
            let code = form["of"].normalizedInput().uppercased()
            guard !code.isEmpty else { return try desk.setDuplicate(id, of: nil, in: change) }
            guard let first = try CommentRows.fetch(code: code, in: change.database) else { throw CommentChanged() }
            try desk.setDuplicate(id, of: first.duplicateOf ?? first.id, in: change)
        }
    }
}
