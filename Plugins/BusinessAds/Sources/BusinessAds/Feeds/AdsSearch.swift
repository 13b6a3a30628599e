import GRDB
import PortalKit

/// Businesses in the portal's search.
enum AdsSearch {
    static let source = SearchSource(
        kind: AdsNames.searchKind, type: AdsNames.businessType,
        ids: { database, after, limit in
            try Int64.fetchAll(
                database, sql: "SELECT id FROM ads_businesses WHERE is_public = 1 AND id > ? ORDER BY id LIMIT ?",
                arguments: [after, limit])
        },
        entries: { database, id in
            guard let business = try BusinessRows.fetch(id, in: database), business.isPublic else { return [] }
            return [entry(business)]
        })

    static func entry(_ business: Business) -> SearchEntry {
        let content = business.content
        let parts =
            [content.legalName, content.address, TaxCode(content.taxCode)?.publicText ?? ""]
            + content.products.map(\.line) + [business.introductionHTML.plainText]
        return SearchEntry(
            record: business.reference, kind: AdsNames.searchKind, title: business.name,
            text: parts.filter { !$0.isEmpty }.joined(separator: "\n"), path: business.path, date: business.publishedAt)
    }
}
