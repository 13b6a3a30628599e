import Foundation
import NIOCore
import NIOPosix
import Testing

@testable import PortalKit

@Suite struct ControlServerTests {
    @Test func aCommandOnAServedSiteGoesToItsServer() async throws {
        let site = try OperationsTestSite()
        try await site.whileServed {
            let connection = try await site.connect()
            guard case .served = connection else {
                Issue.record("the command opened a site that is being served")
                return
            }
            guard case .status(let status) = try await connection.perform(.status) else {
                Issue.record("no status")
                return
            }
            #expect(status.name == "Xã Thử")
            #expect(status.core == PortalVersion.abi)
            await #expect(throws: SiteCommandFailure.self) { try await connection.perform(.enable(module: "news")) }
        }
    }

    @Test func anUnservedSiteIsOpenedAndHeldByTheCommand() async throws {
        let site = try OperationsTestSite()
        let connection = try await site.connect()
        guard case .opened = connection else {
            Issue.record("nobody serves the site")
            return
        }
        #expect(try await connection.perform(.modules) == .modules([]))
        await #expect(throws: SiteIsServed.self) { try await site.connect() }
        await connection.close()
    }

    @Test func theSocketIsForItsOwnerAndGoesWithTheServer() async throws {
        let site = try OperationsTestSite()
        let socket = site.data.appending(path: ControlSocket.name).path
        try await site.whileServed {
            let mode = try FileManager.default.attributesOfItem(atPath: socket)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
        #expect(!FileManager.default.fileExists(atPath: socket))
        #expect(try ServingLock.take(dataFolder: site.data) != nil)
    }

    @Test func whatIsNoCommandIsAnsweredAndEndsNothing() async throws {
        let site = try OperationsTestSite()
        let path = site.data.appending(path: ControlSocket.name).path
        try await site.whileServed {
            for line in ["no json\n", "{\"explode\":{}}\n", "\n"] {
                let answer = try await Self.exchange(line, path: path)
                #expect(answer?.contains("not understood") == true)
            }
            let endless = String(repeating: "x", count: ControlServer.lineLimit + 10)
            #expect(try await Self.exchange(endless, path: path)?.contains("not understood") == true)
            #expect(try await Self.exchange("{\"status\":{}}\n", path: path)?.contains("Xã Thử") == true)
        }
    }

    @Test func manyCommandsAtOnceAreAllAnswered() async throws {
        let site = try OperationsTestSite()
        try await site.whileServed {
            let connection = try await site.connect()
            try await withThrowingTaskGroup(of: SiteAnswer.self) { group in
                for _ in 0..<20 { group.addTask { try await connection.perform(.modules) } }
                for try await answer in group { #expect(answer == .modules([])) }
            }
        }
    }

    @Test func aFolderWithALongPathIsReachedToo() async throws {
        let site = try OperationsTestSite()
        let deep = site.url.appending(
            path: String(repeating: "thu-muc/", count: 20) + "data", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: deep, withIntermediateDirectories: true)
        let socket = try ControlSocket(dataFolder: deep)
        #expect(socket.path.utf8.count < 108)
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(unixDomainSocketPath: socket.path).get()
        #expect(socket.exists)
        try await server.close()
    }

    private static func exchange(_ text: String, path: String) async throws -> String? {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(unixDomainSocketPath: path) { ControlLine.configure($0) }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: text))
            return try await ControlLine.read(inbound)
        }
    }
}
