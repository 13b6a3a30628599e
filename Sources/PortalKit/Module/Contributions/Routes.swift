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
    /// Whether files are sealed with the site's key as they come.
    public let sealsFiles: Bool

    /// Limits of a form; the core's own bound for the text of one field applies besides.
    ///
    /// - Parameter sealsFiles: for what people send of themselves. Such files can be read and given out as all others, but
    ///   programs beside the portal cannot read them.
    public init(bodyBytes: Int, fileBytes: Int = 0, files: Int = 0, sealsFiles: Bool = false) {
        self.bodyBytes = bodyBytes
        self.fileBytes = fileBytes
        self.files = files
        self.sealsFiles = sealsFiles
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
