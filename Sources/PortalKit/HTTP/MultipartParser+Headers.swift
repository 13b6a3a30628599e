extension MultipartParser {
    /// What a part's header fields say.
    func part(_ fields: ArraySlice<UInt8>) throws(MultipartError) -> MultipartPart {
        var disposition: HeaderParameters?
        var contentType: String?
        var rest = fields
        while !rest.isEmpty {
            let line = rest.prefix { $0 != 0x0D }
            let start = offset(of: line.startIndex)
            rest = rest.dropFirst(line.count)
            guard rest.isEmpty || rest.starts(with: [0x0D, 0x0A]),
                line.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }),
                let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
                let value = String(validating: line[(colon + 1)...], as: UTF8.self)?.trimmingWhitespace
            else { throw .malformedHeader(offset: start) }
            rest = rest.dropFirst(2)
            switch String(decoding: line[..<colon], as: UTF8.self).lowercased() {
            case "content-disposition":
                guard disposition == nil, let parsed = HeaderParameters(value.utf8) else {
                    throw .malformedHeader(offset: start)
                }
                disposition = parsed
            case "content-type":
                contentType = value
            case "content-transfer-encoding":
                guard ["7bit", "8bit", "binary"].contains(value.lowercased()) else {
                    throw .unsupportedEncoding(offset: start)
                }
            default:
                continue
            }
        }
        guard let disposition, disposition.value == "form-data", let name = disposition.parameters["name"] else {
            throw .missingName(offset: offset(of: fields.startIndex))
        }
        return MultipartPart(name: name, fileName: disposition.parameters["filename"], contentType: contentType)
    }
}
