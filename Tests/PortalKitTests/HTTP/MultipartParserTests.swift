import Testing

@testable import PortalKit

@Suite struct MultipartParserTests {
    private static let contentType = "multipart/form-data; boundary=\"----Dinh 7'\""
    private static let boundary = "----Dinh 7'"

    struct Part: Hashable {
        var part: MultipartPart
        var content: [UInt8]
    }

    private static func parse(
        _ body: [UInt8], sizes: () -> Int = { .max }, limits: MultipartLimits = MultipartLimits()
    ) throws -> [Part] {
        var parser = try MultipartParser(contentType: contentType, limits: limits)
        var parts: [Part] = []
        var isEnded = false
        var rest = body[...]
        repeat {
            let chunk = rest.prefix(max(0, sizes()))
            rest = rest.dropFirst(chunk.count)
            for event in try parser.parse(chunk) {
                #expect(!isEnded)
                switch event {
                case .partBegin(let part): parts.append(Part(part: part, content: []))
                case .partData(let data):
                    #expect(!data.isEmpty)
                    parts[parts.count - 1].content += data
                case .partEnd: continue
                case .end: isEnded = true
                }
            }
            #expect(parser.bufferedBytes <= max(limits.headerBytes + 4, 80))
        } while !rest.isEmpty
        try parser.finish()
        return parts
    }

    private static func body(_ parts: [(headers: String, content: [UInt8])]) -> [UInt8] {
        var body: [UInt8] = []
        for part in parts {
            body += Array("--\(boundary)\r\n\(part.headers)\r\n\r\n".utf8) + part.content + [0x0D, 0x0A]
        }
        return body + Array("--\(boundary)--\r\n".utf8)
    }

