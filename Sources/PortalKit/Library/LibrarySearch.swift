import GRDB

/// What of the library is looked for.
struct LibrarySearch: Sendable, Equatable {
    /// What the list is sorted by; the raw value stands in the address.
    enum Order: String, CaseIterable, Sendable {
        case newest = "moi"
        case oldest = "cu"
        case title = "ten"
        case largest = "lon"

        fileprivate var sql: String {
            switch self {
            case .newest: "id DESC"
            case .oldest: "id"
            case .title: "title_folded, id"
            case .largest: "bytes DESC, id DESC"
            }
        }
    }

    /// Whether records use an item; the raw value stands in the address.
    enum Use: String, CaseIterable, Sendable {
        case used = "co"
        case unused = "khong"
    }

    /// Words of title, file name, description, caption or credit, with or without diacritics.
    var text = ""
    var kind: LibraryItem.Kind?
    var use: Use?
    /// Only what this account added.
    var owner: Int64?
    /// Only pictures with a description, or only those without; nil for both.
    var isDescribed: Bool?
    var order = Order.newest

    func count(in database: Database) throws -> Int {
        let condition = condition
        return try Int.fetchOne(
            database, sql: "SELECT count(*) FROM core_library_items AS item WHERE \(condition.sql)",
            arguments: condition.arguments) ?? 0
    }

    func items(limit: Int, offset: Int, in database: Database) throws -> [LibraryItem] {
        try Row.fetchAll(database, sql: sql, arguments: condition.arguments + [limit, offset]).map(LibraryItem.init)
    }

    var sql: String {
        "SELECT * FROM core_library_items AS item WHERE \(condition.sql) ORDER BY \(order.sql) LIMIT ? OFFSET ?"
    }

    private var condition: (sql: String, arguments: StatementArguments) {
        var parts = ["1"]
        var arguments = StatementArguments()
        if let kind {
            parts.append("kind = ?")
            arguments += [kind.rawValue]
        }
        if let owner {
            parts.append("created_by = ?")
            arguments += [owner]
        }
        if let isDescribed {
            parts.append(isDescribed ? "(kind = 'document' OR alt <> '')" : "kind = 'picture' AND alt = ''")
        }
        if let use {
            let exists = "EXISTS (SELECT 1 FROM core_library_uses AS used WHERE used.item_id = item.id)"
            parts.append(use == .used ? exists : "NOT \(exists)")
        }
        for word in text.folded.split(separator: " ").prefix(8) {
            parts.append("instr(folded, ?) > 0")
            arguments += [String(word)]
        }
        return (parts.joined(separator: " AND "), arguments)
    }
}
