import ArgumentParser
import Foundation
import PortalKit

/// `dinh check`
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find what is wrong with sites: configuration, modules, theme, templates, translations, content.",
        discussion: "Each fault is a line with file and line number; the exit code is 1 when there are any. "
            + "The sites' data is neither read nor changed.")

    @Argument(help: "Folders of sites, or names below sites/; none for all of sites/.")
    var sites: [String] = []

    @Option(help: "Look at this module alone, without running anything: quick enough for after each change.")
    var module: String?

    @Flag(help: "Print the faults as JSON.") var json = false

    private struct Result: Encodable {
        let site: String
        let faults: [Fault]
    }

    func run() async throws {
        PortalLog.begin(level: "critical")
        let installation = try Installation.locate()
        let folders =
            sites.isEmpty
            ? try SiteFolders.all(installation: installation)
            : try sites.map { try SiteFolders.find($0, installation: installation) }
        var results: [Result] = []
        for folder in folders {
            let faults = await SiteCheck.run(
                folder: folder, installation: installation, module: module, beside: folders)
            results.append(Result(site: folder.lastPathComponent, faults: faults))
            guard !json else { continue }
            let prefix = folders.count > 1 ? "\(folder.lastPathComponent)/" : ""
            for fault in faults { print("\(prefix)\(fault)") }
            if faults.isEmpty { print("\(folder.lastPathComponent): ok") }
        }
        if json { try Console.print(json: results) }
        let count = results.reduce(0) { $0 + $1.faults.count }
        if count > 0 {
            if !json { Console.note("\(count) \(count == 1 ? "fault" : "faults")") }
            throw ExitCode.failure
        }
    }
}
