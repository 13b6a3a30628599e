import HTTPTypes

/// Header fields that every answer carries.
enum SecurityHeaders {
    /// Nothing from elsewhere, no inline script or style, no framing by others.
    private static let contentSecurityPolicy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
        "connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'", "manifest-src 'self'",
    ].joined(separator: "; ")

    private static let strictTransportSecurity = HTTPField.Name("Strict-Transport-Security")
    private static let fixed: [(String, String)] = [
        ("Content-Security-Policy", contentSecurityPolicy),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ]

    static func add(to fields: inout HTTPFields, isSecure: Bool) {
        for (name, value) in fixed {
            guard let name = HTTPField.Name(name), fields[name] == nil else { continue }
            fields[name] = value
        }
        if isSecure, let name = strictTransportSecurity { fields[name] = "max-age=31536000; includeSubDomains" }
    }
}
