import GRDB
import PortalKit

/// The public list of documents, narrowed by what a reader chose.
struct DocumentFilter: Sendable, Equatable {
    /// Words of number, summary and text.
    var text = ""
    /// `phap-quy` for what lays down the law, `chi-dao` for what directs; empty for all.
    var kind = ""
    var type = ""
    var body = ""
    var field = ""
    var year: Int?
    var status: LegalStatus?

    static let legal = "phap-quy"
    static let direction = "chi-dao"

    struct Row: Sendable {
        let id: Int64
        let slug: String
        let number: String
        let type: String
        let summary: String
        let issuingBody: String
        let issuedOn: String
        let effectiveOn: String
        let endedOn: String
    }

    /// What a request asks for; unknown values are left out.
    init(_ query: FormValues) {
        text = String((query["q"] ?? "").normalizedInput().prefix(200))
        kind = query["nhom"].flatMap { [Self.legal, Self.direction].contains($0) ? $0 : nil } ?? ""
        type = Self.slug(query["loai"])
        body = Self.slug(query["co-quan"])
        field = Self.slug(query["linh-vuc"])
        year = query.integer("nam").flatMap { (1945...2200).contains($0) ? $0 : nil }
        status = query["hieu-luc"].flatMap(LegalStatus.init(rawValue:))
    }

    /// All documents, or those with some words.
    init(text: String = "") { self.text = text }

    /// What a program asks for; the names of its parameters are English.
    init(api query: FormValues) {
        text = String((query["q"] ?? "").normalizedInput().prefix(200))
        type = Self.slug(query["type"])
        body = Self.slug(query["body"])
        field = Self.slug(query["field"])
        year = query.integer("year").flatMap { (1945...2200).contains($0) ? $0 : nil }
        status = query["status"].flatMap(LegalStatus.init(rawValue:))
    }

    private static func slug(_ text: String?) -> String {
        text.flatMap { $0.count <= 100 && Slug.isValid($0) ? $0 : nil } ?? ""
    }

    var isEmpty: Bool { self == DocumentFilter() }

    /// As pairs of a query.
    var pairs: [(String, String)] {
        [
            ("q", text), ("nhom", kind), ("loai", type), ("co-quan", body), ("linh-vuc", field),
            ("nam", year.map { String($0) } ?? ""), ("hieu-luc", status?.rawValue ?? ""),
        ].filter { !$0.1.isEmpty }
    }

    /// The one counted choice of this filter, so that its number need not be counted anew; nil for several choices.
    private func counted(_ counts: LegalCounts) -> Int? {
        guard text.isEmpty, status == nil else { return nil }
        let chosen: [(LegalCounts.Facet, String)] = [
            (.kind, kind.isEmpty ? "" : kind == Self.direction ? "1" : "0"), (.type, type), (.body, body),
            (.field, field), (.year, year.map { String($0) } ?? ""),
        ].filter { !$0.1.isEmpty }
        guard chosen.count <= 1 else { return nil }
        guard let (facet, value) = chosen.first else { return counts.total }
        return counts.entries(facet).first { $0.value == value }?.count ?? 0
    }

    /// A page of the documents, and how many there are.
    struct Page: Sendable {
        let rows: [Row]
        let total: Int
        /// Whether there may be more than `total` says.
        let isTotalBounded: Bool
    }

    /// Where no count is kept, documents are counted up to here.
    static let countLimit = 300
    /// So many documents with the words typed are counted, and looked at, the newest first.
    static let wordLimit = 400

    /// - Parameter counts: those that are kept of each choice.
    func page(
        limit: Int, offset: Int, counts: LegalCounts, today: String, in database: Database
    ) throws -> Page {
        if !text.isEmpty { return try search(limit: limit, offset: offset, today: today, in: database) }
        let known = counted(counts)
        let total = try known ?? count(today: today, in: database)
        return Page(
            rows: try rows(limit: limit, offset: offset, today: today, in: database), total: total,
            isTotalBounded: known == nil && total >= Self.countLimit)
    }

