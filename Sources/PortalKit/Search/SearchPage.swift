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
        let kinds = kinds(request, typed: typed, current: kind, counts: results.kinds)
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

    /// The kinds that the words are found in, with how often; all kinds when that is not known.
    private static func kinds(
        _ request: Request, typed: String, current: String?, counts: [SearchResults.KindCount]?
    ) -> [SearchModel.Kind] {
        let sources = request.assembly.modules.flatMap { module in
            module.contributions.searchSources.map { (module: module.id, kind: $0.kind) }
        }
        guard sources.count > 1, counts?.isEmpty != true else { return [] }
        func chip(_ title: String, _ kind: String?, _ count: Int?) -> SearchModel.Kind {
            let query = [("q", typed)] + (kind.map { [("loai", $0)] } ?? [])
            return SearchModel.Kind(
                title: title, url: "\(path)?" + FormURLEncoded.encode(query), current: current == kind,
                count: count.map { $0.grouped(request.client.language) })
        }
        let total = counts?.reduce(0) { $0 + $1.count }
        return [chip(request.texts("search_all_kinds"), nil, total)]
            + sources.compactMap { source in
                let count = counts?.first { $0.module == source.module && $0.kind == source.kind }?.count
                let isFound = counts == nil || count != nil || current == source.kind
                return isFound
                    ? chip(label(source.kind, module: source.module, request), source.kind, count) : nil
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
        let count: String?
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
            kinds: [Kind(title: "Tin bài", url: "/tim-kiem?q=lúa", current: true, count: "3")], summary: "3 kết quả",
            hasResults: true,
            results: [
                Result(
                    title: "Lịch gieo cấy", url: "/tin-tuc/thong-bao/lich-gieo-cay",
                    excerptHtml: SafeHTML(escaping: "lịch gieo cấy"), kind: "Tin bài",
                    date: .init(iso: "2026-11-20", text: "20/11/2026"))
            ], pager: .example)
    }
}
