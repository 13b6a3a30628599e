import PortalKit

/// The list of documents, with what it can be narrowed by.
enum ListPage {
    static func show(_ request: Request) async throws -> Response {
        let settings = LegalSettings(request)
        let filter = DocumentFilter(request.query)
        let (number, today) = (try request.pageNumber(), VietnamTime(request.now).isoDay)
        request.depends(on: .legalDocuments, .settings(request.module.id))
        request.expires(at: VietnamTime(request.now).dayBounds.upperBound)
        let size = settings.pageSize
        let (counts, page) = try await request.module.storage.read { database in
            let counts = try LegalCounts.fetch(in: database)
            let page = try filter.page(
                limit: size, offset: (number - 1) * size, counts: counts, today: today, in: database)
            return (counts, page)
        }
        let (rows, paging) = (page.rows, try Paging(number: number, size: size, total: page.total))
        let (texts, url) = (request.texts, request.module.url())
        let facets = Facets(filter: filter, counts: counts, settings: settings, texts: texts, url: url)
        let model = LegalListModel(
            title: settings.title, url: url, query: filter.text,
            hidden: filter.pairs.filter { $0.0 != "q" }.map { .init(name: $0.0, value: $0.1) },
            summary: texts(
                page.isTotalBounded ? "list.summary_many" : "list.summary",
                ["count": String(paging.total)]),
            isFiltered: !filter.isEmpty, isNarrowed: filter.pairs.contains { $0.0 != "q" }, hasCards: !rows.isEmpty,
            cards: rows.map { card($0, today: today, request) },
            empty: texts(filter.isEmpty ? "list.empty" : "list.nothing_found"), facets: facets.models,
            pager: Pager(paging, path: url, query: filter.pairs, texts: texts),
            feedUrl: request.module.url(LegalPath.feed))
        return try request.page(
            "list", model,
            PageInfo(
                title: number == 1
                    ? settings.title
                    : texts("page_title", ["title": settings.title, "page": String(number)]),
                description: texts("list.description", ["site": request.module.site.nameInSentence]),
                isIndexed: filter.isEmpty))
    }

    static func card(_ row: DocumentFilter.Row, today: String, _ request: Request) -> LegalCardModel {
        let status = LegalStatus(effectiveOn: row.effectiveOn, endedOn: row.endedOn, day: today)
        return LegalCardModel(
            number: row.number, type: row.type, summary: row.summary,
            url: request.module.url(LegalPath.document(row.slug)), body: row.issuingBody,
            issued: DayModel(row.issuedOn) ?? .example, status: request.texts(status.key), statusBadge: status.badge)
    }
}

/// The choices beside the list.
private struct Facets {
    let filter: DocumentFilter
    let counts: LegalCounts
    let settings: LegalSettings
    let texts: Texts
    let url: String

    var models: [LegalFacetModel] {
        [
            facet(
                "nhom", "facet.kind",
                counts.entries(.kind).map { entry in
                    let isDirection = entry.value == "1"
                    return (
                        isDirection ? DocumentFilter.direction : DocumentFilter.legal,
                        texts(isDirection ? "kind.direction" : "kind.legal"), entry.count
                    )
                }),
            facet("hieu-luc", "facet.status", LegalStatus.allCases.map { ($0.rawValue, texts($0.key), nil) }),
            facet("loai", "facet.type", counts.entries(.type).map { ($0.value, $0.title, $0.count) }),
            facet("co-quan", "facet.body", counts.entries(.body).map { ($0.value, $0.title, $0.count) }),
            facet(
                "linh-vuc", "facet.field",
                counts.entries(.field).map { ($0.value, settings.title(of: $0.value), $0.count) }),
            facet("nam", "facet.year", counts.entries(.year).map { ($0.value, $0.value, $0.count) }),
        ].filter { $0.choices.count > 1 }
    }

    /// Counts are those of all documents, so they are shown only while nothing else is chosen.
    private func facet(
        _ name: String, _ title: String, _ choices: [(value: String, title: String, count: Int?)]
    ) -> LegalFacetModel {
        let others = filter.pairs.filter { $0.0 != name }
        let chosen = filter.pairs.first { $0.0 == name }?.1
        let all = LegalChoiceModel(
            title: texts("facet.all"), url: address(others), count: nil, current: chosen == nil)
        return LegalFacetModel(
            title: texts(title), id: name,
            choices: [all]
                + choices.map { choice in
                    LegalChoiceModel(
                        title: choice.title, url: address(others + [(name, choice.value)]),
                        count: others.isEmpty ? choice.count.map { String($0) } : nil, current: chosen == choice.value)
                })
    }

    private func address(_ pairs: [(String, String)]) -> String {
        pairs.isEmpty ? url : url + "?" + FormURLEncoded.encode(pairs)
    }
}
