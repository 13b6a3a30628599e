import Foundation
import GRDB

/// Where the head of the board, or who stands in, looks at what the scan for marks of secrecy has stopped, and lets it
/// pass with a reason (Art. 9.2a).
enum SecrecyScreen {
    static let endpoints = [
        AdminEndpoints.screen(.get, AdminPath.secrecy, CorePermission.secrecyOverride, handler: list),
        AdminEndpoints.screen(.get, "\(AdminPath.secrecy)/:type/:id", CorePermission.secrecyOverride, handler: show),
        AdminEndpoints.screen(.post, "\(AdminPath.secrecy)/:type/:id", CorePermission.secrecyOverride, handler: pass),
    ]

    static func url(of record: RecordReference) -> String { "\(AdminPath.secrecy)/\(record.type)/\(record.id)" }

    private static let pageSize = 30
    /// Characters of a reason: enough to say something, no more than a history shows.
    private static let reasonLength = 10...WorkflowEngine.maximumReason

    // MARK: - The list

    static func list(_ request: Request) async throws -> Response {
        let (texts, page, modules) = (request.texts, try request.pageNumber(), Set(request.assembly.moduleIds))
        let (entries, total, titles) = try await request.site.database.read { database in
            let (entries, total) = try SecrecyStops.list(
                modules: modules, limit: pageSize, offset: (page - 1) * pageSize, in: database)
            return (entries, total, try RecordTitle.find(entries.map(\.record), in: database))
        }
        let rows = entries.map { entry in
            AdminList.Row([
                .init(titles[entry.record] ?? entry.record.description, url: url(of: entry.record)),
                .init(request.moduleName(entry.record.module)),
                .init(VietnamTime(entry.stoppedAt).timeText),
                entry.decidedBy.map { .init(texts("secrecy.passed_by", ["name": $0]), badge: .neutral) }
                    ?? .init(texts("secrecy.open"), badge: .error),
            ])
        }
        return try request.adminList(
            AdminList(
                intro: texts("secrecy.intro"),
                columns: ["secrecy.record", "secrecy.module", "secrecy.stopped_at", "secrecy.state"]
                    .map { .init(texts($0)) },
                rows: rows, empty: texts("secrecy.empty"),
                pager: Pager(
                    try Paging(number: page, size: pageSize, total: total), path: AdminPath.secrecy, texts: texts)),
            PageInfo(title: texts("admin.secrecy")))
    }

    // MARK: - One record

    static func show(_ request: Request) async throws -> Response {
        let subject = try await subject(of: request)
        return try page(subject, form: form(subject, request.texts), request)
    }

    static func pass(_ request: Request) async throws -> Response {
        let subject = try await subject(of: request)
        var form = form(subject, request.texts)
        form.accept(request)
        let reason = form["reason"].normalizedInput(multiline: true)
        if form.isValid, reason.count < reasonLength.lowerBound {
            form.fail("reason", request.texts("secrecy.reason_short"))
        }
        guard form.isValid else { return try page(subject, form: form, request) }
        let (record, seen) = (subject.record, form["content"])
        let isPassed = try await request.site.storage(for: "core").write(as: request.actor) { change in
            guard let content = try ScannedRecord.read(record, in: change.database), content.digest == seen else {
                return false
            }
            try SecrecyStops.pass(SecrecyStop(record: record, content: seen), reason: reason, in: change)
            return true
        }
        let message =
            isPassed
            ? FlashMessage(.success, request.texts("secrecy.done"))
            : FlashMessage(.error, request.texts("secrecy.changed"))
        return .redirect(to: url(of: record), message: message)
    }

    // MARK: - Parts

    private struct Subject: Sendable {
        let record: RecordReference
        let title: String?
        let content: String
        let findings: [SecrecyFinding]
        /// The names of files whose words cannot be read.
        let unread: [String]
        let isPassed: Bool
        let history: [SecrecyStops.Entry]
    }

    private static func subject(of request: Request) async throws -> Subject {
        let record = RecordReference(type: request.parameters["type"] ?? "", id: try request.id())
        guard request.assembly.module(record.module) != nil else { throw PortalError.notFound }
        let gate = SecrecyGate(files: request.site.files)
        return try await request.site.database.read { database in
            guard let content = try ScannedRecord.read(record, in: database) else { throw PortalError.notFound }
            let findings = try gate.findings(content, in: database)
            let unread = try content.files.filter {
                try SecrecyScans.isScanned($0) && SecrecyScans.find($0.hash, in: database)?.isRead == false
            }
            return Subject(
                record: record, title: try RecordTitle.find(record, in: database), content: content.digest,
                findings: findings, unread: unread.map(\.name),
                isPassed: try SecrecyStops.isPassed(
                    SecrecyStop(record: record, content: content.digest), in: database),
                history: try SecrecyStops.list(of: record, in: database))
        }
    }

