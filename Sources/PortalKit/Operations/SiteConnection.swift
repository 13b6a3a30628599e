public import Foundation
import NIOCore
import NIOPosix

/// A way for a command to act on a site: on the running server when there is one, else on the site itself.
///
/// A command that has the site open holds its ``ServingLock``, so that no server begins to serve it meanwhile.
public enum SiteConnection: Sendable {
    /// The site is being served; commands go to its process.
    case served(dataFolder: URL)
    /// Nobody has the site open but this process.
    case opened(Site, ServingLock)

    /// Finds out who has the site, and opens it when nobody has.
    ///
    /// - Throws: ``SiteIsServed`` when another command is at work on it, and what ``Site/open(_:installation:options:)``
    ///   throws.
    public static func open(
        _ folder: URL, installation: Installation, options: Site.Options = Site.Options()
    ) async throws -> SiteConnection {
        let data = options.data ?? folder.appending(path: "data", directoryHint: .isDirectory)
        if let lock = try ServingLock.take(dataFolder: data) {
            return .opened(try await Site.open(folder, installation: installation, options: options), lock)
        }
        guard try ControlSocket(dataFolder: data).exists else { throw SiteIsServed(site: folder.lastPathComponent) }
        return .served(dataFolder: data)
    }

    /// Has the command done.
    ///
    /// - Parameter report: is told how far long work is.
    /// - Throws: ``SiteCommandFailure`` with the site's reason, or what keeps the server from being reached.
    public func perform(
        _ command: SiteCommand, report: @escaping @Sendable (CommandProgress) -> Void = { _ in }
    ) async throws -> SiteAnswer {
        let answer =
            switch self {
            case .opened(let site, _): await site.perform(command, report: report)
            case .served(let data): try await Self.send(command, dataFolder: data, report: report)
            }
        if case .failed(let reason) = answer { throw SiteCommandFailure(description: reason) }
        return answer
    }

    /// Ends the modules of a site that was opened for commands.
    public func close() async {
        if case .opened(let site, _) = self { await site.stopModules() }
    }

    /// Many commands at once may find the server's queue full for a moment.
    private static func connect(_ dataFolder: URL) async throws -> ControlLine.Channel {
        let socket = try ControlSocket(dataFolder: dataFolder)
        for _ in 0..<20 {
            let channel = try? await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(unixDomainSocketPath: socket.path) { ControlLine.configure($0) }
            if let channel { return channel }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw SiteCommandFailure(
            description: "the server of this site does not answer; try again, or stop it and run the command anew")
    }

    private static func send(
        _ command: SiteCommand, dataFolder: URL, report: @Sendable (CommandProgress) -> Void
    ) async throws -> SiteAnswer {
        let channel = try await connect(dataFolder)
        let answer = try await channel.executeThenClose { inbound, outbound -> SiteAnswer? in
            try await outbound.write(ControlLine.encode(command))
            return try await ControlLine.first(of: inbound) { line in
                let answer = try? JSONText.decode(SiteAnswer.self, from: line)
                guard case .progress(let step) = answer else { return .some(answer) }
                report(step)
                return nil
            } ?? nil
        }
        guard let answer else {
            throw SiteCommandFailure(
                description: "the server's answer was not understood; use the same version of dinh as the server")
        }
        return answer
    }
}

/// A command that a site could not carry out.
public struct SiteCommandFailure: Error, CustomStringConvertible, Equatable {
    /// One line that says why and what to do.
    public let description: String
}
