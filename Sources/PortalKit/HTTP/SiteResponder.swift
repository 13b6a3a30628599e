import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore

/// Answers the requests of one site: from memory when it can, else through the handler of the endpoint.
struct SiteResponder: Sendable {
    let site: Site
    let clientAddress: String
    let isDevelopment: Bool

    func respond(to request: Hummingbird.Request) async -> Hummingbird.Response {
        let assembly = site.assembly
        let isHead = request.method == .head
        let writer = AnswerWriter(site: site, request: request)
        guard let method = isHead ? .get : Method(rawValue: request.method.rawValue) else {
            return writer.send(writer.methodNotAllowed())
        }
        let path = request.uri.path
        if method == .get {
            if let asset = assembly.assets.asset(at: path) { return writer.send(asset) }
            if let page = cachedPage(for: request) { return send(page, writer, for: request) }
        }
        let begun = site.cache.begin()
        let exchange = Exchange(
            site: site, assembly: assembly, http: request, method: method, clientAddress: clientAddress)
        do {
            guard let match = assembly.router.match(method, path: path) else {
                return writer.send(try await notFound(exchange, path: path))
            }
            return try await answer(match, exchange, writer, begun: begun)
        } catch {
            return writer.send(await ErrorPages(exchange: exchange).response(for: error))
        }
    }

    // MARK: - Pages kept in memory

    /// Only answers to people who carry no cookie of ours but the language are kept, under address and language.
    private func cacheKey(for request: Hummingbird.Request) -> String? {
        guard let header = request.headers[.cookie] else { return request.uri.string }
        let cookies = Cookies.parse(header)
        guard cookies[Cookies.session] == nil, cookies[CitizenSessions.cookie] == nil, cookies[Cookies.flash] == nil
        else { return nil }
        guard let language = cookies[Cookies.language], language != site.identity.language,
            site.identity.languages.contains(language)
        else { return request.uri.string }
        return "\(language) \(request.uri.string)"
    }

    private func cachedPage(for request: Hummingbird.Request) -> CachedPage? {
        cacheKey(for: request).flatMap { site.cache.page(for: $0, now: site.now()) }
    }

    /// Sends a page that is the same for everybody, and counts that it was looked at.
    private func send(
        _ page: CachedPage, _ writer: AnswerWriter, for request: Hummingbird.Request
    ) -> Hummingbird.Response {
        if request.method == .get, page.isDocument {
            site.traffic.count(
                request.uri.path, userAgent: request.headers[.userAgent] ?? "", at: site.now())
        }
        count(page.counted, for: request)
        return writer.send(page)
    }

    /// Counts what an answer to everybody shows or opens.
    private func count(_ entries: Set<Tally.Entry>, for request: Hummingbird.Request) {
        guard request.method == .get else { return }
        for entry in entries {
            site.tally.count(entry.text, userAgent: request.headers[.userAgent] ?? "", at: site.now())
        }
    }

    // MARK: - Endpoints

    private func answer(
        _ match: EndpointRouter.Match, _ exchange: Exchange, _ writer: AnswerWriter, begun: UInt64
    ) async throws -> Hummingbird.Response {
        let endpoint = match.endpoint
        let exchange = exchange.for(endpoint)
        let isKept = exchange.method == .get && (endpoint.kind == .page || endpoint.kind == .api)
        let key = isKept ? cacheKey(for: exchange.http) : nil
        // One request makes a page that is not in memory; the others wait for it instead of making it too.
        let isMaker = if let key { await site.making.enter(key) } else { false }
        defer { if isMaker, let key { site.making.leave(key) } }
        if let key, !isMaker, let page = site.cache.page(for: key, now: site.now()) {
            return send(page, writer, for: exchange.http)
        }
        let response: Response
        do {
            var request = try await exchange.makeRequest(match)
            if endpoint.kind == .page { request.belowHTML = await request.frameAdditions() }
            if endpoint.kind == .admin, let question = try ConfirmScreen.page(request) {
                response = question
            } else if let module = endpoint.module {
                response = try await module.use.during { try await endpoint.handler(request) }
            } else {
                response = try await endpoint.handler(request)
            }
        } catch {
            // A module's route may match an address that only a redirect still knows, as of an article renamed.
            if endpoint.kind == .page, error as? PortalError == .notFound,
                let answer = try await redirection(exchange)
            {
                return writer.send(answer, exchange.client)
            }
            return writer.send(await ErrorPages(exchange: exchange).response(for: error), exchange.client)
        }
        let notes = exchange.trace.notes
        if let key, !notes.isPersonal {
            if let page = writer.page(from: response, counted: notes.counted) {
                site.cache.store(page, for: key, notes: notes, begun: begun)
                return send(page, writer, for: exchange.http)
            }
            count(notes.counted, for: exchange.http)
        }
        return try await writer.send(
            response, client: exchange.client, isPersonal: notes.isPersonal || endpoint.kind == .admin)
    }

    private func notFound(_ exchange: Exchange, path: String) async throws -> Response {
        if path.count > 1, path.hasSuffix("/"),
            exchange.assembly.router.match(exchange.method, path: String(path.dropLast())) != nil
        {
            let query = exchange.http.uri.query.map { "?\($0)" } ?? ""
            return .moved(to: String(path.dropLast()) + query)
        }
        if exchange.assembly.router.knows(path, besides: exchange.method) { throw PortalError.methodNotAllowed }
        if let answer = try await redirection(exchange) { return answer }
        throw PortalError.notFound
    }

    /// Leads an old address to the new one, nil when there is none.
    ///
    /// - Throws: ``PortalError/gone`` when what stood at the new one was taken away: nobody is sent on to a refusal.
    private func redirection(_ exchange: Exchange) async throws -> Response? {
        guard exchange.method == .get,
            let target = try await Redirects.target(of: exchange.http.uri.path, site: site)
        else { return nil }
        if let match = exchange.assembly.router.match(.get, path: target), match.endpoint.kind == .page {
            let request = try await exchange.for(match.endpoint).makeRequest(match)
            do {
                if let module = match.endpoint.module {
                    _ = try await module.use.during { try await match.endpoint.handler(request) }
                }
            } catch PortalError.gone {
                throw PortalError.gone
            } catch {
                // Any other answer the new address gives itself.
            }
        }
        return .moved(to: target)
    }
}
