import ArgumentParser
import Foundation
import PortalKit

/// `dinh site …`
struct SiteGroup: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "site", abstract: "Begin a site; ask how one is doing.",
        subcommands: [SiteNew.self, SiteStatusCommand.self])
}

struct SiteNew: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Make the folder of a new site.")

    @Argument(help: "The folder: sites/dong-viet.") var folder: String
    @Option(help: "The commune's name: \"Xã Đồng Việt\".") var name: String

    func run() throws {
        let place = URL(fileURLWithPath: folder, isDirectory: true)
        try SiteScaffold.make(place, name: name, installation: try Installation.locate())
        print("\(place.path) is ready; next: edit site.yml, then dinh check \(folder)")
    }
}

struct SiteStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Say how a site is doing, and which process has it open.")

    @OptionGroup var site: SiteOptions
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        guard case .status(let status) = try await site.perform(.status) else { return }
        if json { return try Console.print(json: status) }
        print("\(status.name) (\(status.site)), \(status.address), core \(status.core), process \(status.process)")
        for module in status.modules {
            print("  \(module.id): \(module.state)\(module.reason.map { "; \($0)" } ?? "")")
        }
    }
}
