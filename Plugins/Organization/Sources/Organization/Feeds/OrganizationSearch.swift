import GRDB
import PortalKit

/// Bodies, with the people in them, and introduction pages in the portal's search.
enum OrganizationSearch {
    static let bodies = SearchSource(kind: OrganizationNames.bodyKind) { change in
        for body in try OrganizationRows.bodies(in: change.database) {
            try change.index(try entry(body, in: change.database))
        }
    }

    static let pages = SearchSource(kind: OrganizationNames.pageKind) { change in
        for page in try OrganizationRows.pages(in: change.database) {
            try change.index(try entry(page, in: change.database))
        }
    }

    static func entry(_ body: Body, in database: Database) throws -> SearchEntry {
        let content = body.content
        let people = try OrganizationRows.people(of: body.id, in: database).map { person in
            [person.name, person.content.office, person.content.duties, person.content.phone]
                .filter { !$0.isEmpty }.joined(separator: ", ")
        }
        let functions = try Markdown.html(from: content.functions).plainText
        let parts = [functions] + people + [content.address, content.phone, content.email, content.hours]
        return SearchEntry(
            record: body.reference, kind: OrganizationNames.bodyKind, title: body.name,
            text: parts.filter { !$0.isEmpty }.joined(separator: "\n"), path: body.path)
    }

    static func entry(_ page: IntroductionPage, in database: Database) throws -> SearchEntry {
        let first = try Int64.fetchOne(
            database, sql: "SELECT id FROM organization_pages ORDER BY position, id LIMIT 1")
        return SearchEntry(
            record: page.reference, kind: OrganizationNames.pageKind, title: page.title,
            text: try page.content.blocks.flatMap { try $0.words() }.joined(separator: "\n"),
            path: page.id == first ? OrganizationPath.front : OrganizationPath.page(page.content.slug))
    }
}
