import ArgumentParser
import PortalKit

/// `dinh mail …`
struct MailGroup: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "Mail of a site.", subcommands: [MailTest.self])
}

struct MailTest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Send a mail at once and say what the mail server answered.")

    @OptionGroup var site: SiteOptions
    @Argument(help: "Where to send it.") var address: String

    func run() async throws {
        try await site.opened().sendTestMail(to: address)
        print("the mail is on its way to \(address)")
    }
}
