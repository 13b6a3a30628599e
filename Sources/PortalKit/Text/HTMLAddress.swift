extension HTMLPolicy {
    /// The address of a link when it may stay: `http`, `https`, `mailto`, `tel`, or one within the site.
    ///
    /// An address that begins with two slashes leads to another host while looking like one of this, and a browser
    /// takes a backslash for a slash; both are refused.
    static func linkAddress(_ value: String) -> String? {
        guard let address = cleaned(value) else { return nil }
        if let scheme = scheme(of: address) {
            return ["http", "https", "mailto", "tel"].contains(scheme) ? address : nil
        }
        return address.hasASCIIPrefix("//") ? nil : address
    }

    /// The address of a picture when it may stay: one of the site's own files, an item of the library (`/tep/12-ban-do.jpg`)
    /// or a stored file (`/tep/<hash>/<name>`). What follows the name goes: a page chooses a picture's size itself.
    static func imageAddress(_ value: String) -> String? {
        guard let address = cleaned(value) else { return nil }
        let path = String(
            decoding: address.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }, as: UTF8.self)
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard path.hasASCIIPrefix("/tep/"), !parts.contains(where: isParent) else { return nil }
        switch parts.count {
        case 3: return LibraryItem.id(inAddress: path) == nil ? nil : path
        case 4: return ContentHash(rawValue: parts[2]) == nil || parts[3].isEmpty ? nil : path
        default: return nil
        }
    }

    /// The address as a browser would read it, without white space around it or line breaks within, spaces as `%20`.
    private static func cleaned(_ value: String) -> String? {
        var scalars = String.UnicodeScalarView()
        for scalar in value.nfc.trimmingWhitespace.unicodeScalars where scalar.isStorable {
            switch scalar {
            case "\t", "\n", "\r": continue
            case "\\": return nil
            case _ where scalar.properties.isWhitespace: scalars.append(contentsOf: "%20".unicodeScalars)
            default: scalars.append(scalar)
            }
        }
        let address = String(scalars).nfc
        return address.isEmpty || address.utf8.count > 2_048 ? nil : address
    }

    /// What stands before a colon that comes before any of `/?#`, lowercased. Anything there counts as a scheme,
    /// also what no standard would call one.
    private static func scheme(of address: String) -> String? {
        for (offset, byte) in address.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: ":"): return String(decoding: address.utf8.prefix(offset), as: UTF8.self).lowercased()
            case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): return nil
            default: continue
            }
        }
        return nil
    }

    private static func isParent(_ segment: String) -> Bool {
        ["..", ".%2e", "%2e.", "%2e%2e"].contains(segment.lowercased())
    }
}

extension String {
    /// Whether the text begins with the given ASCII characters, in either case. Unlike `hasPrefix`, not misled by a
    /// combining mark that follows.
    func hasASCIIPrefix(_ prefix: StaticString) -> Bool {
        prefix.withUTF8Buffer { wanted in
            utf8.count >= wanted.count
                && zip(utf8, wanted).allSatisfy { $0 | ($0.isASCIIUppercase ? 0x20 : 0) == $1 }
        }
    }
}

extension UInt8 {
    fileprivate var isASCIIUppercase: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
}
