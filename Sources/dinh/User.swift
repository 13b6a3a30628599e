import ArgumentParser
import PortalKit

/// `dinh user …`
struct User: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Accounts of a site.",
        subcommands: [
            UserAdd.self, UserPassword.self, UserLink.self, UserSecondFactor.self, UserList.self,
        ])
}

struct UserAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Make an account; the password is asked for, never an argument.")

    @OptionGroup var site: SiteOptions
    @Argument(help: "What the person types to log in: a mail address or a name.") var login: String
    @Option(help: "The person's name in full.") var name: String
    @Option(help: "Their office.") var office = ""
    @Option(help: "The body they work for, as the site calls it.") var body = ""
    @Option(help: "Where mail reaches them; the login, when that is a mail address and this is not given.")
    var email: String?
    @Option(help: "A role; may be repeated. See dinh user list --roles.") var role: [String] = []
    @Flag(help: "Read the password from standard input.") var passwordStdin = false

    func run() async throws {
        let site = try await site.opened()
        let password = try Console.password(fromInput: passwordStdin)
        let account = try await site.addAccount(
            login: login, fullName: name, office: office, body: body, email: email, password: password, roles: role)
        print("account '\(account.login)' is made\(role.isEmpty ? "; it has no roles yet" : "")")
    }
}

struct UserPassword: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password", abstract: "Set an account's password, which ends its sessions.")

    @OptionGroup var site: SiteOptions
    @Argument(help: "The account's login.") var login: String
    @Flag(help: "Read the password from standard input.") var passwordStdin = false

    func run() async throws {
        let site = try await site.opened()
        try await site.setPassword(try Console.password(fromInput: passwordStdin), of: login)
        print("the password of '\(login)' is set")
    }
}

struct UserList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List accounts, or roles.")

    @OptionGroup var site: SiteOptions
    @Flag(help: "List the names of roles instead.") var roles = false
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let site = try await site.opened()
        if roles {
            let names = try await site.roleNames()
            return json ? try Console.print(json: names) : print(names.joined(separator: "\n"))
        }
        let accounts = try await site.accounts()
        if json { return try Console.print(json: accounts) }
        Console.print(
            ["LOGIN", "NAME", "OFFICE", "STATE", "ROLES"],
            accounts.map { [$0.login, $0.name, $0.office, $0.state, $0.roles.joined(separator: ", ")] },
            empty: "there are no accounts; make one with dinh user add")
    }
}

struct UserLink: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: "Print a link by which the person sets the password; it works once, for 72 hours.")

    @OptionGroup var site: SiteOptions
    @Argument(help: "The account's login.") var login: String

    func run() async throws {
        print(try await site.opened().issuePasswordLink(for: login))
    }
}

struct UserSecondFactor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset-second-factor",
        abstract: "Take the second factor from an account, for somebody who lost telephone and recovery codes.")

    @OptionGroup var site: SiteOptions
    @Argument(help: "The account's login.") var login: String

    func run() async throws {
        try await site.opened().resetSecondFactor(of: login)
        print("the second factor of '\(login)' is gone; its sessions have ended")
    }
}