    private func count(today: String, in database: Database) throws -> Int {
        let condition = condition(today)
        // The order has SQLite take the list's own index, which holds all that is asked for; others are narrower.
        let order = type.isEmpty && body.isEmpty && kind.isEmpty ? "" : "ORDER BY \(condition.order)"
        return try Int.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM (
                    SELECT 1 FROM legal_documents \(condition.join) WHERE \(condition.sql) \(order)
                    LIMIT \(Self.countLimit)
                )
                """, arguments: condition.arguments) ?? 0
    }

    /// The newest documents, whatever words are asked for.
    func rows(limit: Int, offset: Int, today: String, in database: Database) throws -> [Row] {
        let condition = condition(today)
        return try GRDB.Row.fetchAll(
            database,
            sql: """
                SELECT \(Self.columns) FROM legal_documents \(condition.join) WHERE \(condition.sql)
                ORDER BY \(condition.order) LIMIT ? OFFSET ?
                """, arguments: condition.arguments + [limit, offset]
        ).map(Self.row)
    }

    /// Without the text, which is long.
    private static let columns = """
        legal_documents.id, slug, number, type, summary, issuing_body, legal_documents.issued_on, effective_on, ended_on
        """

    static func row(_ row: GRDB.Row) -> Row {
        Row(
            id: row["id"], slug: row["slug"], number: row["number"], type: row["type"], summary: row["summary"],
            issuingBody: row["issuing_body"], issuedOn: row["issued_on"], effectiveOn: row["effective_on"],
            endedOn: row["ended_on"])
    }

    private struct Condition {
        var join = ""
        var sql: String
        var order: String
        var arguments: StatementArguments
    }

    private func condition(_ today: String) -> Condition {
        var condition = Condition(
            sql: "legal_documents.is_public = 1",
            order: "legal_documents.issued_on DESC, legal_documents.id DESC", arguments: [])
        func add(_ sql: String, _ arguments: StatementArguments) {
            condition.sql += " AND " + sql
            condition.arguments += arguments
        }
        if !field.isEmpty {
            condition.join += " JOIN legal_document_fields AS chosen ON chosen.document_id = legal_documents.id"
            add("chosen.field = ? AND chosen.is_public = 1", [field])
            condition.order = "chosen.issued_on DESC, chosen.document_id DESC"
        }
        if !kind.isEmpty { add("is_direction = ?", [kind == Self.direction]) }
        if !type.isEmpty { add("type_key = ?", [type]) }
        if !body.isEmpty { add("body_key = ?", [body]) }
        if let year {
            let day = field.isEmpty ? "legal_documents.issued_on" : "chosen.issued_on"
            add("\(day) >= ? AND \(day) < ?", ["\(year)-01-01", "\(year + 1)-01-01"])
        }
        // There are never many of these: they are looked up and then sorted.
        if status == .upcoming { condition.order = "+legal_documents.issued_on DESC, legal_documents.id DESC" }
        if let (sql, arguments) = status?.condition(today) { add(sql, arguments) }
        return condition
    }

    // MARK: - By words

    private static let numberLimit = 50

    /// The documents whose number begins so, then those whose words match, best first.
    private func search(limit: Int, offset: Int, today: String, in database: Database) throws -> Page {
        let condition = condition(today)
        let key = LegalNumber.key(text)
        let numbered =
            key.isEmpty
            ? []
            : try Int64.fetchAll(
                database,
                sql: """
                    SELECT legal_documents.id FROM legal_documents \(condition.join)
                    WHERE number_key >= ? AND number_key < ? AND \(condition.sql)
                    ORDER BY number_key, legal_documents.issued_on DESC LIMIT \(Self.numberLimit)
                    """, arguments: [key, key + "\u{10FFFF}"] + condition.arguments)
        // Those that were found by their number are not to come again.
        let others = "record_id NOT IN (SELECT value FROM json_each(?))"
        let isNarrowed = self != DocumentFilter(text: text)
        let narrowed = """
            EXISTS (SELECT 1 FROM legal_documents \(condition.join)
                WHERE legal_documents.id = record_id AND \(condition.sql))
            """
        let worded = try SearchIndex.records(
            text, kind: LegalNames.searchKind, module: LegalNames.module,
            where: SearchIndex.RecordCondition(
                isNarrowed ? "\(others) AND \(narrowed)" : others,
                [Self.json(numbered)] + (isNarrowed ? condition.arguments : [])), countedTo: Self.wordLimit,
            limit: max(0, offset + limit - max(offset, numbered.count)), offset: max(0, offset - numbered.count),
            in: database)
        let ids = numbered.dropFirst(offset).prefix(limit) + worded.ids
        let rows = try GRDB.Row.fetchAll(
            database,
            sql: """
                SELECT \(Self.columns) FROM (SELECT key, value FROM json_each(?)) AS found
                CROSS JOIN legal_documents ON legal_documents.id = found.value ORDER BY found.key
                """, arguments: [Self.json(Array(ids))])
        return Page(
            rows: rows.map(Self.row), total: numbered.count + worded.total,
            isTotalBounded: worded.total >= Self.wordLimit)
    }

    private static func json(_ ids: [Int64]) -> String {
        "[" + ids.map { String($0) }.joined(separator: ",") + "]"
    }
}

extension LegalStatus {
    /// What rows of this status on a day fulfil.
    func condition(_ day: String) -> (sql: String, arguments: StatementArguments) {
        switch self {
        case .ended: ("ended_on <> '' AND ended_on <= ?", [day])
        case .upcoming: ("effective_on > ? AND (ended_on = '' OR ended_on > ?)", [day, day])
        case .inForce: ("effective_on <= ? AND (ended_on = '' OR ended_on > ?)", [day, day])
        }
    }
}
