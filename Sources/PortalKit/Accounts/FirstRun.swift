public import Foundation
public import GRDB

/// The way to a site's first account: a code that the server prints at its start, for whoever can read its output.
///
/// The code is worth something only while no account exists; each start makes a new one, and only its hash is stored.
public enum FirstRun {
    /// Twenty characters of 32: 100 bits, beyond guessing.
    private static let length = 20

    /// Crockford's alphabet: no letters that look like digits.
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    /// Makes the code to print, in groups of five, in place of any earlier one; nil when there is an account already.
    public static func issueCode(
        now: Date, random: RandomBytes = systemRandomBytes, in db: Database
    ) throws -> String? {
        guard try AccountStore.isEmpty(in: db) else { return nil }
        let characters = random(length).map { alphabet[Int($0) % alphabet.count] }
        let code = stride(from: 0, to: length, by: 5).map { String(characters[$0..<($0 + 5)]) }.joined(separator: "-")
        try db.execute(
            sql: "INSERT OR REPLACE INTO core_setup_code (id, code_hash, created_at) VALUES (1, ?, ?)",
            arguments: [hash(code), now])
        return code
    }

    /// Makes the first administrator and uses the code up.
    ///
    /// - Parameter code: As typed: case, hyphens and spaces do not matter, nor O for 0 or I and L for 1.
    /// - Throws: `FirstRunError`, and what `AccountStore.create` throws, which leaves the code valid.
    public static func createAdministrator(
        code: String, _ details: AccountDetails, passwordHash: PasswordHash, now: Date, in db: Database
    ) throws -> Account {
        guard try AccountStore.isEmpty(in: db) else { throw FirstRunError.alreadySetUp }
        let stored = try String.fetchOne(db, sql: "SELECT code_hash FROM core_setup_code WHERE id = 1") ?? ""
        guard TokenBytes.constantTimeEqual(Array(hash(code).utf8), Array(stored.utf8)) else {
            throw FirstRunError.wrongCode
        }
        let account = try AccountStore.create(
            details, passwordHash: passwordHash, roles: [RoleStore.administratorID(in: db)], now: now, in: db)
        try db.execute(sql: "DELETE FROM core_setup_code")
        return account
    }

    private static func hash(_ code: String) -> String {
        let typed = code.prefix(100).uppercased().filter { $0 != "-" && !$0.isWhitespace }
        let read = typed.map { character -> Character in
            switch character {
            case "O": "0"
            case "I", "L": "1"
            default: character
            }
        }
        return TokenBytes.sha256Hex("dinh setup code:" + String(read))
    }
}

/// Why the first administrator cannot be made.
public enum FirstRunError: Error, Equatable {
    /// Somebody has an account already.
    case alreadySetUp
    /// Not the code that the server printed last.
    case wrongCode

    /// The translation key of the message for a person.
    public var messageKey: String {
        switch self {
        case .alreadySetUp: "setup.error.already_set_up"
        case .wrongCode: "setup.error.wrong_code"
        }
    }
}
