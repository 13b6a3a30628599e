import Crypto
import Foundation

/// What must hold of an ID token before it is believed (OpenID Connect Core 1.0, 3.1.3.7).
struct IDTokenCheck: Sendable {
    /// How far the clocks of portal and provider may differ.
    static let leeway: TimeInterval = 90
    /// A token is fetched as soon as it is made: an old one was kept by somebody.
    static let mostAge: TimeInterval = 600

    let issuer: String
    let clientID: String
    let nonce: String
    let now: Date

    /// The claims of a token that is signed by one of the keys, made for this portal, for this sign-in, and now.
    func claims(
        of token: SignedToken, keys: VerificationKeys, accessToken: String?
    ) throws(IDTokenFault) -> [String: JSONClaim] {
        let claims = try token.claims(signedBy: keys)
        guard claims["iss"]?.text == issuer else { throw .issuer }
        try checkAudience(claims)
        try checkTimes(claims)
        let given = Array((claims["nonce"]?.text ?? "").utf8)
        guard !nonce.isEmpty, TokenBytes.constantTimeEqual(given, Array(nonce.utf8)) else { throw .nonce }
        guard let subject = claims["sub"]?.text, (1...255).contains(subject.utf8.count) else { throw .subject }
        if let hash = claims["at_hash"] {
            guard let accessToken, hash.text == Self.hash(of: accessToken) else { throw .accessToken }
        }
        return claims
    }

    private func checkAudience(_ claims: [String: JSONClaim]) throws(IDTokenFault) {
        let audience = claims["aud"]?.texts ?? []
        guard audience.contains(clientID) else { throw .audience }
        let party = claims["azp"]
        guard party == nil ? audience.count == 1 : party?.text == clientID else { throw .audience }
    }

    private func checkTimes(_ claims: [String: JSONClaim]) throws(IDTokenFault) {
        guard let expiry = claims["exp"]?.moment, let issued = claims["iat"]?.moment else { throw .malformed }
        guard now < expiry.addingTimeInterval(Self.leeway) else { throw .expired }
        guard issued <= now.addingTimeInterval(Self.leeway) else { throw .clock }
        guard now.timeIntervalSince(issued) <= Self.mostAge + Self.leeway else { throw .expired }
        if let start = claims["nbf"] {
            guard let start = start.moment, start <= now.addingTimeInterval(Self.leeway) else { throw .clock }
        }
    }

    /// The left half of its SHA-256 (3.1.3.6), which both algorithms call for.
    static func hash(of accessToken: String) -> String {
        TokenBytes.base64URL(Array(SHA256.hash(data: Array(accessToken.utf8)).prefix(16)))
    }
}

/// Why an ID token is not believed.
enum IDTokenFault: Error, Sendable, Equatable {
    case malformed
    /// Not one of ``SigningAlgorithm``.
    case algorithm
    /// Signed by a key that the provider does not publish.
    case unknownKey
    case signature
    case issuer
    case audience
    /// Its time is over.
    case expired
    /// It comes from the future: one of the clocks is wrong.
    case clock
    case nonce
    case subject
    /// It came with another access token.
    case accessToken
}
