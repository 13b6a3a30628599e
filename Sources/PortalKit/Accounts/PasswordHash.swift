import Crypto
import CryptoExtras
import Foundation

/// A password as it is stored: scrypt (RFC 7914) with its parameters, so that these can grow without a migration.
///
/// The text is the PHC form `$scrypt$ln=15,r=8,p=1$<salt>$<key>`. Making and verifying one takes tens of milliseconds
/// and, with the standard parameters, 32 MiB: do it outside a transaction, through `PasswordWorker`.
public struct PasswordHash: Sendable, Hashable {
    /// What scrypt costs.
    public struct Parameters: Sendable, Hashable {
        /// Binary logarithm of scrypt's N, 1…20.
        public let logCost: Int
        /// scrypt's r, 1…16.
        public let blockSize: Int
        /// scrypt's p, 1…3. (The library reserves memory for no more.)
        public let parallelism: Int

        /// N = 2¹⁵, r = 8, p = 1.
        public static let standard = Parameters(logCost: 15, blockSize: 8, parallelism: 1)

        /// Values outside the ranges are brought to the nearest bound.
        public init(logCost: Int, blockSize: Int, parallelism: Int) {
            self.logCost = min(max(logCost, 1), 20)
            self.blockSize = min(max(blockSize, 1), 16)
            self.parallelism = min(max(parallelism, 1), 3)
        }
    }

    /// What scrypt cost when this was made.
    public let parameters: Parameters
    let salt: [UInt8]
    let key: [UInt8]

    static let saltLength = 16
    static let keyLength = 32

    /// Longest password that is hashed at all, in bytes of UTF-8: the policy's 128 characters of four bytes each.
    static let maximumBytes = 512

    /// Hashes a password, brought to NFC first.
    ///
    /// - Throws: `PasswordHashError.unusablePassword` when it is empty or longer than 512 bytes; the cryptographic
    ///   library's error when memory runs out.
    public init(
        password: String, parameters: Parameters = .standard, random: RandomBytes = systemRandomBytes
    ) throws {
        let salt = random(Self.saltLength)
        self.parameters = parameters
        self.salt = salt
        self.key = try Self.derive(password, salt: salt, parameters: parameters)
    }

    /// Reads a stored hash.
    ///
    /// - Throws: `PasswordHashError.malformed`.
    public init(encoded: String) throws {
        let parts = encoded.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt",
            let parameters = Self.parameters(from: parts[2]),
            let salt = TokenBytes.decodeUnpaddedBase64(parts[3]), salt.count == Self.saltLength,
            let key = TokenBytes.decodeUnpaddedBase64(parts[4]), key.count == Self.keyLength
        else { throw PasswordHashError.malformed }
        self.parameters = parameters
        self.salt = salt
        self.key = key
    }

    /// The text to store.
    public var encoded: String {
        let costs = "ln=\(parameters.logCost),r=\(parameters.blockSize),p=\(parameters.parallelism)"
        return "$scrypt$\(costs)$\(TokenBytes.unpaddedBase64(salt))$\(TokenBytes.unpaddedBase64(key))"
    }

    /// Whether this is the hash of that password. Takes the same time for every wrong one.
    public func verify(_ password: String) -> Bool {
        guard let candidate = try? Self.derive(password, salt: salt, parameters: parameters) else { return false }
        return TokenBytes.constantTimeEqual(candidate, key)
    }

    /// Whether the password should be hashed anew at the next login, because the standard has moved on.
    public func needsRehash(for standard: Parameters = .standard) -> Bool {
        parameters != standard
    }

    /// A hash that no password has, of the same cost: verified when a login is unknown, so that the answer comes as
    /// late as for a known one.
    public static func decoy(parameters: Parameters = .standard, random: RandomBytes = systemRandomBytes) -> Self {
        Self(parameters: parameters, salt: random(saltLength), key: random(keyLength))
    }

    private init(parameters: Parameters, salt: [UInt8], key: [UInt8]) {
        self.parameters = parameters
        self.salt = salt
        self.key = key
    }

    private static func derive(_ password: String, salt: [UInt8], parameters: Parameters) throws -> [UInt8] {
        let bytes = Array(password.nfc.utf8)
        guard !bytes.isEmpty, bytes.count <= maximumBytes else { throw PasswordHashError.unusablePassword }
        return try KDF.Scrypt.deriveKey(
            from: bytes, salt: salt, outputByteCount: keyLength, rounds: 1 << parameters.logCost,
            blockSize: parameters.blockSize, parallelism: parameters.parallelism
        ).withUnsafeBytes(Array.init)
    }

    private static func parameters(from text: Substring) -> Parameters? {
        let values = text.split(separator: ",", omittingEmptySubsequences: false)
        guard values.count == 3, values[0].hasPrefix("ln="), values[1].hasPrefix("r="), values[2].hasPrefix("p="),
            let logCost = Int(values[0].dropFirst(3)), let blockSize = Int(values[1].dropFirst(2)),
            let parallelism = Int(values[2].dropFirst(2))
        else { return nil }
        let parameters = Parameters(logCost: logCost, blockSize: blockSize, parallelism: parallelism)
        let unchanged =
            parameters.logCost == logCost && parameters.blockSize == blockSize
            && parameters.parallelism == parallelism
        return unchanged ? parameters : nil
    }
}

/// Why a password could not be hashed, or a stored hash not be read.
public enum PasswordHashError: Error, Equatable {
    /// Empty, or longer than 512 bytes.
    case unusablePassword
    /// The stored text is not one that this type wrote.
    case malformed
}
