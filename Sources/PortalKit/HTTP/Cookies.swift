import Foundation

/// Reading and writing the portal's few cookies.
enum Cookies {
    static let session = "dinh_session"
    static let form = "dinh_form"
    static let flash = "dinh_flash"
    static let language = "dinh_lang"

    /// The cookies of a request by name; of two with one name the first counts.
    static func parse(_ header: String?) -> [String: String] {
        var cookies: [String: String] = [:]
        for pair in (header ?? "").split(separator: ";").prefix(50) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            let name = parts[0].trimmingCharacters(in: .whitespaces)
            if cookies[name] == nil { cookies[name] = parts[1].trimmingCharacters(in: .whitespaces) }
        }
        return cookies
    }

    /// A `Set-Cookie` value; the cookie is not readable by scripts and not sent from other sites.
    ///
    /// - Parameter seconds: how long it lives; nil until the browser closes, 0 takes it away.
    static func make(_ name: String, _ value: String, seconds: Int?, isSecure: Bool, sameSite: String = "Lax") -> String
    {
        var cookie = "\(name)=\(value); Path=/; HttpOnly; SameSite=\(sameSite)"
        if let seconds { cookie += "; Max-Age=\(seconds)" }
        if isSecure { cookie += "; Secure" }
        return cookie
    }
}

extension FlashMessage {
    /// Messages as a cookie's value, and back; anything that is not ours reads as none.
    static func encode(_ messages: [FlashMessage]) -> String {
        ((try? JSONEncoder().encode(messages)) ?? Data()).base64EncodedString()
            .replacing("=", with: "").replacing("+", with: "-").replacing("/", with: "_")
    }

    static func decode(_ cookie: String?) -> [FlashMessage] {
        guard let cookie, cookie.count < 3000 else { return [] }
        let base64 = cookie.replacing("-", with: "+").replacing("_", with: "/")
        let padded = base64 + String(repeating: "=", count: (4 - base64.count % 4) % 4)
        guard let data = Data(base64Encoded: padded) else { return [] }
        return (try? JSONDecoder().decode([FlashMessage].self, from: data)) ?? []
    }
}
