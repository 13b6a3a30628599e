/// A look at the tags before the parser sees them: libxml2 compares each attribute of a tag with all before it, so a tag
/// with a million of them would keep it busy for hours.
enum XMLTagScan {
    static let maxAttributes = 200

    /// Whether no tag has more attributes than any real one.
    static func isHarmless(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            var attributes = 0
            var quote: UInt8 = 0
            var isInTag = false
            for byte in bytes {
                if !isInTag {
                    isInTag = byte == UInt8(ascii: "<")
                    attributes = 0
                } else if quote != 0 {
                    if byte == quote { quote = 0 }
                } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                    quote = byte
                    attributes += 1
                    if attributes > maxAttributes { return false }
                } else if byte == UInt8(ascii: ">") {
                    isInTag = false
                } else if byte == UInt8(ascii: "<") {
                    attributes = 0
                }
            }
            return true
        }
    }
}
