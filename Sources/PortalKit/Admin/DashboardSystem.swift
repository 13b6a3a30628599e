import Foundation

/// How the system is, in one tile: nobody needs to read six of them every morning to learn that all is well.
struct DashboardSystem {
    let figures: DashboardFigures
    let request: Request

    private var texts: Texts { request.texts }
    private var language: String { request.client.language }

    /// Shown to those who may see the status page.
    var tiles: [DashboardModel.Tile] {
        (request.actor.may(CorePermission.status) ? [health, storage] : []) + [backup].compactMap { $0 }
    }

    private var backup: DashboardModel.Tile? {
        figures.backup.map { state in
            let summary = BackupSummary(state: state, request: request)
            let isFaulty = state.isFaulty(now: request.now)
            return .init(
                title: texts("dashboard.backup"),
                value: state.lastGood.map { age(of: $0.startedAt) } ?? texts("dashboard.no_backup"),
                note: isFaulty || state.lastGood == nil || state.running != nil
                    ? summary.headline
                    : texts(
                        "dashboard.backup_note",
                        [
                            "time": state.lastGood.map { VietnamTime($0.startedAt).timeText } ?? "",
                            "size": (state.lastGood?.bytes ?? 0).byteText(language),
                        ]),
                url: request.actor.may(CorePermission.backups) ? AdminPath.backups : AdminPath.status,
                isWarning: isFaulty)
        }
    }

    /// In days, as people count them: today, yesterday, three days ago.
    private func age(of moment: Date) -> String {
        let days = VietnamTime(request.now).dayNumber - VietnamTime(moment).dayNumber
        return switch days {
        case ...0: texts("dashboard.today")
        case 1: texts("dashboard.yesterday")
        default: texts("dashboard.days_ago", ["count": String(days)])
        }
    }

    private var health: DashboardModel.Tile {
        let faults = faults
        return .init(
            title: texts("dashboard.system"),
            value: faults.isEmpty
                ? texts("dashboard.system_fine") : texts("dashboard.system_faults", ["count": String(faults.count)]),
            note: faults.isEmpty ? texts("dashboard.system_fine_note") : faults.joined(separator: "; "),
            url: AdminPath.status, isWarning: !faults.isEmpty)
    }

    /// What is wrong, the gravest first, a few words each.
    private var faults: [String] {
        let refused = request.site.modules.count { $0.refusal != nil }
        return [
            figures.isAuditBroken ? texts("dashboard.audit_broken") : nil,
            DiskUse.isScarce(request.site) ? texts("status.disk_scarce") : nil,
            refused > 0 ? texts("dashboard.modules_refused", ["count": String(refused)]) : nil,
            figures.failedJobs.isEmpty
                ? nil : texts("dashboard.jobs_failed", ["count": String(figures.failedJobs.count)]),
            figures.deadDeliveries > 0
                ? texts("dashboard.deliveries_failed", ["count": figures.deadDeliveries.grouped(language)]) : nil,
            figures.mailFailed > 0
                ? texts("dashboard.mail_failed", ["count": figures.mailFailed.grouped(language)]) : nil,
            request.site.mailTransport == nil ? texts("dashboard.mail_off") : nil,
        ].compactMap { $0 }
    }

    private var storage: DashboardModel.Tile {
        let free = DiskUse.space(request.site)?.free
        return .init(
            title: texts("dashboard.disk"),
            value: (DiskUse.database(request.site) + figures.fileBytes).byteText(language),
            note: texts(
                "dashboard.disk_note",
                [
                    "files": figures.fileBytes.byteText(language),
                    "free": free.map { $0.byteText(language) } ?? texts("status.unknown"),
                ]),
            url: AdminPath.status, isWarning: DiskUse.isScarce(request.site))
    }
}
