import Crypto
import CryptoExtras
import Foundation

/// A provider's public keys (RFC 7517). A key of a kind that is not used here is passed over.
struct VerificationKeys: Sendable {
    /// A provider has a few; more are not looked at.
    private static let most = 30

    private let keys: [VerificationKey]

    var isEmpty: Bool { keys.isEmpty }

    /// Nil when it is no set of keys.
    init?(json: some Sequence<UInt8>) {
        guard case .list(let list)? = JSONClaim.members(of: json)?["keys"] else { return nil }
        keys = list.prefix(Self.most).compactMap { $0.object.flatMap(VerificationKey.init(members:)) }
    }

    init(_ keys: [VerificationKey]) { self.keys = keys }

    /// The keys that can have made a signature of this algorithm: a key serves its own kind only, so that nobody can pass
    /// off a public key as a shared secret. Without a name all of the kind can be meant.
    func candidates(for algorithm: SigningAlgorithm, id: String?) -> [VerificationKey] {
        keys.filter { $0.algorithm == algorithm && (id == nil || $0.id == id) }
    }
}

/// One public key for one algorithm.
struct VerificationKey: Sendable {
    private enum Key: Sendable {
        case rsa(_RSA.Signing.PublicKey)
        case p256(P256.Signing.PublicKey)
    }

    let id: String?
    private let key: Key

    var algorithm: SigningAlgorithm {
        switch key {
        case .rsa: .rs256
        case .p256: .es256
        }
    }

    init?(members: [String: JSONClaim]) {
        if let use = members["use"]?.text, use != "sig" { return nil }
        func bytes(_ name: String) -> [UInt8]? { members[name]?.text.flatMap(TokenBytes.decodeBase64URL) }
        switch members["kty"]?.text {
        case "RSA":
            // Keys below 2048 bits are refused by the library.
            guard let modulus = bytes("n"), modulus.count <= 1024, let exponent = bytes("e"), exponent.count <= 8,
                let rsa = try? _RSA.Signing.PublicKey(n: modulus, e: exponent)
            else { return nil }
            key = .rsa(rsa)
        case "EC" where members["crv"]?.text == "P-256":
            guard let x = bytes("x"), let y = bytes("y"), x.count == 32, y.count == 32,
                let point = try? P256.Signing.PublicKey(x963Representation: [4] + x + y)
            else { return nil }
            key = .p256(point)
        default: return nil
        }
        id = members["kid"]?.text
        if let named = members["alg"]?.text, named != algorithm.rawValue { return nil }
    }

    func verifies(_ signature: [UInt8], of signed: [UInt8]) -> Bool {
        switch key {
        case .rsa(let rsa):
            return rsa.isValidSignature(
                _RSA.Signing.RSASignature(rawRepresentation: signature), for: SHA256.hash(data: signed),
                padding: .insecurePKCS1v1_5)
        case .p256(let point):
            guard let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature) else { return false }
            return point.isValidSignature(signature, for: SHA256.hash(data: signed))
        }
    }
}
