import Foundation

/// How a site is: versions, modules, storage, work.
struct StatusFacts {
    let request: Request
    let work: StatusWork

    private var texts: Texts { request.texts }
    private var language: String { request.client.language }
    private var site: Site { request.site }

    var groups: [StatusModel.Group] { [server, storage, modules, mail] + (work.jobs.isEmpty ? [] : [jobs]) }

    private var server: StatusModel.Group {
        let abi = ABIMarker.current.split(separator: "/").map(String.init)
        let uptime = ProcessUptime.seconds().map(uptimeText)
        return .init(
            title: texts("status.server"),
            facts: [
                fact("status.version", abi.first ?? ""),
                fact("status.abi", abi.dropFirst().joined(separator: ", ")),
                fact("status.uptime", uptime ?? texts("status.unknown")),
                fact("status.time", VietnamTime(request.now).timeText),
            ])
    }

    private var storage: StatusModel.Group {
        let space = DiskUse.space(site)
        return .init(
            title: texts("status.storage"),
            facts: [
                fact("status.database", DiskUse.database(site).byteText(language)),
                fact(
                    "status.files",
                    texts(
                        "remove.file_count",
                        ["count": work.fileCount.grouped(language), "size": work.fileBytes.byteText(language)])),
                fact(
                    "status.free",
                    space.map { "\($0.free.byteText(language)) / \($0.total.byteText(language))" }
                        ?? texts("status.unknown"), badge: DiskUse.isScarce(site) ? "error" : nil),
                fact(
                    "status.backup",
                    work.backup.lastGood.map { good in
                        "\(VietnamTime(good.startedAt).timeText), \(good.bytes.byteText(language))"
                    } ?? texts("dashboard.no_backup"), badge: work.backup.isFaulty(now: request.now) ? "error" : nil),
                fact("status.accounts", work.accounts.grouped(language)),
                fact("status.audit_entries", Int(work.auditEntries).grouped(language)),
            ])
    }

    private var modules: StatusModel.Group {
        .init(
            title: texts("admin.modules"),
            facts: site.modules.map { record in
                let state = texts("modules.state.\(record.stateName)")
                let badge: String =
                    switch record.state {
                    case .enabled: "success"
                    case .refused: "error"
                    case .disabled, .removed: "neutral"
                    }
                return .init(
                    label: request.moduleName(record.id),
                    value: record.version.isEmpty ? state : "\(state), \(record.version)", badge: badge)
            })
    }

    private var mail: StatusModel.Group {
        .init(
            title: texts("status.mail"),
            facts: [
                fact(
                    "status.mail_transport",
                    texts(site.mailTransport == nil ? "status.mail_off" : "status.mail_on"),
                    badge: site.mailTransport == nil ? "warning" : nil),
                fact("status.mail_waiting", work.mailWaiting.grouped(language)),
                fact(
                    "status.mail_given_up", work.mailFailed.grouped(language),
                    badge: work.mailFailed > 0 ? "warning" : nil),
            ])
    }

    private var jobs: StatusModel.Group {
        .init(
            title: texts("status.jobs"),
            facts: work.jobs.map { job in
                let state = texts("status.job.\(job.state.rawValue)")
                let time = (job.endedAt ?? job.startedAt).map { ", \(VietnamTime($0).timeText)" } ?? ""
                return .init(
                    label: request.jobName(job), value: state + time,
                    badge: job.state == .failed ? "error" : nil)
            })
    }

    private func fact(_ key: String, _ value: String, badge: String? = nil) -> StatusModel.Fact {
        .init(label: texts(key), value: value, badge: badge)
    }

    private func uptimeText(_ seconds: Int) -> String {
        texts(
            "status.uptime_value",
            [
                "days": String(seconds / 86_400), "hours": String(seconds / 3600 % 24),
                "minutes": String(seconds / 60 % 60),
            ])
    }
}

/// How long this process has been running, as the kernel tells.
enum ProcessUptime {
    /// Whole seconds; nil where there is no `/proc`.
    static func seconds() -> Int? {
        guard let stat = try? String(contentsOfFile: "/proc/self/stat", encoding: .utf8),
            let uptime = try? String(contentsOfFile: "/proc/uptime", encoding: .utf8),
            let sinceBoot = uptime.split(separator: " ").first.flatMap({ Double($0) })
        else { return nil }
        // The command's name stands in parentheses and may hold spaces; the start is the 20th field after it.
        guard let name = stat.lastIndex(of: ")") else { return nil }
        let fields = stat[stat.index(after: name)...].split(separator: " ")
        guard fields.count > 19, let start = Double(fields[19]) else { return nil }
        let ticksPerSecond = Double(sysconf(Int32(_SC_CLK_TCK)))
        return ticksPerSecond > 0 ? max(0, Int(sinceBoot - start / ticksPerSecond)) : nil
    }
}