    @Test func readsFieldsAndFiles() throws {
        let parts = try Self.parse(
            Self.body([
                ("Content-Disposition: form-data; name=\"tiêu đề\"", Array("Kiến nghị sửa đường".utf8)),
                (
                    "content-type: application/pdf\r\nCONTENT-DISPOSITION: form-data; filename=\"Đơn %22gấp%22.pdf\"; name=tep",
                    [0, 13, 10, 45, 45, 255]
                ),
                ("Content-Disposition: form-data; name=\"\"; filename=\"C:\\Ảnh\\a\\\"b.jpg\"", []),
            ]))
        #expect(
            parts == [
                Part(
                    part: MultipartPart(name: "tiêu đề", fileName: nil, contentType: nil),
                    content: Array("Kiến nghị sửa đường".utf8)),
                Part(
                    part: MultipartPart(name: "tep", fileName: "Đơn \"gấp\".pdf", contentType: "application/pdf"),
                    content: [0, 13, 10, 45, 45, 255]),
                Part(part: MultipartPart(name: "", fileName: "C:\\Ảnh\\a\"b.jpg", contentType: nil), content: []),
            ])
    }

    @Test func skipsPreambleAndEpilogue() throws {
        let field = Self.body([("Content-Disposition: form-data; name=a", [1])])
        let body = Array("Lời đầu\r\n--khác\r\n".utf8) + field + Array("--\(Self.boundary)\r\nrác".utf8)
        #expect(try Self.parse(body).map(\.content) == [[1]])
        #expect(try Self.parse(Array("--\(Self.boundary)--".utf8)).isEmpty)
    }

    @Test(arguments: 0..<6) func anySplitGivesTheSame(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        // Bytes that look like the start of a boundary are frequent in this content.
        let alphabet: [UInt8] = [0x0D, 0x0A, 0x2D, 0x2D, 0x44, 0x69, 0x20, 0x00, 0xFF]
        let boundary = Array("\r\n--\(Self.boundary)".utf8)
        for _ in 0..<150 {
            let contents = (0..<Int.random(in: 0...5, using: &random)).map { _ in
                var content = (0..<Int.random(in: 0...300, using: &random)).compactMap { _ in
                    alphabet.randomElement(using: &random)
                }
                let start = Int.random(in: 0...content.count, using: &random)
                content.insert(contentsOf: boundary.dropLast(.random(in: 1...15, using: &random)), at: start)
                return content
            }
            let body = Self.body(contents.map { ("Content-Disposition: form-data; name=x; filename=\"ổ.jpg\"", $0) })
            let maximum = Int.random(in: 1...70, using: &random)
            let parts = try Self.parse(body, sizes: { Int.random(in: 0...maximum, using: &random) })
            #expect(parts.map(\.content) == contents)
        }
    }

    @Test(arguments: 0..<6) func mutationsNeverCrashOrHoard(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed) + 100)
        let limits = MultipartLimits(parts: 4, headerBytes: 200, fieldBytes: 50, totalBytes: 2_000)
        let original = Self.body([
            ("Content-Disposition: form-data; name=\"a\"", Array("một".utf8)),
            ("Content-Disposition: form-data; name=\"b\"; filename=\"c\"\r\nContent-Type: text/plain", [1, 2, 3]),
        ])
        for _ in 0..<2_000 {
            var body = original
            for _ in 0..<Int.random(in: 1...8, using: &random) where !body.isEmpty {
                let index = Int.random(in: 0..<body.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: body[index] = .random(in: 0...255, using: &random)
                case 1: body.remove(at: index)
                case 2: body.insert(contentsOf: body[index...].prefix(60), at: index)
                default: body.removeSubrange(index..<min(body.count, index + 30))
                }
            }
            let maximum = Int.random(in: 1...100, using: &random)
            do {
                let parts = try Self.parse(
                    body, sizes: { Int.random(in: 1...maximum, using: &random) }, limits: limits)
                #expect(parts.count <= 4)
                #expect(parts.allSatisfy { $0.part.fileName != nil || $0.content.count <= 50 })
            } catch is MultipartError {}
        }
    }

    @Test func limitsAndFaultsSayWhere() throws {
        let field = "Content-Disposition: form-data; name=a"
        func failure(_ body: [UInt8], _ limits: MultipartLimits = MultipartLimits()) -> MultipartError? {
            #expect(throws: MultipartError.self) { try Self.parse(body, limits: limits) }
        }
        let one = Self.body([(field, Array(repeating: 65, count: 20))])
        #expect(failure(one, MultipartLimits(fieldBytes: 19)) == .fieldTooLarge(name: "a", limit: 19, offset: 57))
        #expect(failure(one, MultipartLimits(totalBytes: 50)) == .bodyTooLarge(limit: 50, offset: one.count))
        #expect(failure(one, MultipartLimits(headerBytes: 20)) == .headersTooLarge(limit: 20, offset: 15))
        #expect(failure(one, MultipartLimits(parts: 0)) == .tooManyParts(limit: 0, offset: 13))
        #expect(failure(Array(one.dropLast(4))) == .incomplete(offset: one.count - 4))
        #expect(failure([]) == .incomplete(offset: 0))
        #expect(failure(Array("--\(Self.boundary)xy".utf8)) == .malformedDelimiter(offset: 13))
        #expect(failure(Self.body([("Content-Type: text/plain", [])])) == .missingName(offset: 15))
        #expect(failure(Self.body([(field + "\r\n folded", [])])) == .malformedHeader(offset: 55))
        #expect(failure(Self.body([(field + "; filename=\"x", [])])) == .malformedHeader(offset: 15))
        #expect(
            failure(Self.body([(field + "\r\nContent-Transfer-Encoding: base64", [])]))
                == .unsupportedEncoding(offset: 55))
    }

    @Test func staysFailed() throws {
        var parser = try MultipartParser(contentType: Self.contentType, limits: MultipartLimits(totalBytes: 1))
        #expect(throws: MultipartError.bodyTooLarge(limit: 1, offset: 2)) { try parser.parse([1, 2]) }
        #expect(throws: MultipartError.bodyTooLarge(limit: 1, offset: 2)) { try parser.parse([]) }
        #expect(throws: MultipartError.bodyTooLarge(limit: 1, offset: 2)) { try parser.finish() }
    }

    @Test(arguments: [
        "", "text/plain", "multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=a",
        "multipart/form-data; boundary=\"a", "multipart/form-data; boundary=\"a \"",
        "multipart/form-data; boundary=\"đ\"",
        "multipart/form-data; boundary=" + String(repeating: "a", count: 71),
    ])
    func otherContentTypes(_ contentType: String) {
        #expect(throws: MultipartError.notMultipart) { try MultipartParser(contentType: contentType) }
    }
}
