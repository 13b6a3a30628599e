import Crypto
import CryptoExtras
import Foundation
import Synchronization

@testable import PortalKit

/// Keys of a provider, made for the test, and tokens signed with them.
struct ProviderKeys: Sendable {
    /// Making an RSA key takes a while.
    static let shared: ProviderKeys? = try? ProviderKeys()

    let rsa: _RSA.Signing.PrivateKey
    let point: P256.Signing.PrivateKey

    init() throws {
        rsa = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        point = P256.Signing.PrivateKey()
    }

    /// The public keys as a provider publishes them.
    func set(rsaID: String = "rsa", pointID: String = "ec") throws -> [UInt8] {
        let primitives = try rsa.publicKey.getKeyPrimitives()
        let raw = Array(point.publicKey.rawRepresentation)
        let text = TokenBytes.base64URL
        return Array(
            """
            {"keys": [
              {"kty": "oct", "k": "AAAA", "kid": "shared"},
              {"kty": "RSA", "use": "enc", "kid": "\(rsaID)-enc", "n": "\(text(Array(primitives.modulus)))", "e": "AQAB"},
              {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "\(rsaID)",
               "n": "\(text(Array(primitives.modulus)))", "e": "\(text(Array(primitives.publicExponent)))"},
              {"kty": "EC", "crv": "P-256", "kid": "\(pointID)",
               "x": "\(text(Array(raw.prefix(32))))", "y": "\(text(Array(raw.suffix(32))))"}
            ]}
            """.utf8)
    }

    /// A token with these claims; `alg` and `kid` of the header are as told, whatever signs it.
    func token(
        _ claims: String, algorithm: String = "RS256", id: String? = "rsa", header extra: String = "",
        sign: ((ProviderKeys, [UInt8]) throws -> [UInt8])? = nil
    ) throws -> String {
        let kid = id.map { ", \"kid\": \"\($0)\"" } ?? ""
        let head = TokenBytes.base64URL(Array("{\"alg\": \"\(algorithm)\"\(kid)\(extra)}".utf8))
        let signed = "\(head).\(TokenBytes.base64URL(Array(claims.utf8)))"
        let signature = try (sign ?? Self.rs256)(self, Array(signed.utf8))
        return "\(signed).\(TokenBytes.base64URL(signature))"
    }

    static func rs256(_ keys: ProviderKeys, _ signed: [UInt8]) throws -> [UInt8] {
        Array(
            try keys.rsa.signature(for: SHA256.hash(data: signed), padding: .insecurePKCS1v1_5).rawRepresentation)
    }

    static func es256(_ keys: ProviderKeys, _ signed: [UInt8]) throws -> [UInt8] {
        Array(try keys.point.signature(for: SHA256.hash(data: signed)).rawRepresentation)
    }

    /// As somebody would who takes the published key for a shared secret.
    static func hs256(_ keys: ProviderKeys, _ signed: [UInt8]) throws -> [UInt8] {
        let secret = SymmetricKey(data: keys.rsa.publicKey.derRepresentation)
        return Array(HMAC<SHA256>.authenticationCode(for: signed, using: secret))
    }
}

/// A provider that answers without a socket, as the test says.
final class ScriptedProvider: Sendable {
    static let issuer = "https://id.tinh.example"

    struct State {
        var keySet: [UInt8] = []
        var idToken = ""
        var tokenStatus = 200
        var isDown = false
        var userInfo = "{\"sub\": \"s-1\", \"name\": \"Vũ Thị Nghĩa\", \"cccd\": \"024190001234\"}"
        var calls: [ProviderCall] = []
    }

    let state = Mutex(State())

    init(keySet: [UInt8]) { state.withLock { $0.keySet = keySet } }

    var calls: [ProviderCall] { state.withLock { $0.calls } }

    func change(_ change: (inout State) -> Void) { state.withLock { change(&$0) } }

    @Sendable func answer(_ call: ProviderCall) throws -> ProviderAnswer {
        let (state, path) = state.withLock { state in
            state.calls.append(call)
            return (state, String(call.url.dropFirst(Self.issuer.count)))
        }
        guard !state.isDown else { throw ProviderUnreachable(description: "down") }
        switch path {
        case "/.well-known/openid-configuration":
            return ProviderAnswer(status: 200, body: Array(Self.discovery.utf8))
        case "/keys": return ProviderAnswer(status: 200, body: state.keySet)
        case "/token":
            guard state.tokenStatus == 200 else {
                return ProviderAnswer(status: state.tokenStatus, body: Array("{\"error\": \"invalid_grant\"}".utf8))
            }
            let body = "{\"access_token\": \"at-1\", \"token_type\": \"Bearer\", \"id_token\": \"\(state.idToken)\"}"
            return ProviderAnswer(status: 200, body: Array(body.utf8))
        case "/userinfo": return ProviderAnswer(status: 200, body: Array(state.userInfo.utf8))
        default: return ProviderAnswer(status: 404, body: [])
        }
    }

    static let discovery = """
        {"issuer": "\(issuer)", "authorization_endpoint": "\(issuer)/authorize", "token_endpoint": "\(issuer)/token",
         "userinfo_endpoint": "\(issuer)/userinfo", "jwks_uri": "\(issuer)/keys",
         "end_session_endpoint": "\(issuer)/logout"}
        """
}
