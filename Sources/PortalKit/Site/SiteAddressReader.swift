/// Host names, paths, links and mail addresses in `site.yml`: strict, so that what is served and printed is safe.
enum SiteAddressReader {
    /// The list of host names under `key`: lower case, each once, none that is in `besides`.
    static func hosts(
        _ root: ConfigNode, _ key: String, besides: [String] = [], faults: inout [Fault]
    ) -> [String] {
        var hosts: [String] = []
        for item in root.items(key, faults: &faults) {
            guard let host = item.asText(maximumLength: 253, faults: &faults)?.lowercased() else { continue }
            if !isHost(host) {
                faults.append(
                    item.fault(
                        "\"\(host)\" is not a host name",
                        mend: "write it without scheme, port and path; a name with Vietnamese letters in its xn-- form")
                )
            } else if hosts.contains(host) || besides.contains(host) {
                faults.append(item.fault("\"\(host)\" is listed twice", mend: "keep one of the two"))
            } else {
                hosts.append(host)
            }
        }
        return hosts
    }

    /// Labels of letters, digits and hyphens (RFC 1123), already in lower case; IPv4 addresses are of that form too.
    static func isHost(_ text: String) -> Bool {
        guard !text.isEmpty, text.utf8.count <= 253 else { return false }
        return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                && label.utf8.allSatisfy { isLowerAlphanumeric($0) || $0 == UInt8(ascii: "-") }
        }
    }

    /// Lower-case letters and digits of ASCII, joined by single hyphens.
    static func isSlug(_ text: some StringProtocol) -> Bool {
        !text.isEmpty
            && text.split(separator: "-", omittingEmptySubsequences: false).allSatisfy {
                !$0.isEmpty && $0.utf8.allSatisfy(isLowerAlphanumeric)
            }
    }

    /// A link that is safe to print: a path of this site, or an address with http or https.
    static func isLink(_ text: String) -> Bool {
        let isPlain = text.unicodeScalars.allSatisfy {
            !$0.properties.isWhitespace && !"\"<>\\^`{|}".contains(Character($0))
        }
        guard isPlain else { return false }
        if text.hasPrefix("/") { return !text.hasPrefix("//") }
        for scheme in ["https://", "http://"] where text.hasPrefix(scheme) {
            let authority = text.dropFirst(scheme.count).prefix { !"/?#".contains($0) }.lowercased()
            let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let isPort = parts.count < 2 || UInt16(parts[1]) != nil
            return isPort && parts.first.map { isHost(String($0)) } ?? false
        }
        return false
    }

    /// Something with one @ and a host name: whether the mailbox exists only a message can tell.
    static func isMailAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].utf8.count) else { return false }
        let isMailbox = parts[0].utf8.allSatisfy { isLowerAlphanumeric($0 | 0x20) || "._%+-".utf8.contains($0) }
        return isMailbox && isHost(parts[1].lowercased()) && parts[1].contains(".")
    }

    private static func isLowerAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
