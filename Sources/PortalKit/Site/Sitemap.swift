import Foundation
import Logging

/// `/sitemap.xml`, an index, and its parts, each of at most 5,000 addresses, so that no answer grows with the total.
enum Sitemap {
    static let path = "/sitemap.xml"
    private static let partSize = 5_000

    static func index(_ request: Request) async throws -> Response {
        let root = request.module.site.canonicalURL
        var locations: [String] = []
        for module in request.assembly.modules {
            for (number, source) in module.contributions.sitemaps.enumerated() {
                request.depends(on: .sitemap(of: module.id))
                guard let count = await count(source, of: module, request) else { continue }
                for part in 0..<max(1, (count + partSize - 1) / partSize) {
                    locations.append("\(root)/sitemap/\(module.id)/\(number)-\(part).xml")
                }
            }
        }
        let entries = locations.map { "<sitemap><loc>\(SafeHTML(escaping: $0).html)</loc></sitemap>" }
        return xml("sitemapindex", entries)
    }

    /// A module that fails is left out: the others' addresses are worth more. The next program that asks tries it again.
    private static func count(_ source: SitemapSource, of module: ActiveModule, _ request: Request) async -> Int? {
        do {
            return try await module.use.during { try await source.count(module.context) }
        } catch {
            request.site.logger.error("the sitemap of '\(module.id)' failed: \(error)")
            request.trace.expire(at: request.now)
            return nil
        }
    }

    static func part(_ request: Request) async throws -> Response {
        guard let module = request.parameters["module"].flatMap(request.assembly.module),
            let name = request.parameters["part"], name.hasSuffix(".xml")
        else { throw PortalError.notFound }
        let numbers = name.dropLast(4).split(separator: "-").compactMap { Int($0) }
        guard numbers.count == 2, module.contributions.sitemaps.indices.contains(numbers[0]),
            (0..<100_000).contains(numbers[1])
        else { throw PortalError.notFound }
        let start = numbers[1] * partSize
        let source = module.contributions.sitemaps[numbers[0]]
        let pages = try await module.use.during {
            try await source.entries(module.context, start..<(start + partSize))
        }
        if pages.isEmpty, numbers[1] > 0 { throw PortalError.notFound }
        request.depends(on: .sitemap(of: module.id))
        return xml(
            "urlset",
            pages.map { page in
                let location = SafeHTML(escaping: module.context.absoluteURL(page.path)).html
                let changed = page.changed.map { "<lastmod>\(VietnamTime($0).iso8601)</lastmod>" } ?? ""
                return "<url><loc>\(location)</loc>\(changed)</url>"
            })
    }

    static func robots(_ request: Request) -> Response {
        let lines = [
            "User-agent: *", "Disallow: \(AdminPath.root)", "Disallow: \(SearchPage.path)", "Disallow: /ngon-ngu/",
            "Sitemap: \(request.module.site.canonicalURL)\(path)", "",
        ]
        return .text(lines.joined(separator: "\n"), mediaType: "text/plain")
    }

    private static func xml(_ element: String, _ entries: [String]) -> Response {
        let text =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<\(element) xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
            + entries.map { $0 + "\n" }.joined() + "</\(element)>\n"
        return .text(text, mediaType: "application/xml")
    }
}
