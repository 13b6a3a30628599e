import Crypto
import Foundation
import HTTPTypes
import NIOCore

/// An answer in the forms in which it may be sent: plain, compressed, and "not modified".
struct CachedPage: Sendable {
    let status: HTTPResponse.Status
    let plainHead: HTTPFields
    let gzipHead: HTTPFields
    let notModifiedHead: HTTPFields
    let plain: ByteBuffer
    /// Nil when compression saves nothing.
    let gzip: ByteBuffer?
    let entityTag: String
    let lastModified: Date?
    /// Whether it is a page that a person reads, and no feed, file or answer for programs.
    let isDocument: Bool
    /// What it shows that is counted each time it is sent.
    let counted: Set<Tally.Entry>

    /// Memory that the page takes, in bytes.
    var bytes: Int { plain.readableBytes + (gzip?.readableBytes ?? 0) + 1024 }

    init(
        status: Int, headers: HTTPFields, body: [UInt8], lastModified: Date?, counted: Set<Tally.Entry> = []
    ) {
        self.counted = counted
        self.status = .init(code: status)
        self.lastModified = lastModified
        isDocument = headers[.contentType]?.hasPrefix("text/html") ?? false
        plain = ByteBuffer(bytes: body)
        let isText = Self.compresses(headers[.contentType] ?? "")
        let compressed = isText && body.count > 512 ? Gzip.compress(body) : nil
        gzip = compressed.flatMap { $0.count < body.count ? ByteBuffer(bytes: $0) : nil }
        let digest = SHA256.hash(data: body).prefix(12).map { byte in
            let hex = String(byte, radix: 16)
            return hex.count == 1 ? "0" + hex : hex
        }.joined()
        // Weak: the plain and the compressed form of one page count as the same.
        entityTag = "W/\"\(digest)\""

        var head = headers
        head[.eTag] = entityTag
        if let lastModified { head[.lastModified] = HTTPDate.format(lastModified) }
        if isText { head[.vary] = "Accept-Encoding, Cookie" }
        notModifiedHead = {
            var fields = head
            fields[.contentType] = nil
            fields[.contentDisposition] = nil
            return fields
        }()
        plainHead = {
            var fields = head
            fields[.contentLength] = String(body.count)
            return fields
        }()
        gzipHead = {
            var fields = head
            fields[.contentEncoding] = "gzip"
            fields[.contentLength] = String(compressed?.count ?? 0)
            return fields
        }()
    }

    /// Whether the client's copy is still right (RFC 9110, section 13.2.2: the entity tag decides if it is there).
    func isCurrent(ifNoneMatch: String?, ifModifiedSince: String?) -> Bool {
        guard status == .ok else { return false }
        if let ifNoneMatch {
            return ifNoneMatch == "*" || ifNoneMatch.contains(entityTag.dropFirst(2))
        }
        guard let since = ifModifiedSince.flatMap(HTTPDate.parse), let lastModified else { return false }
        return lastModified.timeIntervalSince1970.rounded(.down) <= since.timeIntervalSince1970
    }

    private static func compresses(_ contentType: String) -> Bool {
        contentType.hasPrefix("text/") || ["json", "xml", "javascript"].contains { contentType.contains($0) }
    }
}
