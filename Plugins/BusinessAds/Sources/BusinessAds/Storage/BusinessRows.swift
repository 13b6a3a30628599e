import Foundation
import GRDB
import PortalKit

/// Reads and writes the rows of single businesses.
enum BusinessRows {
    static func fetch(_ id: Int64, in database: Database) throws -> Business? {
        try Row.fetchOne(database, sql: "SELECT * FROM ads_businesses WHERE id = ?", arguments: [id])
            .map(Business.init(row:))
    }

    static func fetch(slug: String, in database: Database) throws -> Business? {
        try Row.fetchOne(database, sql: "SELECT * FROM ads_businesses WHERE slug = ?", arguments: [slug])
            .map(Business.init(row:))
    }

    static func fetch(code: String, in database: Database) throws -> Business? {
        try Row.fetchOne(database, sql: "SELECT * FROM ads_businesses WHERE code = ?", arguments: [code])
            .map(Business.init(row:))
    }

    static func require(_ id: Int64, in database: Database) throws -> Business {
        guard let business = try fetch(id, in: database) else { throw PortalError.notFound }
        return business
    }

    static func titles(_ ids: [Int64], in database: Database) throws -> [Int64: String] {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT id, name FROM ads_businesses WHERE id IN (SELECT value FROM json_each(?))",
            arguments: [JSONList.text(ids)])
        return Dictionary(rows.map { ($0["id"], $0["name"]) }, uniquingKeysWith: { first, _ in first })
    }

    /// Other businesses with the same tax code that are not closed.
    static func twins(of taxCode: String, besides id: Int64?, in database: Database) throws -> [(
        id: Int64, name: String
    )] {
        guard !taxCode.isEmpty else { return [] }
        return try Row.fetchAll(
            database,
            sql: """
                SELECT id, name FROM ads_businesses
                WHERE tax_code = ? AND tax_code <> '' AND id IS NOT ? AND closed_at IS NULL LIMIT 3
                """, arguments: [taxCode, id]
        ).map { ($0["id"], $0["name"]) }
    }

    /// The slug that the name makes, with a number when another business has it.
    static func freeSlug(_ name: String, besides id: Int64?, in database: Database) throws -> String {
        let slug = Slug.make(from: name, maxLength: 80)
        var candidate = slug
        var number = 1
        while try AdsPath.reserved.contains(candidate)
            || Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM ads_businesses WHERE slug = ? AND id IS NOT ?)",
                arguments: [candidate, id]) ?? false
        {
            number += 1
            candidate = "\(slug)-\(number)"
        }
        return candidate
    }

    // MARK: - Writing

    /// Writes what follows from a business's content.
    static func write(_ content: BusinessContent, slug: String, of id: Int64, in change: Change) throws {
        try change.database.execute(
            sql: """
                UPDATE ads_businesses SET slug = ?, content = ?, name = ?, name_folded = ?, search_folded = ?, tax_code = ?,
                    field = ?, introduction_html = ?, changed_at = ?
                WHERE id = ?
                """,
            arguments: [
                slug, JSONList.text(content), content.name, content.name.folded, content.searchText, content.taxCode,
                content.field, RichText.html(from: content.introduction).html, change.now, id,
            ])
    }

    static func insert(
        _ draft: BusinessDraft, slug: String, step: String, in change: Change
    ) throws -> Int64 {
        try change.database.execute(
            sql: """
                INSERT INTO ads_businesses (code, slug, content, name, name_folded, search_folded, tax_code, field,
                    introduction_html, channel, step, closed_at, is_spam, applicant_name, applicant_mail, applicant_phone,
                    consented_at, received_at, changed_at)
                VALUES (?, ?, '{}', '', '', '', '', '', '', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                RecordCode.make("DN"), slug, draft.channel.rawValue, step, draft.isSuspicious ? change.now : nil,
                draft.isSuspicious, draft.applicant.name, draft.applicant.mail, draft.applicant.phone,
                draft.hasConsented ? change.now : nil, draft.receivedAt ?? change.now, change.now,
            ])
        let id = change.database.lastInsertedRowID
        try write(draft.content, slug: slug, of: id, in: change)
        return id
    }
}

/// What a business or the office hands in.
struct BusinessDraft: Sendable {
    var content = BusinessContent()
    var channel = Business.Channel.web
    var applicant = Business.Applicant()
    /// When it came; nil for now.
    var receivedAt: Date?
    var hasConsented = false
    /// Taken in, but put aside as probable spam: a field was filled in that people do not see.
    var isSuspicious = false
}

/// Values as JSON text in a column.
enum JSONList {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

extension Business {
    init(row: Row) throws {
        let json: String = row["content"]
        self.init(
            id: row["id"], code: row["code"], slug: row["slug"],
            content: try JSONDecoder().decode(BusinessContent.self, from: Data(json.utf8)),
            introductionHTML: SafeHTML(stored: row["introduction_html"]),
            channel: Channel(rawValue: row["channel"]) ?? .office, step: row["step"], isPublic: row["is_public"],
            wasPublic: row["was_public"], publishedAt: row["published_at"], closedAt: row["closed_at"],
            closeReason: row["close_reason"], isSpam: row["is_spam"],
            applicant: Applicant(
                name: row["applicant_name"], mail: row["applicant_mail"], phone: row["applicant_phone"]),
            erasedAt: row["erased_at"], revision: row["revision"], receivedAt: row["received_at"],
            changedAt: row["changed_at"])
    }
}
