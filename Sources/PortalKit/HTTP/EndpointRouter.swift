import Foundation

/// Finds the endpoint for a method and a path.
///
/// A tree by parts of the path. A literal part goes before a `:name`, but only as far as it leads to an endpoint:
/// `/tin-tuc/:section` is found for `/tin-tuc/thong-bao` also when `/tin-tuc/thong-bao/feed.xml` is there. That is why
/// it is our own: Hummingbird's router does not come back from a literal part that leads nowhere.
struct EndpointRouter: Sendable {
    private struct Node: Sendable {
        var literals: [String: Int] = [:]
        var parameter: Int?
        var endpoints: [Method: Endpoint] = [:]
    }

    struct Match: Sendable {
        let endpoint: Endpoint
        let parameters: [String: String]
    }

    private static let maximumParts = 32
    private var nodes = [Node()]

    init(_ endpoints: [Endpoint]) {
        for endpoint in endpoints { add(endpoint) }
    }

    private mutating func add(_ endpoint: Endpoint) {
        var index = 0
        for part in endpoint.path.split(separator: "/") {
            let isParameter = part.hasPrefix(":")
            let next = isParameter ? nodes[index].parameter : nodes[index].literals[String(part)]
            if let next {
                index = next
                continue
            }
            nodes.append(Node())
            let added = nodes.count - 1
            if isParameter { nodes[index].parameter = added } else { nodes[index].literals[String(part)] = added }
            index = added
        }
        nodes[index].endpoints[endpoint.method] = endpoint
    }

    /// The endpoint for this request, or nil when none has the path with this method.
    ///
    /// - Parameter path: as it came, still percent-encoded; a slash at the end makes it another path.
    func match(_ method: Method, path: String) -> Match? {
        guard path.hasPrefix("/"), path == "/" || !path.hasSuffix("/") else { return nil }
        let parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        if path == "/" { return nodes[0].endpoints[method].map { Match(endpoint: $0, parameters: [:]) } }
        guard parts.count <= Self.maximumParts, !parts.contains("") else { return nil }
        var values: [Substring] = []
        guard let endpoint = find(method, parts[...], at: 0, &values) else { return nil }
        let names = endpoint.path.split(separator: "/").filter { $0.hasPrefix(":") }.map { String($0.dropFirst()) }
        var parameters: [String: String] = [:]
        for (name, value) in zip(names, values) {
            guard let decoded = String(value).removingPercentEncoding else { return nil }
            parameters[name] = decoded.nfc
        }
        return Match(endpoint: endpoint, parameters: parameters)
    }

    private func find(
        _ method: Method, _ parts: ArraySlice<Substring>, at index: Int, _ values: inout [Substring]
    ) -> Endpoint? {
        guard let part = parts.first else { return nodes[index].endpoints[method] }
        if let literal = nodes[index].literals[String(part)],
            let endpoint = find(method, parts.dropFirst(), at: literal, &values)
        {
            return endpoint
        }
        guard let parameter = nodes[index].parameter else { return nil }
        values.append(part)
        if let endpoint = find(method, parts.dropFirst(), at: parameter, &values) { return endpoint }
        values.removeLast()
        return nil
    }

    /// Whether the path is known with some other method than this.
    func knows(_ path: String, besides method: Method) -> Bool {
        [Method.get, .post].contains { $0 != method && match($0, path: path) != nil }
    }
}
