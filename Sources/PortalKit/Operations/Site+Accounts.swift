public import Foundation

/// Accounts and the audit log from the command line: whoever can run it can open the database as well.
extension Site {
    /// Makes an account.
    ///
    /// - Parameter roles: names of roles, as the administration shows them.
    /// - Throws: ``SiteCommandFailure`` in words for the person.
    public func addAccount(
        login: String, fullName: String, office: String = "", body: String = "", email: String? = nil, password: String,
        roles: [String]
    ) async throws -> AccountSummary {
        let email = email ?? (login.contains("@") ? login : "")
        let details = AccountDetails(login: login, fullName: fullName, office: office, body: body, email: email)
        return try await explaining {
            let details = try details.validated()
            let hash = try await hash(password, names: details.guessableNames)
            return try await storage(for: "core").write(as: .command("dinh user add")) { change in
                let ids = try roles.map { name in
                    guard let role = try RoleStore.find(name: name, in: change.database) else {
                        throw SiteCommandFailure(description: "there is no role '\(name)'; see dinh user list --roles")
                    }
                    return role.id
                }
                let account = try AccountStore.create(
                    details, passwordHash: hash, roles: Set(ids), now: change.now, in: change.database)
                try change.audit(
                    "account.create", on: RecordReference(type: "core.account", id: account.id),
                    after: ["login": account.login, "roles": roles.joined(separator: ", ")])
                return AccountSummary(account, roles: roles)
            }
        }
    }

    /// Sets an account's password, which ends its sessions.
    ///
    /// - Throws: ``SiteCommandFailure`` in words for the person.
    public func setPassword(_ password: String, of login: String) async throws {
        try await explaining {
            guard let account = try await database.read({ try AccountStore.find(login: login, in: $0) }) else {
                throw AccountError.notFound
            }
            let hash = try await hash(password, names: [account.login, account.fullName, account.email])
            try await storage(for: "core").write(as: .command("dinh user password")) { change in
                try AccountStore.setPassword(hash, of: account.id, in: change.database)
                try change.audit("account.password", on: RecordReference(type: "core.account", id: account.id))
            }
        }
    }

    /// All accounts by name.
    public func accounts() async throws -> [AccountSummary] {
        try await database.read { database in
            let count = try AccountStore.count(in: database)
            return try stride(from: 0, to: count, by: 500).flatMap { offset in
                try AccountStore.list(limit: 500, offset: offset, in: database).map { account in
                    AccountSummary(account, roles: try RoleStore.roles(of: account.id, in: database).map(\.name))
                }
            }
        }
    }

    /// The names of all roles.
    public func roleNames() async throws -> [String] {
        try await database.read { try RoleStore.list(in: $0).map(\.name) }
    }

    /// Checks that the audit log is as it was written.
    public func verifyAudit() async throws -> AuditVerdict {
        try await database.read { database in
            AuditVerdict(
                entries: try AuditLog.head(database)?.id ?? 0, head: try AuditLog.head(database)?.hash ?? "",
                broken: try AuditLog.verify(database, known: AuditCheck.knownHead(in: database)))
        }
    }

    /// A code with which the first administrator can be made in the browser; nil once there is an account.
    public func issueSetupCode() async throws -> String? {
        let now = now()
        return try await database.write { try FirstRun.issueCode(now: now, in: $0) }
    }

    private func hash(_ password: String, names: [String]) async throws -> PasswordHash {
        let policy = PasswordPolicy(siteNames: [identity.name] + configuration.domains)
        return try await passwords.run { try policy.hash(password, personNames: names) }
    }

    /// Puts what accounts refuse into English words, from the core's translations.
    private func explaining<Value>(_ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch AccountError.invalid(let faults) {
            let reasons = faults.map { "\($0.field): \(installation.english($0.reason))" }
            throw SiteCommandFailure(description: reasons.joined(separator: "; "))
        } catch let error as AccountError {
            throw SiteCommandFailure(description: installation.english(error.messageKey))
        } catch let error as PasswordRefusal {
            let reasons = error.reasons.map(installation.english)
            throw SiteCommandFailure(description: "the password is refused: \(reasons.joined(separator: "; "))")
        }
    }
}

/// An account, for lists.
public struct AccountSummary: Codable, Sendable, Equatable {
    /// What its person types to log in.
    public let login: String
    /// The person's name.
    public let name: String
    /// Their office.
    public let office: String
    /// `active`, `blocked`, or `invited`: the person has not set a password yet.
    public let state: String
    /// The names of its roles.
    public let roles: [String]
    /// When somebody last logged in with it.
    public let lastLogin: Date?

    init(_ account: Account, roles: [String]) {
        login = account.login
        name = account.fullName
        office = account.office
        state = account.state == .active && !account.hasPassword ? "invited" : account.state.rawValue
        self.roles = roles
        lastLogin = account.lastLoginAt
    }
}

/// What a check of the audit log found.
public struct AuditVerdict: Codable, Sendable, Equatable {
    /// How many entries there are.
    public let entries: Int64
    /// The last entry's hash, to be noted elsewhere: it finds out an end that was cut off.
    public let head: String
    /// The first entry that is not as it was written; nil when all is well.
    public let broken: Int64?
}

extension Installation {
    /// The English text of a key of the core, else the key itself.
    func english(_ key: String) -> String {
        let (catalogues, _) = TextCatalogue.load(
            folder: coreResources.appending(path: "translations").path, displayName: "core", languages: ["en"])
        return catalogues["en"]?[key] ?? key
    }
}
