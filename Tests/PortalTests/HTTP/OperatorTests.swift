import Foundation
import GRDB
import Testing

@testable import PortalKit

/// What is for operators only.
@Suite(.fewAtOnce) struct OperatorTests {
    @Test func health() async throws {
        let portal = try await TestPortal()
        for host in ["thu.example", "nowhere.example"] {
            let answer = try await portal.client.send("GET", "/healthz", [("Host", host)])
            #expect(answer.status == 200)
            #expect(answer.text == "ok\n")
            #expect(answer["Cache-Control"] == "no-store")
        }
    }

    @Test func metricsForThisMachineOnly() async throws {
        let portal = try await TestPortal()
        _ = try await portal.client.send("GET", "/")
        let answer = try await portal.client.send("GET", "/metrics")
        #expect(answer.status == 200)
        #expect(answer.contains("dinh_request_duration_seconds_count{site=\"xa-thu\",status=\"2xx\"}"))
        // Through a proxy it is somebody else who asks.
        for header in ["X-Forwarded-For", "x-forwarded-for", "Forwarded", "Via", "X-Real-IP"] {
            let forwarded = try await portal.client.send("GET", "/metrics", [(header, "127.0.0.1")])
            #expect(forwarded.status == 404, "\(header)")
        }
    }

    @Test func metricsWithTheToken() async throws {
        var settings = ServerSettings()
        settings.metricsToken = "một-mã-đủ-dài-để-đo"
        settings.isBehindProxy = true
        let portal = try await TestPortal(settings: settings)
        let through = [("X-Forwarded-For", "203.0.113.5")]
        for (token, status) in [("một-mã-đủ-dài-để-đo", 200), ("sai", 404), ("", 404)] {
            let answer = try await portal.client.send(
                "GET", "/metrics", through + [("Authorization", "Bearer \(token)")])
            #expect(answer.status == status, "\(token)")
        }
        #expect(try await portal.client.send("GET", "/metrics", through).status == 404)
    }

    /// Behind a proxy the limiter counts visitors, not the proxy; in front of none nobody can choose their address.
    @Test(arguments: [true, false])
    func theAddressOfAVisitor(isBehindProxy: Bool) async throws {
        var settings = ServerSettings()
        settings.isBehindProxy = isBehindProxy
        let portal = try await TestPortal(settings: settings)
        try await TestPortal.makeAccount("can-bo", permissions: [], site: portal.site)
        let visitor = portal.visitor()
        let token = try #require(try await visitor.get(AdminPath.login).formToken)
        _ = try await visitor.postRaw(
            AdminPath.login, [("login", "can-bo"), ("password", TestPortal.password), ("csrf", token)],
            [("X-Forwarded-For", "198.51.100.9, 203.0.113.77")])
        let address = try await portal.site.database.read {
            try String.fetchOne($0, sql: "SELECT address FROM core_sessions")
        }
        #expect(address == (isBehindProxy ? "203.0.113.77" : "127.0.0.1"))
    }
}
