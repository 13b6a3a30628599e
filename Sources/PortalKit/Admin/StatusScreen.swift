import Foundation
import GRDB

/// What is wrong with the site, what to do about it, and how it is.
enum StatusScreen {
    static func show(_ request: Request) async throws -> Response {
        let texts = request.texts
        let work = try await request.site.database.read { try StatusWork(of: request.site, in: $0) }
        let faults = StatusFaults(request: request, work: work).all
        let model = StatusModel(
            title: texts("admin.status"),
            intro: nil,
            hasActions: false,
            actions: [],
            hasFaults: !faults.isEmpty,
            faults: faults,
            postActions: posts(work, request),
            groups: StatusFacts(request: request, work: work).groups)
        return try request.adminCorePage("admin/status", model, PageInfo(title: model.title))
    }

    /// Puts the mails that were given up back into the queue.
    static func retryMail(_ request: Request) async throws -> Response {
        let count = try await request.site.storage(for: "core").write(as: request.actor) { change in
            let failed = try Int64.fetchAll(
                change.database, sql: "SELECT id FROM core_mail WHERE state = 'failed' ORDER BY id")
            for id in failed { try MailQueue.retry(id, now: change.now, in: change.database) }
            if !failed.isEmpty { try change.audit("mail.retry", after: ["mails": failed.count]) }
            return failed.count
        }
        return back(request, "status.mail_retried", count)
    }

    /// Gives the deliveries of events that were given up another chance.
    static func retryDeliveries(_ request: Request) async throws -> Response {
        let count = try await request.site.storage(for: "core").write(as: request.actor) { change in
            try Outbox.retryDead(now: change.now, in: change.database)
            let count = change.database.changesCount
            if count > 0 { try change.audit("outbox.retry", after: ["deliveries": count]) }
            return count
        }
        return back(request, "status.deliveries_retried", count)
    }

    private static func back(_ request: Request, _ key: String, _ count: Int) -> Response {
        let text = request.texts(key, ["count": count.grouped(request.client.language)])
        return .redirect(to: AdminPath.status, message: FlashMessage(.success, text))
    }

    private static func posts(_ work: StatusWork, _ request: Request) -> [PostAction] {
        let texts = request.texts
        var posts: [AdminPost] = []
        if work.mailFailed > 0 {
            posts.append(
                AdminPost(texts("status.retry_mail"), url: "\(AdminPath.status)/gui-lai", subject: ""))
        }
        if !work.deadDeliveries.isEmpty {
            posts.append(
                AdminPost(texts("status.retry_deliveries"), url: "\(AdminPath.status)/giao-lai", subject: ""))
        }
        return posts.map { PostAction($0, csrf: request.formToken()) }
    }
}

/// Jobs, mail and deliveries of a site as the database has them.
struct StatusWork: Sendable {
    /// More of a kind are not shown one by one.
    static let shown = 20

    let jobs: [JobRecord]
    let mailWaiting: Int
    let mailFailed: Int
    let failedMails: [QueuedMail]
    let deadDeliveries: [DeadDelivery]
    let accounts: Int
    let fileCount: Int
    let fileBytes: Int
    let auditEntries: Int64
    let backup: BackupState

    init(of site: Site, in database: Database) throws {
        jobs = try JobRunner.records(database)
        mailWaiting = try Self.count("core_mail WHERE state = 'waiting'", in: database)
        mailFailed = try Self.count("core_mail WHERE state = 'failed'", in: database)
        failedMails = try MailQueue.list(.failed, limit: Self.shown, in: database)
        deadDeliveries = try Outbox.dead(limit: Self.shown, in: database)
        accounts = try AccountStore.count(in: database)
        fileCount = try Self.count("core_files", in: database)
        fileBytes = try Int.fetchOne(database, sql: "SELECT coalesce(sum(bytes), 0) FROM core_files") ?? 0
        auditEntries = try AuditLog.head(database)?.id ?? 0
        backup = try BackupState(site, in: database)
    }

    private static func count(_ rows: String, in database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM \(rows)") ?? 0
    }
}

/// What the template `admin/status` shows.
struct StatusModel: TemplateModel {
    struct FaultModel: Sendable {
        /// `error` or `warning`.
        let kind: String
        let title: String
        let text: String
        let advice: String?
        /// Where it comes from: a module, a job.
        let origin: String
        let since: MomentModel?
    }

    struct Fact: Sendable {
        let label: String
        let value: String
        let badge: String?
    }

    struct Group: Sendable {
        let title: String
        let facts: [Fact]
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let hasFaults: Bool
    let faults: [FaultModel]
    let postActions: [PostAction]
    let groups: [Group]

    static var example: StatusModel {
        StatusModel(
            title: "Tình trạng hệ thống", intro: "Cập nhật lúc 08:30", hasActions: true,
            actions: [AdminAction("Phân hệ", url: "/", isPrimary: true, icon: "gear")], hasFaults: true,
            faults: [
                FaultModel(
                    kind: "error", title: "Không nạp được phân hệ Nhuận bút", text: "Phiên bản khác",
                    advice: "Dịch lại", origin: "royalties", since: .example)
            ],
            postActions: [
                PostAction(
                    AdminPost("Gửi lại", url: "/", subject: "thư", isPrimary: true, confirm: .example), csrf: "…")
            ],
            groups: [Group(title: "Máy chủ", facts: [Fact(label: "Cơ sở dữ liệu", value: "Tốt", badge: "success")])])
    }
}
