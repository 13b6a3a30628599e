import HummingbirdCore

/// A form whose token is missing, wrong or too old: what was typed is shown again, to be sent with a fresh token.
///
/// Nothing happens until the person has seen it on this page and sends it; a form that the browser says came from
/// another site is refused outright.
struct ExpiredForm: Error {
    let values: FormValues
    let isFromElsewhere: Bool

    /// The page to send the form again from, or nil when there is nothing to send again.
    func page(_ exchange: Exchange) async -> Response? {
        guard !isFromElsewhere, exchange.method == .post, !entries.isEmpty else { return nil }
        let request = await exchange.bareRequest()
        let texts = request.coreTexts
        let model = ExpiredFormModel(
            title: texts("error.form_expired.title"), explanation: texts("error.form_expired.again"),
            action: exchange.http.uri.string, csrf: request.formToken(), entries: entries, submit: texts("send_again"))
        return try? request.corePage(
            "expired-form", model, PageInfo(title: model.title, isIndexed: false, status: 400))
    }

    /// What was typed; passwords are left out, so that they stand in no page: whoever typed one types it again.
    private var entries: [ExpiredFormModel.Entry] {
        values.names.filter { $0 != "csrf" && !Self.secret.contains($0) }.flatMap { name in
            values.all(name).map { .init(name: name, value: $0) }
        }
    }

    private static let secret: Set<String> = ["password", "repeat", "current", "code"]
}

/// What the template `expired-form` shows.
struct ExpiredFormModel: TemplateModel {
    struct Entry: Sendable {
        let name: String
        let value: String
    }

    let title: String
    let explanation: String
    let action: String
    let csrf: String
    let entries: [Entry]
    let submit: String

    static var example: ExpiredFormModel {
        ExpiredFormModel(
            title: "Biểu mẫu đã hết hạn", explanation: "Nội dung đã nhập vẫn còn", action: "/phan-anh/gui", csrf: "…",
            entries: [Entry(name: "title", value: "Đèn đường hỏng")], submit: "Gửi lại")
    }
}
