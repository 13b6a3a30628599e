/// A mail address with the name of who has it.
///
/// Only what every mail server takes: letters, digits and a few signs on both sides of one `@`. Nothing in it can end a
/// header line or look like an option of a program.
public struct MailAddress: Sendable, Hashable, CustomStringConvertible {
    /// `van-phong@dongviet.example`.
    public let address: String
    /// The name, empty when it is not known.
    public let name: String

    /// Makes an address, or nothing when it is not one.
    public init?(_ address: String, name: String = "") {
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard address.utf8.count <= 254, parts.count == 2,
            Self.isLocalPart(parts[0]), Self.isDomain(parts[1])
        else { return nil }
        self.address = address
        self.name = String(name.normalizedInput().prefix(100))
    }

    /// For logs, which do not hold personal data: `v***@dongviet.example`.
    public var masked: String {
        let parts = address.split(separator: "@")
        return "\(parts.first?.first.map { String($0) } ?? "")***@\(parts.last ?? "")"
    }

    /// The same as ``masked``, so that no log holds an address by accident.
    public var description: String { masked }

    private static func isLocalPart(_ part: Substring) -> Bool {
        part.utf8.count <= 64 && part.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isAtom)
            && !part.hasPrefix("-")
    }

    private static func isAtom(_ atom: Substring) -> Bool {
        !atom.isEmpty
            && atom.unicodeScalars.allSatisfy {
                $0.isASCIILetterOrDigit || "!#$%&'*+-/=?^_`{|}~".unicodeScalars.contains($0)
            }
    }

    private static func isDomain(_ domain: Substring) -> Bool {
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2
            && labels.allSatisfy { label in
                !label.isEmpty && label.utf8.count <= 63 && !label.hasPrefix("-") && !label.hasSuffix("-")
                    && label.unicodeScalars.allSatisfy { $0.isASCIILetterOrDigit || $0 == "-" }
            }
    }
}

extension Unicode.Scalar {
    fileprivate var isASCIILetterOrDigit: Bool {
        ("a"..."z").contains(self) || ("A"..."Z").contains(self) || ("0"..."9").contains(self)
    }
}
