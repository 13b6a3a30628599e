import ArgumentParser
import PortalKit

/// The command.
@main struct Dinh: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dinh",
        abstract: "Đình: the portals of Vietnamese communes.",
        discussion: "SITE is a site's folder, or its name below sites/. A command on a site that is being served "
            + "acts on the running server.",
        version: PortalVersion.version,
        subcommands: [
            Serve.self, Check.self, Module.self, User.self, MailGroup.self, Content.self, Import.self, Search.self,
            Backup.self, Report.self, Audit.self, SiteGroup.self, SDK.self, ABI.self,
        ])
}

/// `dinh abi`
struct ABI: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the ABI number that a module must share with this host.")

    func run() {
        print(PortalVersion.abi)
    }
}
