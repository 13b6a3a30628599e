/// The question between a button and what cannot be undone.
///
/// The button sends the question along; the core shows it instead of calling the handler, in a form that posts to the
/// same address without it. So no module needs a screen of its own for it, and it works without scripts.
enum ConfirmScreen {
    /// The names of the fields that the button's form carries.
    private enum Field {
        static let question = "confirm-question"
        static let explanation = "confirm-explanation"
        static let submit = "confirm-submit"
        static let back = "confirm-back"
    }

    private static let limit = 1_000

    /// The question, when the request asks for it.
    static func page(_ request: Request) throws -> Response? {
        func field(_ name: String) -> String? {
            request.form[name].flatMap { $0.isEmpty ? nil : String($0.prefix(limit)) }
        }
        guard request.method == .post, let question = field(Field.question) else { return nil }
        let back = field(Field.back) ?? AdminPath.root
        let isOurs =
            back == AdminPath.root || back.hasPrefix(AdminPath.root + "/") || back.hasPrefix(AdminPath.root + "?")
        return try request.adminForm(
            Form(fields: []), PageInfo(title: question),
            submit: field(Field.submit) ?? request.coreTexts("confirm"), cancelURL: isOurs ? back : AdminPath.root,
            intro: field(Field.explanation))
    }
}
