import Foundation

/// Somebody who signed in with the site's identity service, as that service knows them. What it does not tell is empty.
///
/// A module reads ``Request/citizen``; nothing of it belongs in a log, and what is kept is sealed (``DataVault``).
public struct Citizen: Sendable, Codable, Equatable {
    /// Where somebody lives, in the parts that the service gives.
    public struct Address: Sendable, Codable, Equatable {
        /// House, street, village; or all of it, where the service gives one line.
        public var detail: String
        /// Commune or ward.
        public var commune: String
        /// Province or city.
        public var province: String

        /// An address.
        public init(detail: String = "", commune: String = "", province: String = "") {
            self.detail = detail
            self.commune = commune
            self.province = province
        }
    }

    /// By what the service knows them; the same for good.
    public var subject: String
    /// What the service is called.
    public var provider: String
    /// The full name.
    public var name: String
    /// The personal identification number.
    public var identity: String
    /// The telephone number.
    public var phone: String
    /// The mail address.
    public var email: String
    /// Where they live.
    public var address: Address

    /// Somebody.
    public init(
        subject: String, provider: String, name: String = "", identity: String = "", phone: String = "",
        email: String = "", address: Address = Address()
    ) {
        self.subject = subject
        self.provider = provider
        self.name = name
        self.identity = identity
        self.phone = phone
        self.email = email
        self.address = address
    }
}

extension Citizen {
    /// From what a service says, by the names that the site gave.
    init(claims: [String: JSONClaim], settings: CitizenSignInSettings) {
        let names = settings.claims
        func text(_ name: String?, maximum: Int = 200) -> String {
            guard let claim = name.flatMap({ claims[$0] }) else { return "" }
            let text: String
            switch claim {
            case .text(let written): text = written
            // Some services send numbers as such.
            case .number(let number) where number == number.rounded() && abs(number) < 1e15: text = String(Int(number))
            default: return ""
            }
            let clean = text.normalizedInput(multiline: false)
            return clean.count <= maximum ? clean : ""
        }
        self.init(
            subject: claims["sub"]?.text ?? "", provider: settings.name, name: text(names.name),
            identity: text(names.identity, maximum: 30), phone: text(names.phone, maximum: 30),
            email: text(names.email, maximum: 254))
        guard let name = names.address else { return }
        guard let parts = claims[name]?.object else {
            address = Address(detail: text(name))
            return
        }
        func part(_ name: String) -> String {
            let clean = (parts[name]?.text ?? "").normalizedInput(multiline: false)
            return clean.count <= 200 ? clean : ""
        }
        address = Address(detail: part("street_address"), commune: part("locality"), province: part("region"))
        if address == Address() { address.detail = part("formatted") }
    }
}
