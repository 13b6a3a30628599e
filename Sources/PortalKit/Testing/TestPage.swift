/// What a test got for its request.
public struct TestPage: Sendable {
    /// The HTTP status.
    public let status: Int
    /// The header fields.
    public let headers: Headers
    /// The content as text.
    public let text: String
    /// The content as it was sent.
    public let bytes: [UInt8]

    /// Where a redirect leads; empty when it is none.
    public var location: String { headers["Location"] ?? "" }

    /// Whether the content holds these words, as they stand in HTML.
    public func contains(_ words: String) -> Bool {
        text.contains(words) || text.contains(SafeHTML(escaping: words).html)
    }

    init(_ answer: DirectRequest.Answer) {
        status = answer.status
        headers = answer.headers
        bytes = answer.body
        text = String(decoding: answer.body, as: UTF8.self)
    }
}
