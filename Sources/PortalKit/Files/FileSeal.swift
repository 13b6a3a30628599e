internal import Crypto
import Foundation

/// What people send of themselves lies sealed in the store: a copy of the disk without the site's secret shows nothing of
/// it. A file is sealed in pieces (AES-256-GCM), so that it can be written as it comes and read from any place with
/// little memory. What is sealed once more becomes the same bytes, so that a file that is sent twice is stored once.
struct FileSeal: Sendable {
    /// Content of a piece in bytes; only the last is shorter.
    static let piece = 1 << 16
    /// How a sealed file begins.
    static let mark = Array("dinh: sealed, 1\n".utf8)

    private static let added = 12 + 16
    private static let sealedPiece = piece + added

    private let sealing: SymmetricKey
    private let naming: SymmetricKey

    init(key: [UInt8]) {
        let master = SymmetricKey(data: key)
        func derived(_ purpose: String) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: master, info: Array(purpose.utf8), outputByteCount: SiteSecrets.length)
        }
        sealing = derived("seal")
        naming = derived("nonce")
    }

    // MARK: - Where things lie

    /// How many pieces a stored file has; nil when it can be none.
    static func pieces(ofStored size: Int) -> Int? {
        let body = size - mark.count
        let count = (body + sealedPiece - 1) / sealedPiece
        return body >= added && body - (count - 1) * sealedPiece >= added ? count : nil
    }

    /// The size of a stored file's content.
    static func contentSize(ofStored size: Int) -> Int? {
        pieces(ofStored: size).map { size - mark.count - $0 * added }
    }

    /// Where a piece lies in the stored file.
    static func place(of number: Int) -> (offset: Int, count: Int) {
        (mark.count + number * sealedPiece, sealedPiece)
    }

    // MARK: - Pieces

    /// Seals a piece for its place: none can be left out, moved or cut off unseen.
    func seal(_ content: some Collection<UInt8>, number: Int, isLast: Bool) throws(FileStoreError) -> [UInt8] {
        let content = Array(content)
        var hmac = HMAC<SHA256>(key: naming)
        hmac.update(data: Self.place(number, isLast))
        hmac.update(data: content)
        let nonce = Array(hmac.finalize()).prefix(12)
        do {
            let box = try AES.GCM.seal(
                content, using: sealing, nonce: AES.GCM.Nonce(data: nonce),
                authenticating: Self.place(number, isLast))
            return Array(nonce) + box.ciphertext + box.tag
        } catch {
            throw .system(operation: "seal", code: EINVAL)
        }
    }

    func open(_ sealed: [UInt8], number: Int, isLast: Bool) throws(FileStoreError) -> [UInt8] {
        do {
            let box = try AES.GCM.SealedBox(combined: sealed)
            return Array(try AES.GCM.open(box, using: sealing, authenticating: Self.place(number, isLast)))
        } catch {
            throw .system(operation: "open the seal", code: EBADMSG)
        }
    }

    private static func place(_ number: Int, _ isLast: Bool) -> [UInt8] {
        withUnsafeBytes(of: UInt64(number).bigEndian, Array.init) + [isLast ? 1 : 0]
    }
}
