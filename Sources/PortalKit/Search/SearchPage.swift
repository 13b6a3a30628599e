import Foundation

/// `/tim-kiem`: the search over everything that enabled modules have published.
enum SearchPage {
    static let path = "/tim-kiem"
    private static let size = 20

    static func show(_ request: Request) async throws -> Response {
        let typed = String((request.query["q"] ?? "").normalizedInput(multiline: false).prefix(200))
        let kind = request.query["loai"].flatMap { $0.isEmpty ? nil : $0 }
        let number = try request.pageNumber()
        let modules = Set(request.assembly.moduleIds)
        let results = try await request.site.database.read { database in
            try SearchIndex.search(
                typed, kinds: kind.map { [$0] }, enabledModules: modules, limit: size, offset: (number - 1) * size,
                in: database)
        }
        request.depends(on: .list("core.search"))
        request.expires(at: request.now.addingTimeInterval(60))
        let paging = try Paging(number: number, size: size, total: results.total)
        let texts = request.texts
        let kinds = kinds(request, typed: typed, current: kind)
        let model = SearchModel(
            query: typed,
            searchUrl: path,
            hasQuery: !typed.isEmpty,
            hasKinds: !kinds.isEmpty,
            kinds: kinds,
            summary: summary(results, texts: texts),
            hasResults: !results.hits.isEmpty,
            results: results.hits.compactMap { result($0, request) },
            pager: Pager(paging, path: path, query: [("q", typed), ("loai", kind ?? "")], texts: texts))
        return try request.corePage(
            "search", model,
            PageInfo(title: texts("search_title"), isIndexed: false, canonicalPath: path))
    }

    private static func summary(_ results: SearchResults, texts: Texts) -> String {
        texts(results.isTotalBounded ? "search_summary_many" : "search_summary", ["count": String(results.total)])
    }

    private static func kinds(_ request: Request, typed: String, current: String?) -> [SearchModel.Kind] {
        let sources = request.assembly.modules.flatMap { module in
            module.contributions.searchSources.map { source in
                (source.kind, label(source.kind, module: module.id, request))
            }
        }
        guard sources.count > 1 else { return [] }
        let all = SearchModel.Kind(
            title: request.texts("search_all_kinds"), url: "\(path)?" + FormURLEncoded.encode([("q", typed)]),
            current: current == nil)
        return [all]
            + sources.map { kind, title in
                .init(
                    title: title, url: "\(path)?" + FormURLEncoded.encode([("q", typed), ("loai", kind)]),
                    current: current == kind)
            }
    }

    private static func label(_ kind: String, module: String, _ request: Request) -> String {
        request.assembly.texts.texts(module: module, language: request.client.language)("search.kind.\(kind)")
    }

    private static func result(_ hit: SearchHit, _ request: Request) -> SearchModel.Result? {
        guard let module = request.assembly.module(hit.module) else { return nil }
        return SearchModel.Result(
            title: hit.title.map(\.text).joined(),
            url: module.context.url(hit.path),
            excerptHtml: hit.excerpt.map { segment in
                let text = SafeHTML(escaping: segment.text)
                return segment.isMatch ? SafeHTML(trusted: "<mark>") + text + SafeHTML(trusted: "</mark>") : text
            }.joined(),
            kind: label(hit.kind, module: hit.module, request),
            date: hit.date.map { date in
                let clock = VietnamTime(date)
                return .init(iso: clock.isoDay, text: clock.dayText)
            })
    }
}

/// What the template `search` shows.
struct SearchModel: TemplateModel {
    struct Kind: Sendable {
        let title: String
        let url: String
        let current: Bool
    }

    struct Result: Sendable {
        struct Day: Sendable {
            let iso: String
            let text: String
        }

        let title: String
        let url: String
        let excerptHtml: SafeHTML
        let kind: String
        let date: Day?
    }

    let query: String
    let searchUrl: String
    let hasQuery: Bool
    let hasKinds: Bool
    let kinds: [Kind]
    let summary: String
    let hasResults: Bool
    let results: [Result]
    let pager: Pager

    static var example: SearchModel {
        SearchModel(
            query: "lúa", searchUrl: "/tim-kiem", hasQuery: true, hasKinds: true,
            kinds: [Kind(title: "Tin bài", url: "/tim-kiem?q=lúa", current: true)], summary: "3 kết quả",
            hasResults: true,
            results: [
                Result(
                    title: "Lịch gieo cấy", url: "/tin-tuc/thong-bao/lich-gieo-cay",
                    excerptHtml: SafeHTML(escaping: "lịch gieo cấy"), kind: "Tin bài",
                    date: .init(iso: "2026-11-20", text: "20/11/2026"))
            ], pager: .example)
    }
}
