import Foundation
import Synchronization

@testable import PortalKit

/// A person with a browser: keeps cookies, fills in forms as they stand on the page.
final class Visitor: Sendable {
    let client: HTTPClient
    private let jar = Mutex<[String: String]>([:])

    init(_ client: HTTPClient) {
        self.client = client
    }

    var cookies: [String: String] {
        get { jar.withLock { $0 } }
        set { jar.withLock { $0 = newValue } }
    }

    func get(_ path: String, _ headers: [(String, String)] = []) async throws -> HTTPAnswer {
        keep(try await client.send("GET", path, cookieHeader + headers))
    }

    /// Sends a form with the token that stands on the page `from`.
    func post(
        _ path: String, _ fields: [(String, String)] = [], from page: String? = nil,
        _ headers: [(String, String)] = []
    ) async throws -> HTTPAnswer {
        let token = try await get(page ?? path).formToken
        return try await postRaw(path, fields + (token.map { [("csrf", $0)] } ?? []), headers)
    }

    /// Sends a form as it is given.
    func postRaw(
        _ path: String, _ fields: [(String, String)], _ headers: [(String, String)] = []
    ) async throws -> HTTPAnswer {
        keep(
            try await client.send(
                "POST", path, cookieHeader + [("Content-Type", "application/x-www-form-urlencoded")] + headers,
                body: Array(FormURLEncoded.encode(fields).utf8)))
    }

    func logIn(_ login: String, password: String) async throws -> HTTPAnswer {
        try await post(AdminPath.login, [("login", login), ("password", password)])
    }

    private var cookieHeader: [(String, String)] {
        let held = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return held.isEmpty ? [] : [("Cookie", held.joined(separator: "; "))]
    }

    private func keep(_ answer: HTTPAnswer) -> HTTPAnswer {
        for cookie in answer.all("Set-Cookie") {
            let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { continue }
            jar.withLock { $0[String(pair[0])] = cookie.contains("Max-Age=0") ? nil : String(pair[1]) }
        }
        return answer
    }
}
