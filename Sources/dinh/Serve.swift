import ArgumentParser
import Foundation
import NIOCore
import PortalKit

/// `dinh serve`
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve one site, several, or all of sites/, chosen by the Host header.")

    @Argument(help: "Folders of sites, or names below sites/; none for all of sites/.")
    var sites: [String] = []

    @Option(help: "The port.") var port = 8080
    @Option(help: "The address to listen on.") var host = "127.0.0.1"
    @OptionGroup var place: DataOption
    @Flag(help: "Take the visitor's address from the last entry of X-Forwarded-For.") var behindProxy = false
    @Option(help: "A file with the bearer token for /metrics; without it only this machine may ask.")
    var metricsTokenFile: String?
    @Option(help: "The least level that is logged: debug, info, notice, warning, error.") var logLevel = "notice"

    func run() async throws {
        PortalLog.begin(level: logLevel)
        let installation = try Installation.locate()
        let folders =
            sites.isEmpty
            ? try SiteFolders.all(installation: installation)
            : try sites.map { try SiteFolders.find($0, installation: installation) }
        var settings = ServerSettings()
        settings.isBehindProxy = behindProxy
        settings.metricsToken = try metricsTokenFile.map(token)
        let open = try await open(folders, installation: installation)
        for site in open {
            if let code = try await site.issueSetupCode() {
                Console.note("\(site.id): no accounts yet; make the first at /quan-tri/khoi-tao with the code \(code)")
            }
        }
        let count = open.count
        do {
            try await Server(sites: open, settings: settings, host: host, port: port).run { [host] port in
                Console.note("serving \(count) \(count == 1 ? "site" : "sites") on http://\(host):\(port)")
            }
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw Failure("port \(port) of \(host) is taken by another program; choose another with --port")
        }
    }

    /// Opens the sites; one that cannot be opened does not keep the others from being served.
    private func open(_ folders: [URL], installation: Installation) async throws -> [Site] {
        var open: [Site] = []
        for folder in folders {
            do {
                let isTrial = SiteConfiguration.read(folder: folder.path).0?.scheme == .http && !behindProxy
                open.append(
                    try await Site.open(
                        folder, installation: installation,
                        options: Site.Options(data: place.folder(of: folder), port: isTrial ? port : nil)))
            } catch let error as FaultyConfiguration {
                Console.note("not served: \(Failure(faulty: folder, error))")
            } catch {
                Console.note("not served: \(folder.lastPathComponent): \(error)")
            }
        }
        guard !open.isEmpty else { throw Failure("no site can be served; mend the faults above") }
        return open
    }

    private func token(file: String) throws -> String {
        let text = try? String(contentsOfFile: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        guard let text, text.utf8.count >= 16 else {
            throw Failure("\(file) holds no token; write at least 16 characters into it")
        }
        return text
    }
}
