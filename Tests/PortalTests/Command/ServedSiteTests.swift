import Foundation
import Testing

/// The command on a site that another process serves: it acts on that process.
@Suite(.serialized, .fewAtOnce) struct ServedSiteTests {
    private struct Module: Decodable {
        let id: String
        let state: String
    }

    private static func states(_ site: URL) async throws -> [String: String] {
        let result = try await Command.dinh("module", "list", site.path, "--json")
        #expect(result.status == 0, "\(result.errors)")
        let modules = try JSONDecoder().decode([Module].self, from: Data(result.output.utf8))
        return Dictionary(uniqueKeysWithValues: modules.map { ($0.id, $0.state) })
    }

    @Test func modulesOfARunningServer() async throws {
        let server = try await ServedProcess(modules: "  probe:\n  faulty:")
        let path = server.site.path
        #expect(try await Self.states(server.site) == ["probe": "enabled", "faulty": "enabled"])
        #expect(try await server.client.send("GET", "/thu-nghiem").status == 200)

        let disabled = try await Command.dinh("module", "disable", path, "probe")
        #expect(disabled.status == 0, "\(disabled.errors)")
        #expect(try await server.client.send("GET", "/thu-nghiem").status == 404)
        #expect(try await server.client.send("GET", "/hong-hoc").status == 200)
        #expect(try await Self.states(server.site)["probe"] == "disabled")

        #expect(try await Command.dinh("module", "enable", path, "probe").status == 0)
        #expect(try await server.client.send("GET", "/thu-nghiem").status == 200)

        let set = try await Command.dinh("module", "settings", path, "probe", "--set", "greeting=Từ dòng lệnh")
        #expect(set.status == 0, "\(set.errors)")
        #expect(try await server.client.send("GET", "/thu-nghiem").contains("Từ dòng lệnh"))

        let removed = try await Command.dinh("module", "remove", path, "probe", "--yes")
        #expect(removed.status == 0, "\(removed.errors)")
        #expect(removed.output.contains("probe_notes"))
        #expect(try await server.client.send("GET", "/thu-nghiem").status == 404)
        #expect(try await Command.dinh("module", "restore", path, "probe").status == 0)
        #expect(try await server.client.send("GET", "/thu-nghiem").contains("Từ dòng lệnh"))
    }

    /// Whoever has built a module anew is told that the server still has the old library.
    @Test func aLibraryBuiltAnewWaitsForARestart() async throws {
        let server = try await ServedProcess(modules: "  faulty:", fixtures: false) { site in
            let folder = site.appending(path: "modules/Faulty", directoryHint: .isDirectory)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let library = try Data(contentsOf: Checkout.library("Faulty"))
            try library.write(to: folder.appending(path: "libFaultyCopy.so"))
            try Data("id: faulty\nlibrary: FaultyCopy\n".utf8).write(to: folder.appending(path: "module.yml"))
            try FileManager.default.copyItem(
                at: Checkout.fixtures.appending(path: "Faulty/Resources"), to: folder.appending(path: "Resources"))
        }
        let path = server.site.path
        func list() async throws -> String { try await Command.dinh("module", "list", path).output }
        #expect(try await !list().contains("restart"))
        let file = server.site.appending(path: "modules/Faulty/libFaultyCopy.so")
        try Data(contentsOf: file).write(to: file, options: .atomic)
        #expect(try await list().contains("restart the server to use it"))
        let json = try await Command.dinh("module", "list", path, "--json").output
        #expect(json.contains("\"awaitsRestart\" : true"), "\(json)")
        #expect(try await Command.dinh("module", "enable", path, "faulty").output.contains("restart the server"))
    }

    @Test func whatCannotBeDoneFailsInOneLine() async throws {
        let server = try await ServedProcess(modules: "  probe:\n  needs:")
        for arguments in [["disable", "probe"], ["enable", "nobody"], ["restore", "probe"]] {
            let result = try await Command.dinh("module", arguments[0], server.site.path, arguments[1])
            #expect(result.status != 0)
            #expect(result.output.isEmpty)
            #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
        }
        #expect(try await server.client.send("GET", "/can-den").status == 200)
    }

    /// Without a server the command does the same to the site itself.
    @Test func withoutAServer() async throws {
        let folder = try TemporaryFolder()
        try folder.write("name: Xã\ndomains: [a.example]\nmodules:\n  probe:\n", to: "xa/site.yml")
        let site = folder.url.appending(path: "xa")
        #expect(try await Self.states(site) == ["probe": "enabled"])
        #expect(try await Command.dinh("module", "disable", site.path, "probe").status == 0)
        #expect(try await Self.states(site) == ["probe": "disabled"])
    }

    /// What ends the process as soon as it is loaded must be taken out without loading it.
    @Test func aModuleThatTrapsIsTakenOut() async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "name: Xã\ndomains: [a.example]\nmodules:\n  probe:\n  faulty:\n    settings: {fault: trap}\n",
            to: "xa/site.yml")
        let site = folder.url.appending(path: "xa")
        #expect(try await Command.dinh("module", "list", site.path).status != 0)
        #expect(try await Command.dinh("module", "disable", site.path, "faulty").status == 0)
        #expect(try await Self.states(site) == ["probe": "enabled", "faulty": "disabled"])
        let unknown = try await Command.dinh("module", "disable", site.path, "nobody")
        #expect(unknown.status != 0 && unknown.errors.contains("lists no module 'nobody'"), "\(unknown.errors)")
    }

    @Test func oneServerForASite() async throws {
        let server = try await ServedProcess()
        let second = try await Command.run(
            Checkout.built.appending(path: "dinh"), ["serve", server.site.path, "--port", "0"],
            environment: Command.environment, seconds: 30)
        #expect(second.status != 0)
        #expect(second.errors.contains("in use by another process"), "\(second.errors)")
        #expect(try await server.client.send("GET", "/").status == 200)
    }

    @Test func aRequestInFlightIsFinished() async throws {
        let server = try await ServedProcess()
        let client = server.client
        async let slow = client.send("GET", "/thu-nghiem/cham")
        try await server.waitForDiary("slow")
        server.terminate()
        let answer = try await slow
        #expect(answer.status == 200)
        #expect(answer.text == "đã xong\n")
        #expect(try await server.status(within: 10) == 0)
        #expect(!server.output.contains("error"), "\(server.output)")
        await #expect(throws: HTTPClient.Failure.self) { try await client.send("GET", "/") }
        // The socket for commands is gone, the lock is free.
        #expect(!FileManager.default.fileExists(atPath: server.site.appending(path: "data/control.sock").path))
        #expect(try await Self.states(server.site) == ["probe": "enabled"])
    }

    /// A connection that waits for its next request does not keep the server from ending.
    @Test func idleConnectionsDoNotHoldTheServer() async throws {
        let server = try await ServedProcess()
        let port = server.port
        let request = "GET /thu-nghiem/cham HTTP/1.1\r\nHost: thu.example\r\n\r\n"
        async let idle = HTTPClient(port: port).raw(Array(request.utf8))
        try await server.waitForDiary("slow")
        // The answer takes two seconds; after that the connection waits.
        try await Task.sleep(for: .seconds(3))
        server.terminate()
        #expect(try await server.status(within: 15) == 0)
        #expect(!server.output.contains("error"), "\(server.output)")
        #expect(try await idle.status == 200)
    }
}
