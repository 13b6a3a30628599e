#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The part of a network address that one household or office holds: an IPv4 address, or an IPv6 /64.
///
/// Counting single IPv6 addresses would be useless, since whoever has one has 2⁶⁴ of them.
public struct AddressBlock: Sendable, Hashable {
    /// `203.0.113.7`, `2001:db8:1:2::/64`, or what was given, cut short, when it is no address.
    public let text: String

    /// The block of an address as a connection or a trusted proxy names it.
    public init(_ address: String) {
        if let bytes = Self.bytes(of: address, family: AF_INET6, count: 16) {
            let isMappedIPv4 = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
            text = isMappedIPv4 ? Self.dotted(bytes[12...]) : Self.prefix64(bytes)
        } else if let bytes = Self.bytes(of: address, family: AF_INET, count: 4) {
            text = Self.dotted(bytes[...])
        } else {
            text = String(address.prefix(45))
        }
    }

    private static func dotted(_ bytes: ArraySlice<UInt8>) -> String {
        bytes.map { String($0) }.joined(separator: ".")
    }

    private static func prefix64(_ bytes: [UInt8]) -> String {
        let groups = stride(from: 0, to: 8, by: 2).map { String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16) }
        return groups.joined(separator: ":") + "::/64"
    }

    private static func bytes(of address: String, family: Int32, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        // A link-local address may carry its interface: fe80::1%eth0.
        let plain = address.prefix { $0 != "%" }
        return inet_pton(family, String(plain), &bytes) == 1 ? bytes : nil
    }
}
