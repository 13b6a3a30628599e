/// What went wrong, for programs and scripts (RFC 9457).
struct ProblemDocument: Encodable {
    /// What is wrong with one field of a form.
    struct FieldError: Encodable {
        let field: String
        /// In words for the person.
        let message: String
    }

    let type = "about:blank"
    let title: String
    let status: Int
    let detail: String
    let instance: String
    /// Missing unless a form was refused.
    var errors: [FieldError]?

    private enum CodingKeys: CodingKey {
        case type, title, status, detail, instance, errors
    }

    var response: Response {
        var response = (try? Response.json(self, status: status)) ?? Response(status: status)
        response.headers["Content-Type"] = "application/problem+json"
        return response
    }
}

extension Request {
    /// The answer to a script whose form is refused: 422 with what is wrong with each field.
    func refusal(_ errors: [(field: String, message: String)]) -> Response {
        ProblemDocument(
            title: coreTexts("form_has_errors"), status: 422, detail: errors.map(\.message).joined(separator: " "),
            instance: path, errors: errors.map { .init(field: $0.field, message: $0.message) }
        ).response
    }
}
