import Foundation
import GRDB

/// The audit log, newest first, and its export.
enum AuditScreen {
    private static let pageSize = 50
    /// Entries are counted up to here, and exported up to here: the newest.
    static let limit = 10_000

    static func show(_ request: Request) async throws -> Response {
        let choices = try await request.site.database.read { try AuditQuery.Choices(in: $0) }
        let query = AuditQuery(request, choices: choices)
        let found = query.form.isValid ? try await find(query, request) : Found()
        var response = try request.adminCorePage(
            "admin/audit", model(query, found, request), PageInfo(title: request.texts("admin.audit")))
        if !query.form.isValid { response.status = 422 }
        return response
    }

    /// The entries of the filter as a file; times in Viet Nam's.
    static func export(_ request: Request) async throws -> Response {
        let choices = try await request.site.database.read { try AuditQuery.Choices(in: $0) }
        let query = AuditQuery(request, choices: choices)
        guard query.form.isValid else { throw PortalError.badRequest(reason: "error.report_period") }
        if request.query["dang"] == "json" { return try await exportJSON(query, request) }
        let csv = try await request.site.database.read { database in
            var csv = CSV()
            csv.append(AuditEntry.csvHeader)
            let (sql, arguments) = AuditLog.listing(query.filter, after: nil, limit: limit)
            let entries = try AuditEntry.fetchCursor(database, sql: sql, arguments: arguments)
            while let entry = try entries.next() { csv.append(row(entry)) }
            return csv
        }
        return .csv(csv, name: "nhat-ky-\(VietnamTime(request.now).isoDay).csv")
    }

    /// The same for programs; times in UTC, so that the hashes can be checked.
    private static func exportJSON(_ query: AuditQuery, _ request: Request) async throws -> Response {
        let entries = try await request.site.database.read { database in
            let (sql, arguments) = AuditLog.listing(query.filter, after: nil, limit: limit)
            return try AuditEntry.fetchAll(database, sql: sql, arguments: arguments)
        }
        let names = AuditEntry.csvHeader + ["previous_hash"]
        let values = entries.map { entry in
            Dictionary(
                zip(names, entry.fields + [entry.hash, entry.previousHash]), uniquingKeysWith: { first, _ in first }
            )
            .compactMapValues { $0 }
        }
        var response = try Response.json(values)
        response.headers["Content-Disposition"] =
            "attachment; filename=\"nhat-ky-\(VietnamTime(request.now).isoDay).json\""
        return response
    }

    /// Checks the chain now.
    static func check(_ request: Request) async throws -> Response {
        let check = try await request.site.checkAudit()
        let message =
            check.broken.map { FlashMessage(.error, request.texts("audit.check_broken", ["number": String($0)])) }
            ?? FlashMessage(.success, request.texts("audit.check_done"))
        return .redirect(to: AdminPath.audit, message: message)
    }

    private static func row(_ entry: AuditEntry) -> [String] {
        var row = entry.csvRow
        row[1] = VietnamTime(entry.at).iso8601
        return row
    }

    // MARK: - Parts

    private struct Found: Sendable {
        var entries: [AuditEntry] = []
        var older: Int64?
        var total = 0
        var titles: [RecordReference: String] = [:]
        var check: AuditCheck?
    }

    private static func find(_ query: AuditQuery, _ request: Request) async throws -> Found {
        try await request.site.database.read { database in
            let page = try AuditLog.page(
                query.filter, after: query.cursor(in: database), limit: pageSize, in: database)
            let (condition, arguments) = query.filter.condition
            let total = try Int.fetchOne(
                database,
                sql: "SELECT count(*) FROM (SELECT 1 FROM core_audit WHERE \(condition) LIMIT \(limit + 1))",
                arguments: arguments)
            return Found(
                entries: page.entries, older: page.next?.id, total: total ?? 0,
                titles: try titles(of: page.entries, in: database), check: try AuditCheck.last(in: database))
        }
    }

    /// Accounts are called by their person's name, other records by their title.
    private static func titles(
        of entries: [AuditEntry], in database: Database
    ) throws -> [RecordReference: String] {
        let subjects = Set(entries.compactMap(\.subject))
        var titles = try RecordTitle.find(subjects.filter { $0.module != "core" }, in: database)
        let people = subjects.filter { $0.type == "core.account" }
        let accounts = try AccountStore.find(Set(people.map(\.id)), in: database)
        for subject in people { titles[subject] = accounts[subject.id]?.fullName }
        let items = try LibraryItem.find(
            Set(subjects.filter { $0.type == LibraryItem.recordType }.map(\.id)), in: database)
        for item in items.values { titles[item.reference] = item.title }
        return titles
    }

