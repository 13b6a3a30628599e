import Foundation
import Logging

/// What a person sees first: what waits for them, and how the portal is.
enum DashboardScreen {
    static func show(_ request: Request) async throws -> Response {
        let figures = try await DashboardFigures.read(request)
        let ofModules = await moduleParts(request)
        let texts = request.texts
        let today = VietnamTime(request.now)
        let tiles =
            ofModules.tiles + coreTiles(figures, request) + DashboardSystem(figures: figures, request: request).tiles
        let quiet = tiles.filter(\.isQuiet)
        let quietTitle = texts("dashboard.quiet", ["count": String(quiet.count)])
        let model = DashboardModel(
            title: texts("admin.dashboard"),
            intro: today.longDayText(texts),
            hasActions: false,
            actions: [],
            tiles: [waitingTile(figures, request)] + tiles.filter(\.isWarning)
                + tiles.filter { !$0.isWarning && !$0.isQuiet },
            quiet: quiet.isEmpty ? nil : .init(title: quietTitle, tiles: quiet),
            panels: panels(figures, ofModules: ofModules.panels, request))
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
    private static func moduleParts(
        _ request: Request
    ) async -> (tiles: [DashboardModel.Tile], panels: [DashboardModel.Panel]) {
        var tiles: [DashboardModel.Tile] = []
        var panels: [DashboardModel.Panel] = []
        for module in request.assembly.modules {
            for contribution in module.contributions.dashboard
            where contribution.permissions.contains(where: request.actor.permissions.allowsSomewhere) {
                do {
                    let (found, lists) = try await module.use.during {
                        (
                            try await contribution.tiles(request.in(module)),
                            try await contribution.panels(request.in(module))
                        )
                    }
                    tiles += found.map {
                        .init(title: $0.title, value: $0.value, note: $0.note, url: $0.url, isWarning: $0.isWarning)
                    }
                    panels += lists.map(DashboardModel.Panel.init)
                } catch {
                    request.site.logger.error("dashboard figures of '\(module.id)' failed: \(error)")
                }
            }
        }
        return (tiles, panels)
    }

    /// Incidents, and how much the portal is looked at.
    private static func coreTiles(_ figures: DashboardFigures, _ request: Request) -> [DashboardModel.Tile] {
        let (texts, language) = (request.texts, request.client.language)
        var tiles: [DashboardModel.Tile] = []
        if request.actor.may(CorePermission.incidents) || !figures.incidents.isEmpty {
            tiles.append(
                .init(
                    title: texts("dashboard.incidents"), value: figures.incidents.count.grouped(language),
                    note: texts(figures.incidents.isEmpty ? "dashboard.no_incidents" : "dashboard.open_incidents"),
                    url: AdminPath.incidents, isWarning: !figures.incidents.isEmpty))
        }
        if let yesterday = figures.views.last, let before = figures.views.first {
            tiles.append(
                .init(
                    title: texts("dashboard.views"), value: yesterday.grouped(language),
                    note: texts("dashboard.views_before", ["count": before.grouped(language)]),
                    url: AdminPath.traffic, isWarning: false))
        }
        return tiles
    }

    // MARK: - Panels

    private static func panels(
        _ figures: DashboardFigures, ofModules: [DashboardModel.Panel], _ request: Request
    ) -> [DashboardModel.Panel] {
        let texts = request.texts
        var panels = [
            DashboardModel.Panel(
                title: texts("dashboard.for_me"), moreUrl: nil,
                items: figures.items.map { waitingItem($0, request) }, empty: texts("dashboard.nothing_for_me"))
        ]
        if !figures.drafts.isEmpty {
            panels.append(
                .init(
                    title: texts("dashboard.drafts"), moreUrl: nil,
                    items: figures.drafts.map { draft in
                        DashboardModel.Item(
                            text: draft.title, url: draft.url, note: VietnamTime(draft.item.since).dayText,
                            isWarning: false)
                    }, empty: ""))
        }
        if !figures.incidents.isEmpty {
            panels.append(
                .init(
                    title: texts("dashboard.open_incidents_list"), moreUrl: AdminPath.incidents,
                    items: figures.incidents.map { incident in
                        DashboardModel.Item(
                            text: texts(
                                "incident.title",
                                ["number": String(incident.id), "kind": texts(incident.kind.textKey)]),
                            url: "\(AdminPath.incidents)/\(incident.id)",
                            note: VietnamTime(incident.raisedAt).timeText, isWarning: false)
                    }, empty: ""))
        }
        panels += ofModules
        if request.actor.may(CorePermission.audit) {
            let items = figures.changes.map { entry in
                var subject = AuditText.subject(entry, titles: figures.titles, request)
                // A record without a title has a code in the log; whoever glances at the dashboard reads its number.
                if let record = entry.subject, subject.text == record.description {
                    subject.text = texts("dashboard.record_number", ["number": String(record.id)])
                }
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
                    text: request.jobName(job), url: AdminPath.status,
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
