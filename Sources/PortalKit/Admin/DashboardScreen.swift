import Foundation
import Logging

/// What a person sees first: what waits for them, and how the portal is.
enum DashboardScreen {
    static func show(_ request: Request) async throws -> Response {
        let figures = try await DashboardFigures.read(request)
        let ofModules = await moduleTiles(request)
        let texts = request.texts
        let today = VietnamTime(request.now)
        let model = DashboardModel(
            title: texts("admin.dashboard"),
            intro: request.client.language == "vi" ? today.longDayText : today.dayText,
            hasActions: false,
            actions: [],
            tiles: [waitingTile(figures, request)] + ofModules + systemTiles(figures, request),
            panels: panels(figures, request))
        return try request.adminCorePage("admin/dashboard", model, PageInfo(title: model.title))
    }

    // MARK: - Tiles

    private static func waitingTile(_ figures: DashboardFigures, _ request: Request) -> DashboardModel.Tile {
        let (texts, language) = (request.texts, request.client.language)
        return DashboardModel.Tile(
            title: texts("dashboard.waiting"), value: figures.waiting.grouped(language),
            note: figures.overdue == 0
                ? texts("dashboard.none_overdue")
                : texts("dashboard.overdue", ["count": figures.overdue.grouped(language)]),
            url: WorkPath.inbox,
            isWarning: figures.overdue > 0)
    }

    /// What the modules have to say; one that fails says nothing, and the rest stands.
    private static func moduleTiles(_ request: Request) async -> [DashboardModel.Tile] {
        var tiles: [DashboardModel.Tile] = []
        for module in request.assembly.modules {
            for contribution in module.contributions.dashboard
            where contribution.permissions.contains(where: request.actor.permissions.allowsSomewhere) {
                do {
                    let found = try await module.use.during { try await contribution.tiles(request.in(module)) }
                    tiles += found.map {
                        .init(title: $0.title, value: $0.value, note: $0.note, url: $0.url, isWarning: $0.isWarning)
                    }
                } catch {
                    request.site.logger.error("dashboard figures of '\(module.id)' failed: \(error)")
                }
            }
        }
        return tiles
    }

    private static func systemTiles(_ figures: DashboardFigures, _ request: Request) -> [DashboardModel.Tile] {
        let (texts, language, may) = (request.texts, request.client.language, request.actor.may)
        var tiles: [DashboardModel.Tile] = []
        if may(CorePermission.modules, nil) {
            let modules = request.site.modules
            let refused = modules.count { $0.refusal != nil }
            tiles.append(
                .init(
                    title: texts("dashboard.modules"),
                    value: "\(modules.count { $0.state == .enabled })/\(modules.count)",
                    note: refused == 0
                        ? texts("dashboard.modules_fine")
                        : texts("dashboard.modules_refused", ["count": String(refused)]),
                    url: AdminPath.modules, isWarning: refused > 0))
        }
        if may(CorePermission.status, nil) {
            let faults = figures.failedJobs.count + figures.deadDeliveries
            tiles.append(
                .init(
                    title: texts("dashboard.mail"), value: figures.mailWaiting.grouped(language),
                    note: figures.mailFailed == 0
                        ? texts("dashboard.mail_fine")
                        : texts("dashboard.mail_failed", ["count": figures.mailFailed.grouped(language)]),
                    url: AdminPath.status, isWarning: figures.mailFailed > 0))
            tiles.append(
                .init(
                    title: texts("dashboard.work"), value: faults.grouped(language),
                    note: texts(faults == 0 ? "dashboard.work_fine" : "dashboard.work_failed"),
                    url: AdminPath.status, isWarning: faults > 0))
            tiles.append(
                .init(
                    title: texts("dashboard.disk"),
                    value: (DiskUse.database(request.site) + figures.fileBytes).byteText(language),
                    note: texts("dashboard.disk_files", ["size": figures.fileBytes.byteText(language)]),
                    url: AdminPath.status, isWarning: DiskUse.isScarce(request.site)))
        }
        if may(CorePermission.audit, nil), let last = figures.changes.first {
            tiles.append(
                .init(
                    title: texts("dashboard.last_change"), value: VietnamTime(last.at).clockText,
                    note: texts(
                        "dashboard.last_change_by",
                        ["day": VietnamTime(last.at).dayText, "name": AuditText.actor(last, texts)]),
                    url: AdminPath.audit, isWarning: false))
        }
        return tiles
    }

    // MARK: - Panels

    private static func panels(_ figures: DashboardFigures, _ request: Request) -> [DashboardModel.Panel] {
        let texts = request.texts
        var panels = [
            DashboardModel.Panel(
                title: texts("dashboard.for_me"), moreUrl: nil,
                items: figures.items.map { waitingItem($0, request) }, empty: texts("dashboard.nothing_for_me"))
        ]
        if request.actor.may(CorePermission.audit) {
            let items = figures.changes.map { entry in
                let subject = AuditText.subject(entry, titles: figures.titles, request)
                return DashboardModel.Item(
                    text: [AuditText.actor(entry, texts), AuditText.action(entry, request), subject.text]
                        .compactMap { $0 }.joined(separator: " "),
                    url: subject.url ?? AdminPath.audit, note: VietnamTime(entry.at).timeText, isWarning: false)
            }
            panels.append(
                .init(
                    title: texts("dashboard.changes"), moreUrl: AdminPath.audit, items: items,
                    empty: texts("dashboard.no_changes")))
        }
        if request.actor.may(CorePermission.status), !figures.failedJobs.isEmpty {
            let items = figures.failedJobs.prefix(DashboardFigures.shown).map { job in
                DashboardModel.Item(
                    text: "\(request.moduleName(job.module)): \(job.id)", url: AdminPath.status,
                    note: job.endedAt.map { VietnamTime($0).timeText }, isWarning: false)
            }
            panels.append(
                .init(
                    title: texts("dashboard.failed_jobs"), moreUrl: AdminPath.status, items: items,
                    empty: texts("dashboard.work_fine")))
        }
        return panels
    }

    private static func waitingItem(_ entry: WorkList.Entry, _ request: Request) -> DashboardModel.Item {
        let item = entry.item
        let note =
            item.dueAt.map { request.texts("dashboard.due", ["day": VietnamTime($0).dayText]) }
            ?? VietnamTime(item.since).dayText
        return DashboardModel.Item(
            text: "\(entry.step): \(entry.title)", url: entry.url, note: note,
            isWarning: (item.dueAt ?? .distantFuture) < request.now)
    }
}
