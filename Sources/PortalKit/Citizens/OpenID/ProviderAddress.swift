import Foundation

/// The address of a provider or one of its endpoints: https, or http on this machine, where nobody listens on the way.
struct ProviderAddress: Sendable, Equatable {
    let text: String
    let isLoopback: Bool
    private let isSecure: Bool

    /// Nil for everything else: other schemes, a name and password in it, a fragment, blanks.
    init?(_ text: String) {
        guard text.utf8.count <= 1000, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
            parts.user == nil, parts.password == nil, parts.fragment == nil
        else { return nil }
        let name = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        isLoopback = SMTPSettings.isLoopback(name.lowercased())
        isSecure = parts.scheme?.lowercased() == "https"
        guard isSecure || (parts.scheme?.lowercased() == "http" && isLoopback) else { return nil }
        self.text = text
    }

    /// Whether an endpoint may stand here: a provider out in the world has none on this machine.
    func mayLead(to endpoint: ProviderAddress) -> Bool { isLoopback || (!endpoint.isLoopback && endpoint.isSecure) }
}
