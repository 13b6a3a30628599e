import Foundation
import GRDB
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// Takes each request in: chooses the site, keeps the log and the figures, and answers what belongs to no site.
struct PortalResponder: HTTPResponder {
    let portal: Portal
    let settings: ServerSettings
    let metrics: RequestMetrics
    let logger: Logger

    func respond(to request: Hummingbird.Request, context: PortalContext) async throws -> Hummingbird.Response {
        let start = ContinuousClock.now
        let answer = await answer(request, context)
        let elapsed = ContinuousClock.now - start
        let status = answer.response.status.code
        metrics.record(site: answer.site, status: status, duration: elapsed)
        if logger.logLevel <= .info {
            // Without the query: what people search for and what tokens carry stays out of the log.
            logger.info(
                "request",
                metadata: [
                    "site": "\(answer.site)", "method": "\(request.method.rawValue)",
                    "path": "\(Self.logged(request.uri.path))",
                    "status": "\(status)", "ms": "\(elapsed.milliseconds)",
                ])
        }
        return answer.response
    }

    /// A path without the token of a link by which somebody sets their password.
    static func logged(_ path: String) -> String {
        path.hasPrefix(PasswordLinkScreen.path + "/") ? PasswordLinkScreen.path + "/…" : path
    }

    private struct Answer {
        let response: Hummingbird.Response
        let site: String
    }

    private func answer(_ request: Hummingbird.Request, _ context: PortalContext) async -> Answer {
        let peer = context.peer
        if let response = await operatorAnswer(request, peer: peer) { return Answer(response: response, site: "") }
        switch portal.choose(host: request.head.authority ?? "") {
        case .site(let site):
            let responder = SiteResponder(
                site: site, clientAddress: clientAddress(request, peer: peer), isDevelopment: settings.isDevelopment)
            return Answer(response: await responder.respond(to: request), site: site.id)
        case .moved(let site):
            var headers: HTTPFields = [.location: site.identity.canonicalURL + request.uri.string]
            SecurityHeaders.add(to: &headers, isSecure: false)
            return Answer(response: Hummingbird.Response(status: .movedPermanently, headers: headers), site: site.id)
        case .unknown:
            return Answer(
                response: Self.plain(
                    "Không có cổng thông tin nào ở tên miền này.\nNo portal at this domain.\n", .misdirectedRequest),
                site: "")
        }
    }

    // MARK: - Operators

    private func operatorAnswer(_ request: Hummingbird.Request, peer: String) async -> Hummingbird.Response? {
        switch request.uri.path {
        case "/healthz":
            var broken: [Site] = []
            for site in portal.sites {
                let isSound: ()? = try? await site.database.read { try $0.execute(sql: "SELECT 1") }
                if isSound == nil { broken.append(site) }
            }
            if broken.isEmpty { return Self.plain("ok\n", .ok) }
            return Self.plain("database: \(broken.map(\.id).joined(separator: " "))\n", .serviceUnavailable)
        case "/metrics":
            guard maySeeMetrics(request, peer: peer) else { return Self.plain("not found\n", .notFound) }
            return Self.plain(metrics.exposition(sites: portal.sites), .ok)
        default:
            return nil
        }
    }

    /// Figures are for the operator: from this machine and not through a proxy, or with the token.
    private func maySeeMetrics(_ request: Hummingbird.Request, peer: String) -> Bool {
        if let token = settings.metricsToken, let given = request.headers[.authorization] {
            return TokenBytes.constantTimeEqual(Array("Bearer \(token)".utf8), Array(given.utf8))
        }
        return !Self.isForwarded(request) && (peer == "127.0.0.1" || peer == "::1")
    }

    /// Whether a proxy says that it passes the request on for somebody else.
    private static func isForwarded(_ request: Hummingbird.Request) -> Bool {
        let marks = ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via"]
        return marks.contains { HTTPField.Name($0).map { request.headers[$0] != nil } ?? true }
    }

    private func clientAddress(_ request: Hummingbird.Request, peer: String) -> String {
        guard settings.isBehindProxy, let name = HTTPField.Name("X-Forwarded-For"),
            let last = request.headers[name]?.split(separator: ",").last
        else { return peer }
        return String(last.trimmingCharacters(in: .whitespaces).prefix(45))
    }

    static func plain(_ text: String, _ status: HTTPResponse.Status) -> Hummingbird.Response {
        var headers: HTTPFields = [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"]
        SecurityHeaders.add(to: &headers, isSecure: false)
        return Hummingbird.Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}

/// What the server was told on the command line.
public struct ServerSettings: Sendable {
    /// Whether the last address in `X-Forwarded-For` is the client's.
    public var isBehindProxy = false
    /// With this bearer token `/metrics` answers from anywhere.
    public var metricsToken: String?
    /// Whether templates and texts are read anew for each page.
    public var isDevelopment = false

    /// Settings for a server that clients reach directly.
    public init() {}
}

/// What Hummingbird passes on with a request: who is at the other end.
struct PortalContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let peer: String

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress ?? ""
    }
}

extension Duration {
    /// Thousandths of a second, with two decimals.
    var milliseconds: String {
        let hundredths = (components.seconds * 100_000) + components.attoseconds / 10_000_000_000_000
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }

    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
