import HTTPTypes
import Hummingbird
import NIOCore

/// A request that reaches a site without a socket: through the same code as one from outside, from routing to the
/// header fields of the answer.
struct DirectRequest: Sendable {
    var method = Method.get
    var path: String
    var fields: [(name: String, value: String)] = []
    var body: [UInt8] = []
    var address = "203.0.113.1"

    /// What came back.
    struct Answer: Sendable {
        let status: Int
        let headers: Headers
        let body: [UInt8]
    }

    func send(to site: Site) async throws -> Answer {
        var head = HTTPRequest(
            method: method == .get ? .get : .post, scheme: site.configuration.scheme.rawValue,
            authority: site.configuration.domains.first, path: path)
        for (name, value) in fields {
            guard let name = HTTPField.Name(name) else { continue }
            head.headerFields.append(HTTPField(name: name, value: value))
        }
        if method == .post { head.headerFields[.contentLength] = String(body.count) }
        let request = Hummingbird.Request(head: head, body: .init(buffer: ByteBuffer(bytes: body)))
        let responder = SiteResponder(site: site, clientAddress: address, isDevelopment: false)
        let response = await responder.respond(to: request)
        let collected = Collected()
        try await response.body.write(Collector(collected: collected))
        var headers = Headers()
        for field in response.headers { headers.add(field.name.rawName, field.value) }
        return Answer(status: response.status.code, headers: headers, body: collected.bytes)
    }
}

/// Where a body is gathered. A writer is used by one task only, from its first call to its last.
private final class Collected {
    var bytes: [UInt8] = []
}

private struct Collector: ResponseBodyWriter {
    let collected: Collected

    mutating func write(_ buffer: ByteBuffer) async throws {
        collected.bytes.append(contentsOf: buffer.readableBytesView)
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
