import Crypto
import Foundation
import Testing

@testable import PortalKit

/// ID tokens that a provider signed for this portal are believed, and no others.
struct IDTokenTests {
    private static let now = Date(timeIntervalSince1970: 1_790_000_000)

    private let keys: ProviderKeys
    private let published: VerificationKeys

    init() throws {
        keys = try #require(ProviderKeys.shared)
        published = try #require(VerificationKeys(json: try keys.set()))
    }

    private static func claims(
        iss: String = "https://id.tinh.example", aud: String = "\"portal\"", exp: Int = 300, iat: Int = -5,
        nonce: String = "n-1", sub: String = "s-1", more: String = ""
    ) -> String {
        let time = Int(now.timeIntervalSince1970)
        return """
            {"iss": "\(iss)", "aud": \(aud), "exp": \(time + exp), "iat": \(time + iat), "nonce": "\(nonce)",
             "sub": "\(sub)"\(more)}
            """
    }

    private func check(_ token: String, accessToken: String? = "at-1", at now: Date = now) throws -> [String: JSONClaim]
    {
        let check = IDTokenCheck(issuer: "https://id.tinh.example", clientID: "portal", nonce: "n-1", now: now)
        return try check.claims(of: try SignedToken(token), keys: published, accessToken: accessToken)
    }

    private func fault(_ token: String) -> IDTokenFault? {
        do {
            _ = try check(token)
            return nil
        } catch {
            return error as? IDTokenFault
        }
    }

    @Test func tokensOfBothAlgorithmsAreTaken() throws {
        #expect(try check(keys.token(Self.claims()))["sub"] == .text("s-1"))
        let point = try keys.token(Self.claims(), algorithm: "ES256", id: "ec", sign: ProviderKeys.es256)
        #expect(try check(point)["sub"] == .text("s-1"))
        // Without a name the keys of the kind are tried.
        #expect(fault(try keys.token(Self.claims(), id: nil)) == nil)
        let many = Self.claims(aud: "[\"portal\", \"other\"]", more: ", \"azp\": \"portal\"")
        #expect(fault(try keys.token(many)) == nil)
    }

    @Test func aChangedTokenIsRefused() throws {
        let parts = try keys.token(Self.claims()).split(separator: ".").map(String.init)
        let other = TokenBytes.base64URL(Array(Self.claims(sub: "s-2").utf8))
        #expect(fault("\(parts[0]).\(other).\(parts[2])") == .signature)
        var signature = try #require(TokenBytes.decodeBase64URL(parts[2]))
        signature[20] ^= 1
        #expect(fault("\(parts[0]).\(parts[1]).\(TokenBytes.base64URL(signature))") == .signature)
        let stranger = try ProviderKeys()
        #expect(fault(try stranger.token(Self.claims())) == .signature)
        #expect(fault(try keys.token(Self.claims(), id: "unknown")) == .unknownKey)
    }

    @Test func anUnsignedTokenIsRefused() throws {
        for name in ["none", "None", "NONE", ""] {
            #expect(fault(try keys.token(Self.claims(), algorithm: name) { _, _ in [] }) == .algorithm)
        }
        #expect(fault(try keys.token(Self.claims()) { _, _ in [] }) == .malformed)
    }

    /// The published key of one kind is no secret, nor a key of another kind.
    @Test func algorithmsAreNotMixedUp() throws {
        #expect(fault(try keys.token(Self.claims(), algorithm: "HS256", sign: ProviderKeys.hs256)) == .algorithm)
        #expect(fault(try keys.token(Self.claims(), algorithm: "RS256", sign: ProviderKeys.hs256)) == .signature)
        #expect(
            fault(try keys.token(Self.claims(), algorithm: "RS256", id: "ec", sign: ProviderKeys.es256)) == .unknownKey)
        #expect(fault(try keys.token(Self.claims(), algorithm: "ES256", id: "rsa")) == .unknownKey)
        #expect(fault(try keys.token(Self.claims(), algorithm: "RS256", id: "shared")) == .unknownKey)
        #expect(fault(try keys.token(Self.claims(), id: "rsa-enc")) == .unknownKey)
        let critical = try keys.token(Self.claims(), header: ", \"crit\": [\"b64\"], \"b64\": false")
        #expect(fault(critical) == .malformed)
    }

    @Test(arguments: [
        (claims(iss: "https://id.tinh.example/"), IDTokenFault.issuer),
        (claims(iss: "https://id.khac.example"), .issuer),
        (claims(aud: "\"other\""), .audience), (claims(aud: "[]"), .audience),
        (claims(aud: "[\"portal\", \"other\"]"), .audience),
        (claims(aud: "\"portal\"", more: ", \"azp\": \"other\""), .audience),
        (claims(exp: -91), .expired), (claims(iat: -700), .expired), (claims(iat: 95), .clock),
        (claims(more: ", \"nbf\": 1790000200"), .clock), (claims(nonce: "n-2"), .nonce), (claims(nonce: ""), .nonce),
        (claims(sub: ""), .subject), (claims(more: ", \"at_hash\": \"AAAAAAAAAAAAAAAAAAAAAA\""), .accessToken),
        ("{\"iss\": \"https://id.tinh.example\", \"aud\": \"portal\"}", .malformed), ("[]", .malformed),
    ])
    func aTokenForSomethingElseIsRefused(claims: String, expected: IDTokenFault) throws {
        #expect(fault(try keys.token(claims)) == expected)
    }

    @Test func theClocksMayDifferALittle() throws {
        #expect(fault(try keys.token(Self.claims(exp: -60))) == nil)
        #expect(fault(try keys.token(Self.claims(iat: 60))) == nil)
    }

    @Test func aTokenBelongsToItsAccessToken() throws {
        let token = try keys.token(Self.claims(more: ", \"at_hash\": \"\(IDTokenCheck.hash(of: "at-1"))\""))
        #expect(throws: Never.self) { try check(token) }
        #expect(throws: IDTokenFault.accessToken) { try check(token, accessToken: nil) }
    }

    /// Whatever comes, it is taken apart or refused, and only what was signed is believed.
    @Test(arguments: 0..<8) func mutatedTokensAreNeverBelieved(seed: Int) throws {
        var random = SeededGenerator(state: UInt64(seed))
        let good = try keys.token(Self.claims())
        for _ in 0..<400 {
            var bytes = Array(good.utf8)
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(contentsOf: [UInt8](".=-_{\"".utf8).shuffled(using: &random), at: place)
                case 3: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &random))
                default: bytes.removeSubrange(place..<min(place + 40, bytes.count))
                }
                if bytes.isEmpty { bytes = [46] }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            if text != good { #expect(fault(text) != nil, "\(text)") }
        }
    }

    @Test func hugeAndDeepTokensAreRefused() throws {
        #expect(fault(String(repeating: "a", count: 20_000)) == .malformed)
        #expect(fault(String(repeating: ".", count: 3)) == .malformed)
        let deep = String(repeating: "[", count: 3_000) + String(repeating: "]", count: 3_000)
        #expect(fault(try keys.token(deep)) == .malformed)
        let header = TokenBytes.base64URL(Array("{\"alg\": \(deep)}".utf8))
        #expect(fault("\(header).e30.AAAA") == .malformed)
    }
}