    private static func model(_ query: AuditQuery, _ found: Found, _ request: Request) -> AuditModel {
        let (texts, language) = (request.texts, request.client.language)
        let count = min(found.total, limit).grouped(language)
        let export = AdminAction(
            texts("audit.export"), url: address("/tai-ve", query.pairs), icon: "download")
        let json = AdminAction(
            texts("audit.export_json"), url: address("/tai-ve", query.pairs + [("dang", "json")]), icon: "download")
        let newest = AdminAction(texts("audit.newest"), url: address("", query.pairs), icon: "history")
        let older = found.older.map { address("", query.pairs + [("truoc", String($0))]) }
        let summary = texts(found.total > limit ? "audit.more_than" : "audit.count", ["count": count])
        return AuditModel(
            title: texts("admin.audit"),
            intro: texts("audit.intro"),
            hasActions: true,
            actions: (query.before == nil ? [] : [newest]) + [export, json],
            check: checkText(found.check, texts),
            checkKind: found.check?.broken == nil ? "success" : "error",
            postActions: [
                PostAction(
                    AdminPost(texts("audit.check_now"), url: "\(AdminPath.audit)/kiem-tra", subject: ""),
                    csrf: request.formToken())
            ],
            hasFilter: true,
            filterUrl: AdminPath.audit,
            filters: query.form.fields.map(FieldModel.init),
            hasEntries: !found.entries.isEmpty,
            summary: summary,
            entries: found.entries.map { entry($0, found.titles, request) },
            empty: texts("audit.empty"),
            pager: Pager(older: older, summary: summary))
    }

    private static func checkText(_ check: AuditCheck?, _ texts: Texts) -> String {
        guard let check else { return texts("audit.check_never") }
        let values = [
            "time": VietnamTime(check.at).timeText, "count": Int(check.entries).grouped(texts.language),
            "number": check.broken.map(String.init) ?? "",
        ]
        return texts(check.broken == nil ? "audit.check_fine" : "audit.check_broken_at", values)
    }

    private static func address(_ path: String, _ pairs: [(String, String)]) -> String {
        AdminPath.audit + path + (pairs.isEmpty ? "" : "?" + FormURLEncoded.encode(pairs))
    }

    private static func entry(
        _ entry: AuditEntry, _ titles: [RecordReference: String], _ request: Request
    ) -> AuditModel.Entry {
        let subject = AuditText.subject(entry, titles: titles, request)
        let owner = entry.subject.flatMap { subject -> String? in
            subject.type.hasPrefix("core.module.") ? String(subject.type.dropFirst("core.module.".count)) : nil
        }
        let texts = request.texts(ofModule: owner ?? entry.module)
        let changes = AuditChange.all(before: entry.before, after: entry.after) { key in
            texts.optional("field.\(key)") ?? texts.optional("setting.\(key)") ?? key
        }
        let note = entry.note.map { AuditChange(field: request.texts("audit.note"), before: nil, after: $0) }
        let shown = changes + (note.map { [$0] } ?? [])
        return AuditModel.Entry(
            time: MomentModel(entry.at),
            actor: AuditText.actor(entry, request.texts),
            action: AuditText.action(entry, request),
            subject: subject.text,
            subjectUrl: subject.url,
            module: request.moduleName(entry.module),
            address: entry.address,
            hasChanges: !shown.isEmpty,
            changes: shown.map { change in
                .init(
                    field: change.field.isEmpty ? request.texts("audit.value") : change.field, before: change.before,
                    after: change.after)
            })
    }
}

extension Pager {
    /// The pager of a list that is read on from a place, as one that grows at its head must be.
    init(older: String?, summary: String) {
        hasPages = older != nil
        self.summary = summary
        previous = nil
        next = older
        pages = []
    }
}

/// What the template `admin/audit` shows.
struct AuditModel: TemplateModel {
    struct Change: Sendable {
        let field: String
        let before: String?
        let after: String?
    }

    struct Entry: Sendable {
        let time: MomentModel
        let actor: String
        let action: String
        let subject: String?
        let subjectUrl: String?
        let module: String
        let address: String?
        let hasChanges: Bool
        let changes: [Change]
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    /// How the last check of the chain ended.
    let check: String
    /// `success` or `error`.
    let checkKind: String
    let postActions: [PostAction]
    let hasFilter: Bool
    let filterUrl: String
    let filters: [FieldModel]
    let hasEntries: Bool
    let summary: String
    let entries: [Entry]
    let empty: String
    let pager: Pager

    static var example: AuditModel {
        AuditModel(
            title: "Nhật ký", intro: "Không ai sửa được", hasActions: true,
            actions: [AdminAction("Tải CSV", url: "/", isPrimary: true, icon: "download")],
            check: "Kiểm tra lúc 02:40: nguyên vẹn", checkKind: "success",
            postActions: [
                PostAction(
                    AdminPost("Gửi lại", url: "/", subject: "thư", isPrimary: true, confirm: .example), csrf: "…")
            ],
            hasFilter: true,
            filterUrl: "/quan-tri/nhat-ky", filters: FormModel.example.fields, hasEntries: true, summary: "4.812 mục",
            entries: [
                Entry(
                    time: .example, actor: "Nguyễn Thị Hạnh", action: "sửa tin", subject: "Khởi công đường liên thôn",
                    subjectUrl: "/", module: "news", address: "10.0.0.7", hasChanges: true,
                    changes: [Change(field: "Tiêu đề", before: "Khởi công", after: "Khởi công đường liên thôn")])
            ], empty: "Không có mục nào khớp", pager: .example)
    }
}
