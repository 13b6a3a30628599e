import Foundation

/// What is wrong with a site at this moment, the gravest first.
struct StatusFaults {
    let request: Request
    let work: StatusWork

    private var texts: Texts { request.texts }

    var all: [StatusModel.FaultModel] { disk + backup + modules + restarts + jobs + deliveries + mails }

    private var disk: [StatusModel.FaultModel] {
        guard DiskUse.isScarce(request.site), let space = DiskUse.space(request.site) else { return [] }
        return [
            .init(
                kind: "error", title: texts("status.disk_scarce"),
                text: texts("status.disk_free", ["size": space.free.byteText(request.client.language)]),
                advice: texts("status.disk_advice"), origin: "core", since: nil)
        ]
    }

    private var backup: [StatusModel.FaultModel] {
        guard work.backup.isFaulty(now: request.now) else { return [] }
        let summary = BackupSummary(state: work.backup, request: request)
        return [
            .init(
                kind: summary.kind == "error" ? "error" : "warning", title: summary.headline, text: summary.detail,
                advice: texts("backup.advice"), origin: "core/backup",
                since: (work.backup.failure?.startedAt ?? work.backup.lastGood?.startedAt).map(MomentModel.init))
        ]
    }

    private var modules: [StatusModel.FaultModel] {
        request.site.modules.compactMap { record in
            record.refusal.map { refusal in
                .init(
                    kind: "error", title: texts("status.module_refused", ["name": request.moduleName(record.id)]),
                    text: refusal.text(texts), advice: refusal.advice(texts),
                    origin: "site.yml:\(record.listing.line)", since: nil)
            }
        }
    }

    private var restarts: [StatusModel.FaultModel] {
        request.site.modules.filter(\.awaitsRestart).map { record in
            .init(
                kind: "warning", title: texts("status.module_awaits_restart", ["name": request.moduleName(record.id)]),
                text: texts("modules.awaits_restart"), advice: texts("status.restart_advice"), origin: record.id,
                since: nil)
        }
    }

    private var jobs: [StatusModel.FaultModel] {
        work.jobs.filter { $0.state == .failed && !$0.isBackup }.map { job in
            .init(
                kind: "error",
                title: texts("status.job_failed", ["name": request.jobName(job)]),
                text: job.message ?? texts("status.no_message"), advice: texts("status.job_advice"),
                origin: "\(job.module)/\(job.id)", since: job.endedAt.map(MomentModel.init))
        }
    }

    private var deliveries: [StatusModel.FaultModel] {
        work.deadDeliveries.map { delivery in
            .init(
                kind: "error",
                title: texts(
                    "status.delivery_dead",
                    ["event": delivery.event.name, "name": request.moduleName(delivery.module)]),
                text: delivery.error, advice: texts("status.delivery_advice"),
                origin: "\(delivery.module)/\(delivery.handler)", since: MomentModel(delivery.at))
        }
    }

    /// One fault for each error, so that a mail server that is down does not fill the page; addresses stay hidden.
    private var mails: [StatusModel.FaultModel] {
        Dictionary(grouping: work.failedMails) { $0.error ?? "" }.sorted { $0.key < $1.key }.map { error, mails in
            .init(
                kind: "warning",
                title: texts("status.mail_failed", ["count": mails.count.grouped(request.client.language)]),
                text: error.isEmpty ? texts("status.no_message") : error, advice: texts("status.mail_advice"),
                origin: Set(mails.map(\.module)).sorted().joined(separator: ", "),
                since: mails.map(\.createdAt).min().map(MomentModel.init))
        }
    }
}
