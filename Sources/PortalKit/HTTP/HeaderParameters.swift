/// A header field's value with parameters, such as `form-data; name="tieu-de"; filename="Đơn.pdf"`.
struct HeaderParameters {
    /// What stands before the first parameter, lowercased.
    let value: String
    /// The parameters by their lowercased names, the first of each name.
    let parameters: [String: String]

    /// Reads the value; nothing when it is not well formed, or not UTF-8.
    ///
    /// In quoted text a backslash stands for itself unless it comes before a quote or another backslash, since some
    /// browsers send whole paths; `%22`, `%0D` and `%0A` are read as browsers write them (WHATWG HTML, 4.10.21.8).
    init?(_ bytes: some Collection<UInt8>) {
        var rest = Array(bytes)[...]
        let value = rest.take { $0 != UInt8(ascii: ";") }
        self.value = String(decoding: value, as: UTF8.self).trimmingWhitespace.lowercased()
        var parameters: [String: String] = [:]
        while rest.popFirst() == UInt8(ascii: ";") {
            rest.dropSpaces()
            if rest.isEmpty { break }
            let name = String(decoding: rest.take { $0.isToken }, as: UTF8.self).lowercased()
            rest.dropSpaces()
            guard !name.isEmpty, rest.popFirst() == UInt8(ascii: "=") else { return nil }
            rest.dropSpaces()
            guard let text = rest.first == UInt8(ascii: "\"") ? rest.takeQuoted() : rest.take({ $0.isToken }),
                let text = String(validating: text, as: UTF8.self)
            else { return nil }
            rest.dropSpaces()
            if parameters[name] == nil { parameters[name] = text }
        }
        guard rest.isEmpty else { return nil }
        self.parameters = parameters
    }
}

extension ArraySlice<UInt8> {
    fileprivate mutating func take(_ belongs: (UInt8) -> Bool) -> [UInt8] {
        let taken = prefix(while: belongs)
        self = dropFirst(taken.count)
        return Array(taken)
    }

    fileprivate mutating func dropSpaces() {
        self = drop { $0 == 0x20 || $0 == 0x09 }
    }

    fileprivate mutating func takeQuoted() -> [UInt8]? {
        removeFirst()
        var text: [UInt8] = []
        while let byte = popFirst() {
            switch byte {
            case UInt8(ascii: "\""):
                return text
            case UInt8(ascii: "\\") where first == UInt8(ascii: "\"") || first == UInt8(ascii: "\\"):
                text.append(removeFirst())
            case UInt8(ascii: "%") where prefix(2).elementsEqual("22".utf8):
                text.append(UInt8(ascii: "\""))
                self = dropFirst(2)
            case UInt8(ascii: "%") where prefix(2).elementsEqual("0D".utf8) || prefix(2).elementsEqual("0A".utf8):
                text.append(self[startIndex + 1] == UInt8(ascii: "D") ? 0x0D : 0x0A)
                self = dropFirst(2)
            default:
                text.append(byte)
            }
        }
        return nil
    }
}

extension UInt8 {
    /// Whether the byte may stand in an unquoted value: visible ASCII but for `;`, `,`, `=`, quotes and spaces.
    fileprivate var isToken: Bool {
        (0x21...0x7E).contains(self) && self != UInt8(ascii: ";") && self != UInt8(ascii: ",")
            && self != UInt8(ascii: "=") && self != UInt8(ascii: "\"")
    }
}
