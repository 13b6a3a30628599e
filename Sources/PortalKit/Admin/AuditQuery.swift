import Foundation
import GRDB

/// What of the audit log was asked for.
struct AuditQuery: Sendable {
    let filter: AuditFilter
    /// Only entries before this one, by number; nil from the newest on.
    let before: Int64?
    let form: Form

    /// Seconds back that are looked through for words when no first day is given: a year.
    private static let wordsReach = 366.0 * 86_400

    /// What can be chosen in the filter.
    struct Choices: Sendable {
        /// Actions that occur, with the module that recorded them.
        let actions: [(action: String, module: String)]
        /// People who acted, by account id, under their latest names.
        let people: [(id: Int64, name: String)]

        init(in database: Database) throws {
            actions = try AuditLog.actions(database).map { action in
                let module = try String.fetchOne(
                    database, sql: "SELECT module FROM core_audit WHERE action = ? LIMIT 1", arguments: [action])
                return (action, module ?? "core")
            }
            // A loose index scan, as for actions.
            people = try Row.fetchAll(
                database,
                sql: """
                    WITH RECURSIVE found (id) AS (
                        SELECT min(actor_id) FROM core_audit
                        UNION ALL
                        SELECT (SELECT min(actor_id) FROM core_audit WHERE actor_id > found.id) FROM found
                        WHERE found.id IS NOT NULL
                    ) SELECT id, (
                        SELECT actor_name FROM core_audit WHERE actor_id = found.id AND actor_name <> ''
                        ORDER BY at DESC LIMIT 1
                    ) AS name FROM found WHERE id IS NOT NULL
                    """
            ).map { ($0["id"], $0["name"] ?? "") }
        }
    }

    /// The query of the address, with the filter's form made from it.
    init(_ request: Request, choices: Choices) {
        let (texts, query) = (request.texts, request.query)
        let all = FormField.Option("", texts("filter.all"))
        let actions = choices.actions
            .map { FormField.Option($0.action, AuditText.action($0.action, module: $0.module, request)) }
            .sorted { $0.label < $1.label }
        let people = choices.people.map { FormField.Option(String($0.id), $0.name.isEmpty ? "#\($0.id)" : $0.name) }
            .sorted { $0.label.folded < $1.label.folded }
        var form = Form(fields: [
            FormField(
                "viec", .select, label: texts("audit.action"), options: [all] + actions, value: query["viec"] ?? ""),
            FormField(
                "nguoi", .select, label: texts("audit.person"), options: [all] + people, value: query["nguoi"] ?? ""),
            FormField(
                "chu", label: texts("audit.words"), help: texts("audit.words_help"), maximumLength: 100,
                value: String((query["chu"] ?? "").normalizedInput().prefix(100))),
            FormField(
                "muc", label: texts("audit.record"), maximumLength: 120, value: String((query["muc"] ?? "").prefix(120))
            ),
            FormField("tu", .input(type: "date"), label: texts("filter.from"), value: query["tu"] ?? ""),
            FormField("den", .input(type: "date"), label: texts("filter.to"), value: query["den"] ?? ""),
        ])
        func day(_ name: String) -> VietnamTime? {
            guard !form[name].isEmpty else { return nil }
            let day = VietnamTime(parsing: form[name])
            if day == nil { form.fail(name, texts("form.no_date")) }
            return day
        }
        let (from, to) = (day("tu"), day("den"))
        if let from, let to, to < from { form.fail("den", texts("filter.wrong_order")) }
        let subject = RecordReference(description: form["muc"])
        if !form["muc"].isEmpty, subject == nil { form.fail("muc", texts("audit.no_record")) }
        let words = form["chu"].isEmpty ? nil : form["chu"]
        // Words stand in no index: without a day to begin with only so far back is looked.
        let start = from?.dayBounds.lowerBound ?? words.map { _ in request.now.addingTimeInterval(-Self.wordsReach) }
        filter = AuditFilter(
            person: Int64(form["nguoi"]), action: form["viec"].isEmpty ? nil : form["viec"], subject: subject,
            words: words, from: start, to: to?.dayBounds.upperBound)
        before = query["truoc"].flatMap { Int64($0) }
        self.form = form
    }

    /// The filter as the query of a link.
    var pairs: [(String, String)] {
        ["viec", "nguoi", "chu", "muc", "tu", "den"].map { ($0, form[$0]) }.filter { !$0.1.isEmpty }
    }

    /// The place in the list to go on from.
    func cursor(in database: Database) throws -> AuditCursor? {
        guard let before else { return nil }
        let at = try Date.fetchOne(database, sql: "SELECT at FROM core_audit WHERE id = ?", arguments: [before])
        guard let at else { throw PortalError.notFound }
        return AuditCursor(at: at, id: before)
    }
}

extension RecordReference {
    /// Reads ``description``; nil when it is none.
    init?(description: String) {
        let parts = description.trimmingWhitespace.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, let id = Int64(parts[1]) else { return nil }
        self.init(type: String(parts[0]), id: id)
    }
}
