/// What a provider says of itself (OpenID Connect Discovery 1.0), as far as the sign-in needs it.
struct ProviderMetadata: Sendable {
    let authorization: ProviderAddress
    let token: ProviderAddress
    let keys: ProviderAddress
    let userInfo: ProviderAddress?
    let endSession: ProviderAddress?
    /// Whether the client names itself in a header field or in the form; the field is the rule when nothing is said.
    let takesBasic: Bool
    /// Whether each answer names the issuer (RFC 9207).
    let namesIssuer: Bool

    /// - Throws: ``SignInFailure`` with what is missing.
    init(json: [UInt8], issuer: ProviderAddress) throws {
        guard let members = JSONClaim.members(of: json) else {
            throw SignInFailure(.unreachable, "the discovery document is no JSON object")
        }
        guard members["issuer"]?.text == issuer.text else {
            throw SignInFailure(.unreachable, "the discovery document names another issuer")
        }
        func endpoint(_ name: String) throws -> ProviderAddress? {
            guard let text = members[name]?.text else { return nil }
            guard let address = ProviderAddress(text), issuer.mayLead(to: address) else {
                throw SignInFailure(.unreachable, "the discovery document has an unfit \(name)")
            }
            return address
        }
        func required(_ name: String) throws -> ProviderAddress {
            guard let address = try endpoint(name) else {
                throw SignInFailure(.unreachable, "the discovery document lacks \(name)")
            }
            return address
        }
        authorization = try required("authorization_endpoint")
        token = try required("token_endpoint")
        keys = try required("jwks_uri")
        userInfo = try endpoint("userinfo_endpoint")
        endSession = try endpoint("end_session_endpoint")
        let methods = members["token_endpoint_auth_methods_supported"]?.texts ?? []
        takesBasic = methods.isEmpty || methods.contains("client_secret_basic")
        namesIssuer = members["authorization_response_iss_parameter_supported"] == .boolean(true)
    }
}
