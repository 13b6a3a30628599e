import Foundation

/// An HTTP answer as it came over the wire, nothing interpreted but chunks.
struct HTTPAnswer: Sendable {
    let status: Int
    let headers: [(name: String, value: String)]
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    subscript(name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    func all(_ name: String) -> [String] {
        headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }

    /// Whether the text holds these words, as they stand in HTML.
    func contains(_ words: String) -> Bool { text.contains(words) }

    /// The JSON that it holds.
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: Data(body))
    }

    /// The value of the hidden field that each form carries.
    var formToken: String? {
        guard let field = text.range(of: "name=\"csrf\" value=\""),
            let end = text[field.upperBound...].firstIndex(of: "\"")
        else { return nil }
        return String(text[field.upperBound..<end])
    }

    /// Reads what a server sent until it closed the connection.
    init?(_ bytes: [UInt8]) {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return nil }
        self.status = status
        headers = lines.dropFirst().compactMap { line in
            line.firstIndex(of: ":").map { colon in
                (String(line[..<colon]), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces))
            }
        }
        let rest = Array(bytes[end.upperBound...])
        let isChunked = headers.contains {
            $0.name.lowercased() == "transfer-encoding" && $0.value.lowercased().contains("chunked")
        }
        body = isChunked ? Self.joinChunks(rest) : rest
    }

    private static func joinChunks(_ bytes: [UInt8]) -> [UInt8] {
        var body: [UInt8] = []
        var position = 0
        while let lineEnd = bytes[position...].firstRange(of: Array("\r\n".utf8)) {
            let line = String(decoding: bytes[position..<lineEnd.lowerBound], as: UTF8.self)
            guard let size = Int(line.prefix { $0 != ";" }, radix: 16), size > 0 else { break }
            let start = lineEnd.upperBound
            guard start + size <= bytes.count else { break }
            body += bytes[start..<(start + size)]
            position = min(start + size + 2, bytes.count)
        }
        return body
    }
}
