import HummingbirdCore

/// A form that came too late: what was typed is shown again, to be sent with a fresh token.
///
/// Nothing happens until the person has seen it on this page and sends it; a form that the browser says came from
/// another site is refused outright.
struct ExpiredForm: Error {
    enum Reason {
        /// The token is missing, wrong or too old.
        case staleToken
        /// The browser says that the form stood on another site.
        case fromElsewhere
        /// It needs somebody who is logged in, and nobody is (any more).
        case loggedOut
    }

    let values: FormValues
    let reason: Reason

    /// The page to send the form again from, or nil when there is nothing to send again.
    func page(_ exchange: Exchange) async -> Response? {
        guard reason != .fromElsewhere, exchange.method == .post, !entries.isEmpty else { return nil }
        let request = await exchange.bareRequest()
        let texts = request.coreTexts
        let isLoggedOut = reason == .loggedOut
        let key = isLoggedOut ? "error.form_logged_out" : "error.form_expired"
        let model = ExpiredFormModel(
            title: texts("\(key).title"), explanation: texts("\(key).again"),
            login: isLoggedOut ? AdminPath.login : nil,
            action: exchange.http.uri.string, csrf: request.formToken(),
            typed: texts("form_typed", ["count": String(entries.count)]), entries: entries, submit: texts("send_again"))
        let info = PageInfo(title: model.title, isIndexed: false, status: isLoggedOut ? 401 : 400)
        if exchange.isAdmin, request.session != nil { return try? request.adminCorePage("expired-form", model, info) }
        return try? request.corePage("expired-form", model, info)
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
    /// Where to log in first; nil when that is not what is missing.
    let login: String?
    let action: String
    let csrf: String
    let typed: String
    let entries: [Entry]
    let submit: String

    static var example: ExpiredFormModel {
        ExpiredFormModel(
            title: "Biểu mẫu đã hết hạn", explanation: "Nội dung đã nhập vẫn còn", login: "/quan-tri/dang-nhap",
            action: "/phan-anh/gui", csrf: "…", typed: "Nội dung đã nhập (1 mục)",
            entries: [Entry(name: "title", value: "Đèn đường hỏng")], submit: "Gửi lại")
    }
}