    private static func form(_ subject: Subject, _ texts: Texts) -> Form {
        Form(fields: [
            FormField("content", .hidden, label: "", value: subject.content),
            FormField(
                "reason", .textarea(rows: 4), label: texts("secrecy.reason"), help: texts("secrecy.reason_help"),
                isRequired: true, maximumLength: reasonLength.upperBound),
        ])
    }

    private static func page(_ subject: Subject, form: Form, _ request: Request) throws -> Response {
        let texts = request.texts
        let names = request.texts(ofModule: subject.record.module)
        let title = subject.title ?? subject.record.description
        let isOpen = !subject.findings.isEmpty && !subject.isPassed
        let module = request.assembly.module(subject.record.module)
        let model = SecrecyModel(
            title: texts("secrecy.title", ["title": title]), intro: texts("secrecy.one_intro"),
            hasActions: module != nil,
            actions: module.map { [AdminAction(request.moduleName($0.id), url: $0.context.adminURL())] } ?? [],
            state: texts(
                isOpen ? "secrecy.is_open" : subject.findings.isEmpty ? "secrecy.is_clean" : "secrecy.is_passed"),
            stateKind: isOpen ? "error" : "success",
            findings: subject.findings.map { finding in
                SecrecyModel.Finding(
                    place: finding.file.map { texts("secrecy.file", ["name": $0]) }
                        ?? names.optional("field.\(finding.field ?? "")") ?? finding.field ?? "",
                    marks: finding.marks.map { .init(stamp: $0.level.stamp, excerpt: $0.excerpt) })
            },
            hasUnread: !subject.unread.isEmpty, unread: subject.unread,
            hasForm: isOpen,
            form: isOpen ? request.formModel(form, submit: texts("secrecy.pass"), cancelURL: AdminPath.secrecy) : nil,
            hasHistory: !subject.history.isEmpty,
            history: subject.history.map { entry in
                SecrecyModel.Stop(
                    stopped: MomentModel(entry.stoppedAt),
                    stoppedBy: entry.stoppedBy.isEmpty ? texts("audit.actor.unnamed") : entry.stoppedBy,
                    decided: entry.decidedAt.map(MomentModel.init), decidedBy: entry.decidedBy, reason: entry.reason)
            })
        var response = try request.adminCorePage(
            "admin/secrecy", model,
            PageInfo(
                title: model.title, breadcrumbs: [.init(texts("admin.secrecy"), url: AdminPath.secrecy)]))
        if !form.isValid { response.status = 422 }
        return response
    }
}

/// What the template `admin/secrecy` shows.
struct SecrecyModel: TemplateModel {
    struct Mark: Sendable {
        let stamp: String
        let excerpt: String
    }

    struct Finding: Sendable {
        let place: String
        let marks: [Mark]
    }

    struct Stop: Sendable {
        let stopped: MomentModel
        let stoppedBy: String
        let decided: MomentModel?
        let decidedBy: String?
        let reason: String?
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let state: String
    /// `error` or `success`.
    let stateKind: String
    let findings: [Finding]
    let hasUnread: Bool
    let unread: [String]
    let hasForm: Bool
    let form: FormModel?
    let hasHistory: Bool
    let history: [Stop]

    static var example: SecrecyModel {
        SecrecyModel(
            title: "Dấu mật: Báo cáo quý III", intro: "Xem kỹ trước khi cho qua", hasActions: true,
            actions: [AdminAction("Tin tức", url: "/quan-tri/news", isPrimary: true, icon: "list")],
            state: "Đang bị chặn", stateKind: "error",
            findings: [Finding(place: "Nội dung", marks: [Mark(stamp: "MẬT", excerpt: "Độ mật: Mật")])],
            hasUnread: true, unread: ["quet.pdf"], hasForm: true, form: .example, hasHistory: true,
            history: [
                Stop(
                    stopped: .example, stoppedBy: "Nguyễn Thị Hạnh", decided: .example, decidedBy: "Lê Quang Vinh",
                    reason: "Tin nói về việc tập huấn")
            ])
    }
}
