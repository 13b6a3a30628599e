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

    /// The address of a picture when it may stay: one of the site's files (`/tep/...`), or relative to the page.
    static func imageAddress(_ value: String) -> String? {
        guard let address = cleaned(value), scheme(of: address) == nil else { return nil }
        let path = address.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        let segments = path.split(separator: UInt8(ascii: "/"))
        guard !segments.isEmpty, !segments.contains(where: { isParent($0) }) else { return nil }
        return address.utf8.first != UInt8(ascii: "/") || address.hasASCIIPrefix("/tep/") ? address : nil
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

    private static func isParent(_ segment: some Sequence<UInt8>) -> Bool {
        let name = String(decoding: Array(segment), as: UTF8.self).lowercased()
        return ["..", ".%2e", "%2e.", "%2e%2e"].contains(name)
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
