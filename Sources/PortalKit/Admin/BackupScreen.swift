import Foundation
import GRDB

/// The site's backups: how they are doing, one more now, and taking one away.
enum BackupScreen {
    static let endpoints = [
        AdminEndpoints.screen(.get, AdminPath.backups, CorePermission.backups, handler: show),
        AdminEndpoints.screen(.post, AdminPath.backups, CorePermission.backups, handler: make),
        AdminEndpoints.screen(
            .post, "\(AdminPath.backups)/:name/tai-ve", CorePermission.backupDownload, handler: download),
    ]

    private static let pageSize = 25

    static func show(_ request: Request) async throws -> Response {
        let texts = request.texts
        let folder = request.site.backupFolder
        let state = try await request.site.database.read { try BackupState(request.site, in: $0) }
        let files = folder.files()
        let paging = try Paging(number: try request.pageNumber(), size: pageSize, total: files.count)
        let summary = BackupSummary(state: state, request: request)
        let list = AdminList(
            columns: [
                .init(texts("backup.made_at")), .init(texts("backup.size"), isNumber: true),
                .init(texts("backup.file")),
            ],
            rows: files.dropFirst(paging.offset).prefix(pageSize).map { row($0, request) },
            empty: texts("backup.none"), pager: Pager(paging, path: AdminPath.backups, texts: texts))
        let post = AdminPost(texts("backup.make"), url: AdminPath.backups, subject: "", isPrimary: true)
        let model = BackupModel(
            title: texts("admin.backups"), intro: texts("backup.intro"), hasActions: false, actions: [],
            kind: summary.kind, headline: summary.headline, detail: summary.detail,
            postActions: state.running == nil ? [PostAction(post, csrf: request.formToken())] : [],
            facts: facts(folder, request),
            list: AdminListModel(
                list, title: texts("backup.kept"), path: AdminPath.backups, csrf: request.formToken()))
        return try request.adminCorePage("admin/backups", model, PageInfo(title: model.title))
    }

    /// Begins a backup; the person need not wait for it.
    static func make(_ request: Request) async throws -> Response {
        do {
            try request.site.backups.begin(request.site, by: request.actor)
            return back(.success, "backup.begun", request)
        } catch BackupError.underWay {
            return back(.warning, "backup.under_way", request)
        }
    }

    static func download(_ request: Request) async throws -> Response {
        let folder = request.site.backupFolder
        guard let file = request.parameters["name"].flatMap(folder.file),
            let reader = try? FileReader(path: folder.path(of: file.name))
        else { throw PortalError.notFound }
        try await request.site.storage(for: CoreSchema.owner).write(as: request.actor) { change in
            try change.audit("backup.download", after: ["file": file.name])
        }
        return Response(
            headers: [
                "Content-Type": "application/zip",
                "Content-Disposition": "attachment; filename=\"\(file.name)\"",
            ], body: .opened(reader))
    }

    // MARK: - Parts

    private static func back(_ kind: FlashMessage.Kind, _ key: String, _ request: Request) -> Response {
        .redirect(to: AdminPath.backups, message: FlashMessage(kind, request.texts(key)))
    }

    private static func row(_ file: BackupFile, _ request: Request) -> AdminList.Row {
        let texts = request.texts
        let post = AdminPost(
            texts("backup.download"), url: "\(AdminPath.backups)/\(file.name)/tai-ve", subject: file.name,
            confirm: .init(
                texts("backup.download_ask", ["file": file.name]), explanation: texts("backup.download_note")))
        return AdminList.Row(
            [
                .init(VietnamTime(file.madeAt).timeText), .init(file.bytes.byteText(request.client.language)),
                .init(file.name),
            ], posts: request.actor.may(CorePermission.backupDownload) ? [post] : [])
    }

    private static func facts(_ folder: BackupFolder, _ request: Request) -> [StatusModel.Fact] {
        let (texts, backup) = (request.texts, request.site.configuration.backup)
        let schedule =
            backup.isEnabled
            ? texts("backup.daily_at", ["hour": String(backup.hour)]) : texts("backup.not_scheduled")
        let kept = texts(
            "backup.kept_value",
            ["daily": String(backup.daily), "weekly": String(backup.weekly), "monthly": String(backup.monthly)])
        return [
            .init(label: texts("backup.schedule"), value: schedule, badge: nil),
            .init(label: texts("backup.kept_rule"), value: kept, badge: nil),
            .init(label: texts("backup.folder"), value: folder.url.path, badge: nil),
        ]
    }
}

/// How backups are doing, in words.
struct BackupSummary {
    let state: BackupState
    let request: Request

    private var texts: Texts { request.texts }

    /// `success`, `info`, `warning` or `error`: the look of the notice.
    var kind: String {
        if state.running != nil { return "info" }
        if state.failure != nil || state.oldSince(now: request.now) != nil { return "error" }
        return state.lastGood == nil || state.lastGood?.missing ?? 0 > 0 ? "warning" : "success"
    }

    /// What matters most at this moment.
    var headline: String {
        if let running = state.running {
            return texts("backup.running", ["time": VietnamTime(running.startedAt).timeText])
        }
        if let failure = state.failure {
            return texts("backup.failed", ["time": VietnamTime(failure.startedAt).timeText])
        }
        if state.oldSince(now: request.now) != nil { return texts("backup.old") }
        guard let good = state.lastGood else { return texts("backup.never") }
        return texts("backup.fine", ["time": VietnamTime(good.startedAt).timeText])
    }

    /// The rest: why it failed, the last good one, files that were missing.
    var detail: String {
        let good = state.lastGood.map { good in
            texts(
                good.missing > 0
                    ? "backup.last_good_missing" : kind == "success" ? "backup.contents" : "backup.last_good",
                [
                    "time": VietnamTime(good.startedAt).timeText,
                    "size": good.bytes.byteText(request.client.language),
                    "files": good.files.grouped(request.client.language),
                    "missing": good.missing.grouped(request.client.language),
                ])
        }
        let reason = state.failure.map { failure in
            failure.error.map { texts("backup.reason", ["reason": $0]) } ?? texts("backup.interrupted")
        }
        return [reason, good ?? texts("backup.no_good")].compactMap { $0 }.joined(separator: " ")
    }
}

/// What the template `admin/backups` shows.
struct BackupModel: TemplateModel {
    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let kind: String
    let headline: String
    let detail: String
    let postActions: [PostAction]
    let facts: [StatusModel.Fact]
    let list: AdminListModel

    static var example: BackupModel {
        BackupModel(
            title: "Sao lưu", intro: "Bản sao lưu gồm mọi dữ liệu của cổng", hasActions: true,
            actions: [AdminAction("Xem", url: "/", isPrimary: true, icon: "eye")], kind: "success",
            headline: "Đã sao lưu lúc 02:00", detail: "412 MB",
            postActions: [PostAction(AdminPost("Sao lưu ngay", url: "/", subject: "", confirm: .example), csrf: "…")],
            facts: [.init(label: "Lịch", value: "02:00", badge: "success")], list: .example)
    }
}
