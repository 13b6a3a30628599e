import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// Sends answers: status line, header fields, cookies, the right form of the body.
struct AnswerWriter: Sendable {
    let site: Site
    let request: Hummingbird.Request

    private var isHead: Bool { request.method == .head }
    private var isSecure: Bool { site.configuration.scheme == .https }

    /// Whether the client takes gzip (RFC 9110, section 12.5.3); `q=0` refuses it.
    private var acceptsGzip: Bool {
        (request.headers[.acceptEncoding] ?? "").split(separator: ",").contains { choice in
            let parts = choice.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) }
            return parts.first == "gzip" && weight != 0
        }
    }

    // MARK: - Finished pages

    /// The answer as a finished page, or nil when it is no page to keep: a file, a redirect, an error.
    func page(from response: Response, counted: Set<Tally.Entry> = []) -> CachedPage? {
        guard response.status == 200, response.flash.isEmpty, response.setsSession == nil,
            case .bytes(let body) = response.body
        else { return nil }
        var headers = fields(of: response)
        // Proxies and browsers must ask each time, which costs a 304 and no body.
        if headers[.cacheControl] == nil { headers[.cacheControl] = "public, no-cache" }
        return CachedPage(
            status: 200, headers: headers, body: body, lastModified: response.lastModified, counted: counted)
    }

    func send(_ page: CachedPage) -> Hummingbird.Response {
        if page.isCurrent(
            ifNoneMatch: request.headers[.ifNoneMatch], ifModifiedSince: request.headers[.ifModifiedSince])
        {
            return Hummingbird.Response(status: .notModified, headers: page.notModifiedHead)
        }
        if acceptsGzip, let gzip = page.gzip {
            return Hummingbird.Response(status: page.status, headers: page.gzipHead, body: body(gzip))
        }
        return Hummingbird.Response(status: page.status, headers: page.plainHead, body: body(page.plain))
    }

    private func body(_ buffer: ByteBuffer) -> ResponseBody {
        isHead ? .init() : .init(byteBuffer: buffer)
    }

    // MARK: - Answers for one person

    func send(_ response: Response, client: Client, isPersonal: Bool) async throws -> Hummingbird.Response {
        switch response.body {
        case .file(let hash): return try sendFile(hash, response)
        case .opened(let reader):
            var headers = fields(of: response)
            if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
            return send(reader, headers)
        case .empty, .bytes: return send(response, client)
        }
    }

    /// An answer that is not kept. Personal ones are never stored by browsers either.
    func send(_ response: Response, _ client: Client? = nil) -> Hummingbird.Response {
        var headers = fields(of: response)
        if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
        addCookies(to: &headers, response, client)
        guard case .bytes(let bytes) = response.body else {
            return Hummingbird.Response(status: .init(code: response.status), headers: headers)
        }
        if acceptsGzip, bytes.count > 1024, let gzip = Gzip.compress(bytes), gzip.count < bytes.count {
            headers[.contentEncoding] = "gzip"
            headers[.vary] = "Accept-Encoding"
            return Hummingbird.Response(
                status: .init(code: response.status), headers: headers, body: body(ByteBuffer(bytes: gzip)))
        }
        headers[.contentLength] = String(bytes.count)
        return Hummingbird.Response(
            status: .init(code: response.status), headers: headers, body: body(ByteBuffer(bytes: bytes)))
    }

    /// For methods that nothing here answers: only programs use them.
    func methodNotAllowed() -> Response {
        let error = ErrorModel(.methodNotAllowed, texts: site.assembly.texts.texts(module: "core", language: "en"))
        var response = ProblemDocument(
            title: error.title, status: error.status, detail: error.explanation, instance: request.uri.path
        ).response
        response.headers["Allow"] = "GET, HEAD, POST"
        return response
    }

    // MARK: - Files

    private func sendFile(_ hash: ContentHash, _ response: Response) throws -> Hummingbird.Response {
        var headers = fields(of: response)
        let tag = "\"\(hash.rawValue.prefix(24))\""
        headers[.eTag] = tag
        if headers[.cacheControl] == nil { headers[.cacheControl] = "private, no-cache" }
        if request.headers[.ifNoneMatch]?.contains(tag) == true {
            headers[.contentType] = nil
            return Hummingbird.Response(status: .notModified, headers: headers)
        }
        return send(try site.files.store.open(hash), headers)
    }

    private func send(_ reader: FileReader, _ headers: HTTPFields) -> Hummingbird.Response {
        var headers = headers
        headers[.contentLength] = String(reader.size)
        if isHead { return Hummingbird.Response(status: .ok, headers: headers) }
        let body = ResponseBody(contentLength: reader.size) { writer in
            for try await chunk in reader.chunks() { try await writer.write(ByteBuffer(bytes: chunk)) }
            try await writer.finish(nil)
        }
        return Hummingbird.Response(status: .ok, headers: headers, body: body)
    }

    // MARK: - Header fields

    private func fields(of response: Response) -> HTTPFields {
        var fields = HTTPFields()
        for (name, value) in response.headers.fields {
            guard let name = HTTPField.Name(name) else { continue }
            fields.append(HTTPField(name: name, value: value))
        }
        if let location = fields[.location] { fields[.location] = location.percentEncodedForHeader }
        SecurityHeaders.add(to: &fields, isSecure: isSecure)
        return fields
    }

    private func addCookies(to headers: inout HTTPFields, _ response: Response, _ client: Client?) {
        func set(_ cookie: String) { headers.append(HTTPField(name: .setCookie, value: cookie)) }
        switch response.setsSession {
        case .set(let token): set(Cookies.make(Cookies.session, token, seconds: nil, isSecure: isSecure))
        case .clear: set(Cookies.make(Cookies.session, "", seconds: 0, isSecure: isSecure))
        case nil: break
        }
        if let language = response.setsLanguage {
            set(Cookies.make(Cookies.language, language, seconds: 365 * 86_400, isSecure: isSecure))
        }
        guard let client else { return }
        if client.formCookie.isNew, response.status == 200 || (400..<500).contains(response.status) {
            set(
                Cookies.make(
                    Cookies.form, client.formCookie.value, seconds: 86_400, isSecure: isSecure, sameSite: "Strict"))
        }
        if !response.flash.isEmpty {
            set(Cookies.make(Cookies.flash, FlashMessage.encode(response.flash), seconds: 60, isSecure: isSecure))
        } else if !client.flash.isEmpty, !(300..<400).contains(response.status) {
            set(Cookies.make(Cookies.flash, "", seconds: 0, isSecure: isSecure))
        }
    }
}

extension String {
    /// The address with everything but ASCII percent-encoded, as a header field needs it.
    var percentEncodedForHeader: String {
        utf8.allSatisfy { (0x21...0x7E).contains($0) }
            ? self
            : String(
                decoding: utf8.flatMap { byte -> [UInt8] in
                    (0x21...0x7E).contains(byte)
                        ? [byte] : Array("%".utf8) + Array(String(byte, radix: 16, uppercase: true).utf8)
                }, as: UTF8.self)
    }
}
