/// A signed token in its compact form (RFC 7515, 7.1), taken apart and not yet believed.
struct SignedToken: Sendable {
    /// No ID token of a provider is longer.
    static let mostBytes = 16 << 10

    let algorithm: SigningAlgorithm
    /// Names the key, when the provider says which.
    let keyID: String?
    /// What was signed: the first two parts as they were sent.
    let signed: [UInt8]
    let signature: [UInt8]
    private let payload: [UInt8]

    /// - Throws: ``IDTokenFault/malformed``, or ``IDTokenFault/algorithm`` for `none` and every one that is not ours.
    init(_ text: String) throws(IDTokenFault) {
        let bytes = Array(text.utf8)
        guard bytes.count <= Self.mostBytes else { throw .malformed }
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Self.decode(parts[0]), let payload = Self.decode(parts[1]),
            let members = JSONClaim.members(of: header), let name = members["alg"]?.text
        else { throw .malformed }
        guard let algorithm = SigningAlgorithm(rawValue: name) else { throw .algorithm }
        // An extension that must be understood (RFC 7515, 4.1.11): none is.
        guard members["crit"] == nil, let signature = Self.decode(parts[2]), !signature.isEmpty else {
            throw .malformed
        }
        self.algorithm = algorithm
        keyID = members["kid"]?.text
        signed = bytes.dropLast(parts[2].count + 1)
        self.signature = signature
        self.payload = payload
    }

    /// What the token says, once one of the keys has signed it.
    ///
    /// - Throws: ``IDTokenFault/unknownKey`` when no key can be the one, ``IDTokenFault/signature``.
    func claims(signedBy keys: VerificationKeys) throws(IDTokenFault) -> [String: JSONClaim] {
        let candidates = keys.candidates(for: algorithm, id: keyID)
        guard !candidates.isEmpty else { throw .unknownKey }
        guard candidates.contains(where: { $0.verifies(signature, of: signed) }) else { throw .signature }
        guard let claims = JSONClaim.members(of: payload) else { throw .malformed }
        return claims
    }

    private static func decode(_ part: ArraySlice<UInt8>) -> [UInt8]? {
        TokenBytes.decodeBase64URL(String(decoding: part, as: UTF8.self))
    }
}

/// The algorithms that are taken; `none` and those with a shared secret are not among them.
enum SigningAlgorithm: String, Sendable {
    case rs256 = "RS256"
    case es256 = "ES256"
}
