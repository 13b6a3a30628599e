import Foundation
import GRDB

/// Changes of accounts by whoever administers them, each with its audit entry.
///
/// Nobody gives, or takes over, more than they hold themselves. Otherwise whoever administers accounts could become
/// administrator: by a role, or by sending an administrator's reset to themselves.
enum AccountDesk {
    /// Makes an account, with a link by which its person sets the password.
    ///
    /// - Throws: what `AccountStore.invite` throws, `AccountError.beyondOwnPermissions`.
    static func create(
        _ details: AccountDetails, roles: Set<Int64>, in change: Change
    ) throws -> (account: Account, token: String) {
        try requireGrantable(roles, in: change)
        let account = try AccountStore.invite(details, roles: roles, now: change.now, in: change.database)
        let token = try AccountLinkStore.issue(.invitation, of: account.id, now: change.now, in: change.database)
        try change.audit("account.create", on: record(account.id), after: try state(of: account, in: change.database))
        return (account, token)
    }

    /// Changes what is known of a person, and which of the roles they have that the actor may give.
    ///
    /// - Returns: the account before and after.
    /// - Throws: what `AccountStore.update` and `RoleStore.setRoles` throw, `AccountError.beyondOwnPermissions`.
    static func save(
        _ id: Int64, _ details: AccountDetails, roles: Set<Int64>, in change: Change
    ) throws -> (before: Account, after: Account) {
        let before = try require(id, in: change)
        let stateBefore = try state(of: before, in: change.database)
        let held = Set(try RoleStore.roles(of: id, in: change.database).map(\.id))
        try requireGrantable(roles.symmetricDifference(held), in: change)
        let after = try AccountStore.update(id, details, in: change.database)
        try RoleStore.setRoles(roles, of: id, in: change.database)
        if before.email != after.email || before.login != after.login {
            try AccountLinkStore.endAll(of: id, in: change.database)
        }
        let stateAfter = try state(of: after, in: change.database)
        if stateBefore != stateAfter || before.email != after.email {
            try change.audit("account.change", on: record(id), before: stateBefore, after: stateAfter)
        }
        return (before, after)
    }

    /// Blocks an account or opens it again.
    static func setState(_ state: Account.State, of id: Int64, in change: Change) throws -> Account {
        let account = try require(id, in: change)
        if state == .blocked, change.actor.personId == id { throw AccountError.ownAccount }
        try AccountStore.setState(state, of: id, in: change.database)
        try change.audit(state == .blocked ? "account.block" : "account.unblock", on: record(id))
        return account
    }

    /// Removes an account; what its person did stays under their name.
    static func remove(_ id: Int64, in change: Change) throws -> Account {
        let account = try require(id, in: change)
        if change.actor.personId == id { throw AccountError.ownAccount }
        let before = try state(of: account, in: change.database)
        try AccountStore.remove(id, in: change.database)
        try change.audit("account.remove", on: record(id), before: before)
        return account
    }

    /// Ends one of an account's sessions, or all of them.
    static func endSessions(of id: Int64, session: String? = nil, in change: Change) throws -> Account {
        let account = try require(id, in: change)
        if let session {
            try change.database.execute(
                sql: "DELETE FROM core_sessions WHERE token_hash = ? AND account_id = ?", arguments: [session, id])
        } else {
            try SessionStore.revokeAll(of: id, in: change.database)
        }
        try change.audit("account.session_end", on: record(id))
        return account
    }

    /// Makes another link for a person who lost theirs, or their password.
    static func issueLink(for id: Int64, in change: Change) throws -> (account: Account, token: String) {
        let account = try require(id, in: change)
        if account.state == .blocked { throw AccountError.blocked }
        let token = try AccountLinkStore.issue(purpose(for: account), of: id, now: change.now, in: change.database)
        try change.audit("account.link", on: record(id))
        return (account, token)
    }

    /// Takes the second factor from a person who lost their telephone and the recovery codes; all sessions end.
    static func resetSecondFactor(
        of id: Int64, _ store: SecondFactorStore, in change: Change
    ) throws -> Account {
        let account = try require(id, in: change)
        try store.remove(from: id, in: change.database)
        try SessionStore.revokeAll(of: id, in: change.database)
        try change.audit("account.second_factor_reset", on: record(id))
        return account
    }

    /// An account has an invitation until it has a password.
    static func purpose(for account: Account) -> AccountLink.Purpose { account.hasPassword ? .reset : .invitation }

    // MARK: - Who may

    /// Whether the actor holds all that the account's roles allow.
    static func mayChange(_ account: Int64, by actor: Actor, in database: Database) throws -> Bool {
        actor.permissions.covers(try RoleStore.granted(to: account, in: database))
    }

    static func require(_ id: Int64, in change: Change) throws -> Account {
        guard let account = try AccountStore.find(id, in: change.database) else { throw AccountError.notFound }
        guard try mayChange(id, by: change.actor, in: change.database) else { throw AccountError.beyondOwnPermissions }
        return account
    }

    private static func requireGrantable(_ roles: some Sequence<Int64>, in change: Change) throws {
        for role in roles {
            let grants = PermissionSet(grants: try RoleStore.grants(of: role, in: change.database))
            guard change.actor.permissions.covers(grants) else { throw AccountError.beyondOwnPermissions }
        }
    }

    // MARK: - Traces

    static func record(_ id: Int64) -> RecordReference { RecordReference(type: "core.account", id: id) }

    /// What the log keeps of an account; its mail address only as far as needed to see that it changed.
    private static func state(of account: Account, in database: Database) throws -> [String: String] {
        [
            "login": account.login, "name": account.fullName, "office": account.office, "body": account.body,
            "email": MailAddress(account.email)?.masked ?? "",
            "roles": try RoleStore.roles(of: account.id, in: database).map(\.name).joined(separator: ", "),
        ]
    }
}
