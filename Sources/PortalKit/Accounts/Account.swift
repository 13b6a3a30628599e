public import Foundation
import GRDB

/// A person's account. Each person has one of their own and answers for what happens with it (regulation, Art. 16.5).
///
/// The password's hash is no part of it, so that it cannot reach a page or a log: see `Credentials`.
public struct Account: Sendable, Hashable, Identifiable {
    /// Whether somebody can log in with it.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// In use.
        case active
        /// Closed; what its person did stays under their name.
        case blocked
    }

    /// The row's id, never used again.
    public let id: Int64
    /// What the person types to log in: a mail address or a name, lower case.
    public let login: String
    /// The person's name in full.
    public let fullName: String
    /// Their office, such as "Công chức Văn hóa - Xã hội"; may be empty.
    public let office: String
    /// The body they work for; may be empty.
    public let body: String
    /// Where mail reaches them; may be empty.
    public let email: String
    /// Whether somebody can log in with it.
    public let state: State
    /// When it was made.
    public let createdAt: Date
    /// When somebody last logged in with it.
    public let lastLoginAt: Date?
    /// Whether its person has set a password; until then the invitation waits.
    public let hasPassword: Bool

    /// The columns that `init(row:)` reads, of the table `core_accounts` under the name `account`.
    static let columns = """
        account.id, account.login, account.full_name, account.office, account.body, account.email, account.state, \
        account.created_at, account.last_login_at, account.has_password
        """

    /// Reads a row of `core_accounts`.
    init(row: Row) {
        id = row["id"]
        login = row["login"]
        fullName = row["full_name"]
        office = row["office"]
        body = row["body"]
        email = row["email"]
        state = State(rawValue: row["state"]) ?? .blocked
        createdAt = row["created_at"]
        lastLoginAt = row["last_login_at"]
        hasPassword = row["has_password"]
    }
}

/// What is needed to check a login, read before the slow comparison and outside any transaction.
public struct Credentials: Sendable {
    /// Whose they are.
    public let accountID: Int64
    /// Whether the account can be used at all.
    public let state: Account.State
    /// The stored hash.
    public let passwordHash: PasswordHash
    /// Whether this account was used from the address's block before: see `FamiliarAddresses`.
    public let isFamiliarAddress: Bool
}

/// Why an account or a role cannot be made or changed as asked.
public enum AccountError: Error, Equatable {
    /// Fields that are missing or malformed.
    case invalid([AccountFault])
    /// Another account has this login.
    case loginTaken
    /// No such account.
    case notFound
    /// No such role.
    case roleNotFound
    /// Another role has this name.
    case roleNameTaken
    /// A built-in role can neither be changed nor removed.
    case builtInRole
    /// Nobody would be left to administer the site.
    case lastAdministrator
    /// The account or role may do more than whoever wants to change it.
    case beyondOwnPermissions
    /// Nobody blocks or removes the account that they are using.
    case ownAccount
    /// The account is blocked; it must be opened first.
    case blocked

    /// The translation key of the message for a person.
    public var messageKey: String {
        switch self {
        case .invalid: "account.error.invalid"
        case .loginTaken: "account.error.login_taken"
        case .notFound: "account.error.not_found"
        case .roleNotFound: "account.error.role_not_found"
        case .roleNameTaken: "account.error.role_name_taken"
        case .builtInRole: "account.error.built_in_role"
        case .lastAdministrator: "account.error.last_administrator"
        case .beyondOwnPermissions: "account.error.beyond_own_permissions"
        case .ownAccount: "account.error.own_account"
        case .blocked: "account.error.blocked"
        }
    }
}

/// A field that is missing or malformed.
public struct AccountFault: Sendable, Hashable {
    /// The field's name: `login`, `fullName`, `office`, `body`, `email`, `name`, `permission`.
    public let field: String
    /// The reason's translation key.
    public let reason: String
}
