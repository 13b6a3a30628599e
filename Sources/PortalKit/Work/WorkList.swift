import Foundation
import GRDB

/// Waiting records with the words for people: what they are called, in which step they are, who is at them.
struct WorkList: Sendable {
    struct Entry: Sendable {
        let item: WorkflowItem
        let title: String
        let module: String
        let step: String
        let url: String
        /// Who has taken it on.
        let claimer: String?
    }

    /// Puts words to items; as many queries as there are kinds of records, whatever the number of items.
    static func entries(
        _ items: [WorkflowItem], assembly: Assembly, language: String, in db: Database
    ) throws -> [Entry] {
        var entries: [RecordReference: Entry] = [:]
        let claimers = try AccountNames.fetch(items.compactMap(\.claimedBy), in: db)
        for (type, group) in Dictionary(grouping: items, by: \.record.type) {
            guard let found = assembly.workflowRecords(type) else { continue }
            let texts = assembly.texts.texts(module: found.module.id, language: language)
            let titles = try found.records.titles(db, group.map(\.record.id))
            let names = try WorkflowNames(found.workflow.id, texts: texts, in: db)
            for item in group {
                entries[item.record] = Entry(
                    item: item, title: titles[item.record.id] ?? item.record.description,
                    module: texts("module.name"), step: names.step(item.step),
                    url: assembly.workflowURL(item.record) ?? WorkPath.inbox,
                    claimer: item.claimedBy.flatMap { claimers[$0] })
            }
        }
        return items.compactMap { entries[$0.record] }
    }
}

/// What people are called, by the ids of their accounts.
enum AccountNames {
    static func fetch(_ ids: some Sequence<Int64>, in db: Database) throws -> [Int64: String] {
        let ids = Set(ids).sorted()
        guard !ids.isEmpty else { return [:] }
        let rows = try Row.fetchAll(
            db, sql: "SELECT id, full_name FROM core_accounts WHERE id IN (\(SQLCondition.marks(ids.count)))",
            arguments: StatementArguments(ids))
        return Dictionary(rows.map { ($0["id"], $0["full_name"]) }, uniquingKeysWith: { first, _ in first })
    }

    /// Everybody who can log in, by name.
    static func active(in db: Database) throws -> [(id: Int64, name: String)] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT id, full_name, office FROM core_accounts WHERE state = 'active' ORDER BY search_key, id LIMIT 500
                """
        ).map { row in
            let (name, office): (String, String) = (row["full_name"], row["office"])
            return (row["id"], office.isEmpty ? name : "\(name), \(office)")
        }
    }
}
