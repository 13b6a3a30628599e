/// A service at which citizens sign in, by OpenID Connect.
public struct CitizenSignInSettings: Sendable, Equatable {
    /// What the service calls what is known of a person; nil: it is not taken over.
    public struct Claims: Sendable, Equatable {
        /// The full name.
        public var name: String?
        /// The personal identification number.
        public var identity: String?
        /// The telephone number.
        public var phone: String?
        /// The mail address.
        public var email: String?
        /// Where the person lives: a text, or an address as OpenID Connect has it.
        public var address: String?

        /// The names of OpenID Connect; it knows no identification number.
        public init(
            name: String? = "name", identity: String? = nil, phone: String? = "phone_number",
            email: String? = "email", address: String? = "address"
        ) {
            self.name = name
            self.identity = identity
            self.phone = phone
            self.email = email
            self.address = address
        }
    }

    /// What people call the service: "VNeID".
    public var name: String
    /// Its address, exactly as it names itself.
    public var issuer: String
    /// What the service calls this portal.
    public var clientID: String
    /// Where the portal's secret with the service is read.
    public var secret: SecretSource
    /// What is asked for, `openid` among it.
    public var scopes: [String]
    /// What the service calls what is known of a person.
    public var claims: Claims
    /// Minutes after which a citizen has to sign in again.
    public var sessionMinutes: Int
    /// A file with the certificates to trust instead of the system's.
    public var certificates: String?
}
