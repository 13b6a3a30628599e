import Foundation

/// How mail reaches the server that sends it on.
public struct SMTPSettings: Sendable, Equatable {
    /// How the connection is protected. The server's certificate is verified in both cases.
    public enum Security: String, Sendable, CaseIterable {
        /// Plain at first, then TLS before anything else is said (RFC 3207): port 587.
        case starttls
        /// TLS from the first byte (RFC 8314): port 465.
        case tls
        /// None: for a server on the same machine, or where the site says so.
        case none
    }

    /// A host name or address.
    public var host: String
    /// The port.
    public var port: Int
    /// How the connection is protected.
    public var security: Security
    /// The name to log in with; nil: the server takes mail without.
    public var user: String?
    /// Where the password is read; set when `user` is.
    public var password: SecretSource?
    /// A file with the certificates to trust instead of the system's, for a server of one's own authority.
    public var certificates: String?

    /// Settings with defaults.
    public init(
        host: String, port: Int = 587, security: Security = .starttls, user: String? = nil,
        password: SecretSource? = nil,
        certificates: String? = nil
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.certificates = certificates
    }

    /// Whether the host is this machine, so that nobody listens on the way.
    static func isLoopback(_ host: String) -> Bool {
        let isIPv4 = host.utf8.allSatisfy { $0 == UInt8(ascii: ".") || (48...57).contains($0) }
        return host == "localhost" || host == "::1" || (isIPv4 && host.hasPrefix("127."))
    }
}
