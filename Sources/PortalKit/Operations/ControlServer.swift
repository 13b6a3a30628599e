import Foundation
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// Takes the commands of other processes for a site that is being served, on a socket in the site's data folder.
///
/// Each connection is one line of JSON (``SiteCommand``) and lines back (``SiteAnswer``): how far the work is, as often as
/// there is something to say, and at the end what came of it. Who may enter the data
/// folder may open the database as well, so the file's mode is the only key.
public struct ControlServer: Sendable {
    /// The longest line of either side, in bytes.
    static let lineLimit = 1 << 20
    /// How long a connection may take to send its line.
    static let patience = Duration.seconds(10)

    private let site: Site
    private let lock: ServingLock?

    /// The control socket of a site.
    ///
    /// - Parameter lock: the right to serve the site, when it was taken already.
    public init(site: Site, lock: ServingLock? = nil) {
        self.site = site
        self.lock = lock
    }

    /// Holds the site's ``ServingLock`` and answers commands until the server ends; a command under way is finished.
    ///
    /// - Throws: ``SiteIsServed`` when another process has the site open.
    public func run() async throws {
        let lock =
            if let lock { lock } else {
                try await ServingLock.take(dataFolder: site.dataFolder, site: site.id, patience: .seconds(10))
            }
        defer { withExtendedLifetime(lock) {} }
        let socket = try ControlSocket(dataFolder: site.dataFolder)
        defer { socket.remove() }
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 128)
            .bind(unixDomainSocketPath: socket.unfinishedPath, cleanupExistingSocketFile: true) { channel in
                ControlLine.configure(channel)
            }
        try socket.publish()
        try await server.executeThenClose { connections in
            try await cancelWhenGracefulShutdown {
                try await withThrowingDiscardingTaskGroup { group in
                    do {
                        for try await connection in connections {
                            group.addTask { await serve(connection) }
                        }
                    } catch is CancellationError {
                        return
                    }
                }
            }
        }
    }

    private func serve(_ connection: ControlLine.Channel) async {
        do {
            try await connection.executeThenClose { inbound, outbound in
                let line = try await TimeLimit().run(Self.patience) { try await ControlLine.read(inbound) }
                let (progress, report) = AsyncStream.makeStream(
                    of: CommandProgress.self, bufferingPolicy: .bufferingNewest(1))
                // The command goes on even if whoever sent it goes away.
                let work = Task<SiteAnswer, Never> {
                    defer { report.finish() }
                    return await self.answer(line) { report.yield($0) }
                }
                for await step in progress { try await outbound.write(ControlLine.encode(SiteAnswer.progress(step))) }
                try await outbound.write(ControlLine.encode(await work.value))
            }
        } catch {
            site.logger.debug("control connection ended", metadata: ["error": "\(error)"])
        }
    }

    private func answer(
        _ line: String?, report: @escaping @Sendable (CommandProgress) -> Void
    ) async -> SiteAnswer {
        guard let line, let command = try? JSONText.decode(SiteCommand.self, from: line) else {
            return .failed("the command was not understood; use the same version of dinh as the running server")
        }
        return await site.perform(command, report: report)
    }
}
