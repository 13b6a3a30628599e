import ArgumentParser
import Foundation
import PortalKit

/// Where the data of sites lies.
struct DataOption: ParsableArguments {
    @Option(help: "The folder that holds each site's data, in a folder of the site's name; else data/ in the site.")
    var data: String?

    /// The data folder of a site; nil for the default.
    func folder(of site: URL) -> URL? {
        data.map {
            URL(fileURLWithPath: $0, isDirectory: true)
                .appending(path: site.lastPathComponent, directoryHint: .isDirectory)
        }
    }
}

/// The one site that a command acts on.
struct SiteOptions: ParsableArguments {
    @Argument(help: "The site's folder, or its name below sites/.")
    var site: String

    @OptionGroup var place: DataOption

    /// Has a command done by the site, wherever it is open.
    func perform(
        _ command: SiteCommand, report: @escaping @Sendable (CommandProgress) -> Void = { _ in }
    ) async throws -> SiteAnswer {
        try await connected { try await $0.perform(command, report: report) }
    }

    /// Reaches the site for several commands.
    ///
    /// - Parameter loadsModules: whether a site that nobody serves is opened with its modules.
    func connected<Value>(
        loadsModules: Bool = true, _ work: (SiteConnection) async throws -> Value
    ) async throws -> Value {
        PortalLog.begin(level: "error")
        let installation = try Installation.locate()
        let folder = try SiteFolders.find(site, installation: installation)
        do {
            let connection = try await SiteConnection.open(
                folder, installation: installation,
                options: Site.Options(data: place.folder(of: folder), loadsModules: loadsModules))
            let value = try await work(connection)
            await connection.close()
            return value
        } catch let error as FaultyConfiguration {
            throw Failure(faulty: folder, error)
        }
    }

    /// Opens the site's accounts and logs only; another process may be serving the site.
    func opened() async throws -> Site {
        PortalLog.begin(level: "error")
        let installation = try Installation.locate()
        let folder = try SiteFolders.find(site, installation: installation)
        do {
            return try await Site.open(
                folder, installation: installation,
                options: Site.Options(data: place.folder(of: folder), loadsModules: false))
        } catch let error as FaultyConfiguration {
            throw Failure(faulty: folder, error)
        }
    }
}
