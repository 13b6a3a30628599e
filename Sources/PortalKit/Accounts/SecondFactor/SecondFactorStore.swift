import Crypto
import Foundation
import GRDB

/// What is known of an account's second factor.
struct SecondFactor: Sendable, Equatable {
    /// The secret that the person's telephone holds too.
    let secret: [UInt8]
    /// When the person proved to have it; nil while the enrolment is not finished, and the factor not asked for.
    let confirmedAt: Date?
    /// The last step whose code was used: no code is good twice.
    let lastStep: Int64
    /// Recovery codes that are still good.
    let recoveryCodes: Int
}

/// Keeps second factors and recovery codes, inside the caller's transaction.
///
/// Secrets are stored encrypted and recovery codes as keyed hashes, both under the site's own secret: a copy of the
/// database alone gives no code.
struct SecondFactorStore: Sendable {
    /// Recovery codes that are made at once.
    static let codes = 10
    /// Crockford's alphabet: no letters that look like digits.
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    let secrets: SiteSecrets
    var random: RandomBytes = systemRandomBytes

    // MARK: - Enrolment

    /// Makes a secret in place of one that was not confirmed; a confirmed one stays as it is.
    func begin(for account: Int64, in db: Database) throws {
        let secret = random(TOTP.secretLength)
        try db.execute(
            sql: """
                INSERT INTO core_second_factors (account_id, secret, last_step) VALUES (:account, :secret, 0)
                ON CONFLICT (account_id) DO UPDATE SET secret = :secret, last_step = 0 WHERE confirmed_at IS NULL
                """,
            arguments: ["account": account, "secret": try seal(secret, for: account)])
    }

    /// Puts the factor in force once the person has shown a code of it.
    ///
    /// - Returns: the recovery codes, to be shown once; nil when the code is wrong.
    func confirm(_ code: String, for account: Int64, now: Date, in db: Database) throws -> [String]? {
        guard let factor = try find(account, in: db), factor.confirmedAt == nil,
            let step = TOTP.matchingStep(code, secret: factor.secret, now: now, after: factor.lastStep)
        else { return nil }
        try db.execute(
            sql: "UPDATE core_second_factors SET confirmed_at = ?, last_step = ? WHERE account_id = ?",
            arguments: [now, step, account])
        return try renewRecoveryCodes(of: account, in: db)
    }

    /// Makes recovery codes in place of all earlier ones.
    func renewRecoveryCodes(of account: Int64, in db: Database) throws -> [String] {
        try db.execute(sql: "DELETE FROM core_recovery_codes WHERE account_id = ?", arguments: [account])
        return try (0..<Self.codes).map { _ in
            let code = String(random(12).map { Self.alphabet[Int($0) % Self.alphabet.count] })
            try db.execute(
                sql: "INSERT INTO core_recovery_codes (account_id, code_hash) VALUES (?, ?)",
                arguments: [account, hash(code, of: account)])
            return "\(code.prefix(4))-\(code.dropFirst(4).prefix(4))-\(code.suffix(4))"
        }
    }

    /// Takes an account's second factor away, with its recovery codes.
    func remove(from account: Int64, in db: Database) throws {
        try db.execute(sql: "DELETE FROM core_second_factors WHERE account_id = ?", arguments: [account])
        try db.execute(sql: "DELETE FROM core_recovery_codes WHERE account_id = ?", arguments: [account])
    }

    // MARK: - Use

    /// What a code was that somebody typed.
    enum Use: Sendable, Equatable {
        case refused
        case telephone
        /// A recovery code, with how many are left.
        case recoveryCode(left: Int)
    }

    /// Uses a code up: of the telephone, or a recovery code. Both are good once.
    func use(_ typed: String, of account: Int64, now: Date, in db: Database) throws -> Use {
        guard let factor = try find(account, in: db), factor.confirmedAt != nil else { return .refused }
        if let step = TOTP.matchingStep(typed, secret: factor.secret, now: now, after: factor.lastStep) {
            try db.execute(
                sql: "UPDATE core_second_factors SET last_step = ? WHERE account_id = ?", arguments: [step, account])
            return .telephone
        }
        try db.execute(
            sql: "DELETE FROM core_recovery_codes WHERE account_id = ? AND code_hash = ?",
            arguments: [account, hash(typed, of: account)])
        return db.changesCount == 1 ? .recoveryCode(left: factor.recoveryCodes - 1) : .refused
    }

    /// An account's second factor, or nil when it has none.
    ///
    /// - Throws: the cryptographic library's error when the site's secret is not the one that it was stored with.
    func find(_ account: Int64, in db: Database) throws -> SecondFactor? {
        guard
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT secret, confirmed_at, last_step, (
                        SELECT COUNT(*) FROM core_recovery_codes WHERE account_id = ?1) AS codes
                    FROM core_second_factors WHERE account_id = ?1
                    """, arguments: [account])
        else { return nil }
        return SecondFactor(
            secret: try open(row["secret"], of: account), confirmedAt: row["confirmed_at"], lastStep: row["last_step"],
            recoveryCodes: row["codes"])
    }

    /// Whether a login needs a code besides the password.
    static func isInForce(for account: Int64, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (
                    SELECT 1 FROM core_second_factors WHERE account_id = ? AND confirmed_at IS NOT NULL)
                """, arguments: [account]) ?? false
    }

    // MARK: - At rest

    private static let purpose = "second-factor"

    private func seal(_ secret: [UInt8], for account: Int64) throws -> Data {
        let box = try AES.GCM.seal(
            secret, using: SymmetricKey(data: secrets.key(for: Self.purpose)), authenticating: Data("\(account)".utf8))
        return box.nonce.withUnsafeBytes { Data($0) } + box.ciphertext + box.tag
    }

    private func open(_ data: Data, of account: Int64) throws -> [UInt8] {
        let opened = try AES.GCM.open(
            AES.GCM.SealedBox(combined: data), using: SymmetricKey(data: secrets.key(for: Self.purpose)),
            authenticating: Data("\(account)".utf8))
        return Array(opened)
    }

    /// As typed: case, hyphens and spaces do not matter, nor O for 0 or I and L for 1.
    private func hash(_ code: String, of account: Int64) -> String {
        let typed = code.prefix(64).uppercased().filter { $0 != "-" && !$0.isWhitespace }
        let read = typed.map { ["O": "0", "I": "1", "L": "1"][$0] ?? $0 }
        return TokenBytes.hex(secrets.signature(of: [String(account), String(read)], purpose: "recovery-code"))
    }
}
