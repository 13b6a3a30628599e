import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Synchronization

/// Finds the endpoint for a method and a path, with Hummingbird's router.
///
/// The router only finds: its handlers note what they stand for, and the core then does the work, so that it can check
/// permissions, read the form and choose the kind of error page by the endpoint found.
struct EndpointRouter: Sendable {
    private let responder: RouterResponder<Lookup>

    init(_ endpoints: [Endpoint]) {
        let router = Router(context: Lookup.self)
        for endpoint in endpoints {
            router.on(RouterPath(endpoint.path), method: endpoint.method.http) { _, context in
                context.result.set(endpoint, context.parameters)
                return Hummingbird.Response(status: .ok)
            }
        }
        responder = router.buildResponder()
    }

    struct Match: Sendable {
        let endpoint: Endpoint
        let parameters: [String: String]
    }

    /// The endpoint for this request, or nil when no handler has the path with this method.
    func match(_ method: Method, path: String) async -> Match? {
        let head = HTTPRequest(method: method.http, scheme: nil, authority: nil, path: path)
        let context = Lookup(source: LookupSource())
        _ = try? await responder.respond(to: Hummingbird.Request(head: head, body: .init(buffer: .init())), context: context)
        return context.result.match
    }

    /// Whether the path is known with some other method than this.
    func knows(_ path: String, besides method: Method) async -> Bool {
        for other in [Method.get, .post] where other != method {
            if await match(other, path: path) != nil { return true }
        }
        return false
    }

    private final class Result: Sendable {
        private let state = Mutex<Match?>(nil)

        var match: Match? { state.withLock { $0 } }

        func set(_ endpoint: Endpoint, _ parameters: Parameters) {
            var values: [String: String] = [:]
            for (name, value) in parameters {
                values[String(name)] = String(value).removingPercentEncoding.map { $0.nfc } ?? String(value)
            }
            state.withLock { $0 = Match(endpoint: endpoint, parameters: values) }
        }
    }

    private struct LookupSource: RequestContextSource {
        static let silent = Logger(label: "dinh.router", factory: { _ in SwiftLogNoOpLogHandler() })
        var logger: Logger { Self.silent }
    }

    private struct Lookup: RequestContext {
        typealias Source = LookupSource

        var coreContext: CoreRequestContextStorage
        let result = Result()

        init(source: LookupSource) {
            coreContext = .init(source: source)
        }
    }
}

extension Method {
    var http: HTTPRequest.Method {
        switch self {
        case .get: .get
        case .post: .post
        }
    }
}
