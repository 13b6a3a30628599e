public import Foundation

/// An answer.
public struct Response: Sendable {
    /// What is sent after the header fields.
    public enum Body: Sendable {
        case empty
        case bytes([UInt8])
        /// A stored file, sent in pieces.
        case file(ContentHash)
        /// A file that is open, sent in pieces.
        case opened(FileReader)
    }

    /// The HTTP status.
    public var status: Int
    /// Header fields besides those that the core adds to each answer.
    public var headers: Headers
    /// The content.
    public var body: Body
    /// When what is shown was last changed, for `Last-Modified`.
    public var lastModified: Date?

    var flash: [FlashMessage] = []
    var setsSession: SessionCookie?
    var setsLanguage: String?

    /// An answer with these parts.
    public init(status: Int = 200, headers: Headers = [:], body: Body = .empty, lastModified: Date? = nil) {
        self.status = status
        self.headers = headers
        self.body = body
        self.lastModified = lastModified
    }

    /// An HTML document.
    public static func html(_ html: SafeHTML, status: Int = 200) -> Response {
        Response(
            status: status, headers: ["Content-Type": "text/html; charset=utf-8"], body: .bytes(Array(html.html.utf8)))
    }

    /// Text of another media type, as `application/atom+xml`.
    public static func text(_ text: String, mediaType: String) -> Response {
        Response(headers: ["Content-Type": "\(mediaType); charset=utf-8"], body: .bytes(Array(text.utf8)))
    }

    /// A value as JSON.
    public static func json(_ value: some Encodable, status: Int = 200) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return Response(
            status: status, headers: ["Content-Type": "application/json"],
            body: .bytes(Array(try encoder.encode(value))))
    }

    /// Sends the browser on with a GET, as after a form was taken in.
    ///
    /// - Parameters:
    ///   - path: a path of this site, with query if need be.
    ///   - message: shown once on the next page.
    public static func redirect(to path: String, message: FlashMessage? = nil) -> Response {
        var response = Response(status: 303, headers: ["Location": path])
        response.flash = message.map { [$0] } ?? []
        return response
    }

    /// The page has moved for good.
    public static func moved(to path: String) -> Response {
        Response(status: 301, headers: ["Location": path])
    }
}

/// A message shown once, on the page after this one.
public struct FlashMessage: Sendable, Codable, Equatable {
    /// How the message is meant.
    public enum Kind: String, Sendable, Codable {
        case success
        case warning
        case error
    }

    /// How the message is meant.
    public let kind: Kind
    /// The words, plain text.
    public let text: String

    /// A message.
    public init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}

enum SessionCookie: Sendable {
    case set(token: String)
    case clear
}
