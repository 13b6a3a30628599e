import Crypto
public import Foundation

/// Keeps what a database, a copy of it or a log must not show: personal data is sealed with a key that lies outside the
/// database (AES-256-GCM), and can be looked for by a keyed fingerprint without being opened.
///
/// ```swift
/// let sealed = try context.vault.seal(Array(json.utf8), for: "dossier/12")
/// let bytes = try context.vault.open(sealed, for: "dossier/12")      // the place belongs to it: nothing can be swapped
/// ```
public struct DataVault: Sendable {
    /// What was sealed was altered, belongs elsewhere, or was sealed with another site's secret.
    public struct Unreadable: Error {}

    private let sealing: SymmetricKey
    private let marking: SymmetricKey

    init(key: [UInt8]) {
        let master = SymmetricKey(data: key)
        sealing = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: master, info: Array("seal".utf8), outputByteCount: SiteSecrets.length)
        marking = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: master, info: Array("mark".utf8), outputByteCount: SiteSecrets.length)
    }

    /// Seals bytes for one place, as a record's column; sealing the same again gives something else.
    public func seal(_ bytes: [UInt8], for place: String) throws -> [UInt8] {
        let box = try AES.GCM.seal(bytes, using: sealing, authenticating: Array(place.utf8))
        guard let combined = box.combined else { throw Unreadable() }
        return Array(combined)
    }

    /// Opens what was sealed for the same place.
    ///
    /// - Throws: ``Unreadable``.
    public func open(_ sealed: [UInt8], for place: String) throws -> [UInt8] {
        do {
            let box = try AES.GCM.SealedBox(combined: sealed)
            return Array(try AES.GCM.open(box, using: sealing, authenticating: Array(place.utf8)))
        } catch {
            throw Unreadable()
        }
    }

    /// What stands for a value where it is looked for: always the same for the same value and purpose, and of no use to
    /// whoever has not got the key.
    public func fingerprint(_ value: String, for purpose: String) -> String {
        var hmac = HMAC<SHA256>(key: marking)
        hmac.update(data: Array("\(purpose)\u{0}\(value)".utf8))
        return TokenBytes.base64URL(Array(hmac.finalize()))
    }

    /// Compares two fingerprints in a time that does not tell how much of them is alike.
    public static func isSame(_ left: String, _ right: String) -> Bool {
        TokenBytes.constantTimeEqual(Array(left.utf8), Array(right.utf8))
    }

    /// A ticket for an address: names a record to whoever was let in, until a moment.
    public func ticket(_ text: String, for purpose: String, until end: Date) throws -> String {
        let expiry = String(Int(end.timeIntervalSince1970))
        return TokenBytes.base64URL(try seal(Array("\(expiry)\n\(text)".utf8), for: "ticket/\(purpose)"))
    }

    /// What a ticket was made for; nil when it is none, is for something else, or is over.
    public func redeem(_ ticket: String, for purpose: String, at moment: Date) -> String? {
        guard ticket.utf8.count < 2_000,
            let bytes = TokenBytes.decodeUnpaddedBase64(ticket.replacing("-", with: "+").replacing("_", with: "/")),
            let open = try? open(bytes, for: "ticket/\(purpose)")
        else { return nil }
        let parts = String(decoding: open, as: UTF8.self).split(separator: "\n", maxSplits: 1)
        guard parts.count == 2, let expiry = Double(parts[0]), moment.timeIntervalSince1970 < expiry else { return nil }
        return String(parts[1])
    }
}

extension ModuleContext {
    /// Seals what the module keeps of people with the site's secret, under a key of this module alone.
    public var vault: DataVault { DataVault(key: services.key("vault/\(id)")) }
}
