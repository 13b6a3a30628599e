internal import CProcess
import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// The running portal: HTTP server, background work and control sockets of all its sites.
public struct Server: Sendable {
    private let portal: Portal
    private let settings: ServerSettings
    private let host: String
    private let port: Int
    private let logger = Logger(label: "dinh")

    /// A server for these sites.
    ///
    /// - Throws: ``DomainConflict`` when two sites claim one domain.
    public init(sites: [Site], settings: ServerSettings = ServerSettings(), host: String, port: Int) throws {
        portal = try Portal(sites: sites)
        self.settings = settings
        self.host = host
        self.port = port
    }

    /// Serves until the process is told to end; requests in flight are finished first.
    ///
    /// - Parameter onRunning: called with the port once requests are answered.
    public func run(onRunning: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
        process_memory_economise()
        var control: [ControlService] = []
        for site in portal.sites {
            let lock = try await ServingLock.take(dataFolder: site.dataFolder, site: site.id, patience: .seconds(5))
            control.append(ControlService(site: site, lock: lock))
        }
        let responder = PortalResponder(
            portal: portal, settings: settings, metrics: RequestMetrics(), logger: logger)
        let application = Application(
            responder: responder,
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: .init(address: .hostname(host, port: port), backlog: 1024),
            onServerRunning: { channel in
                await onRunning(channel.localAddress?.port ?? 0)
                process_memory_release_program_pages()
            },
            logger: logger)
        let background = portal.sites.map { SiteService(work: BackgroundWork(site: $0)) }
        let group = ServiceGroup(
            configuration: .init(
                services: background.map { .init(service: $0) } + control.map { .init(service: $0) } + [
                    .init(service: application, successTerminationBehavior: .gracefullyShutdownGroup)
                ],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger))
        try await group.run()
        for site in portal.sites {
            await site.backups.stop()
            await site.stopModules()
            if site.sessions.needsFlush { try await site.database.write { try site.sessions.flush(in: $0) } }
        }
    }
}

/// A site's background work as a service: ends with the server.
private struct SiteService: Service {
    let work: BackgroundWork

    func run() async throws {
        await cancelWhenGracefulShutdown { await work.run() }
    }
}

/// A site's control socket as a service: ends with the server.
private struct ControlService: Service {
    let site: Site
    let lock: ServingLock

    func run() async throws {
        try await ControlServer(site: site, lock: lock).run()
    }
}
