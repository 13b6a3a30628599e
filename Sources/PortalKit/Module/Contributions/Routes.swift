/// Answers one request.
public typealias Handler = @Sendable (Request) async throws -> Response

/// How much a form may carry.
public struct FormLimits: Sendable {
    /// The whole body, in bytes.
    public let bodyBytes: Int
    /// One file, in bytes; nothing is taken when zero.
    public let fileBytes: Int
    /// Files in one form.
    public let files: Int

    /// Limits of a form; the core's own bound for the text of one field applies besides.
    public init(bodyBytes: Int, fileBytes: Int = 0, files: Int = 0) {
        self.bodyBytes = bodyBytes
        self.fileBytes = fileBytes
        self.files = files
    }

    /// A form without files, at most 1 MiB.
    public static let form = FormLimits(bodyBytes: 1 << 20)
}

struct Route: Sendable {
    let method: Method
    let path: String
    let limits: FormLimits
    let handler: Handler
}

struct AdminScreen: Sendable {
    let method: Method
    let path: String
    /// One of these lets in.
    let permissions: [String]
    let limits: FormLimits
    let handler: Handler
}
