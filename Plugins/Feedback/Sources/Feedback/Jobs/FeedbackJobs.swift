import Foundation
import GRDB
import PortalKit

/// What happens to cases by itself.
enum FeedbackJobs {
    static let mails =
        CaseDesk.Message.allCases.map { MailTemplate(id: $0.rawValue, placeholders: $0.placeholders) } + [
            MailTemplate(id: "assigned", placeholders: ["title", "code", "day", "by", "url"]),
            MailTemplate(id: "opinion", placeholders: ["title", "by", "message", "day", "url"]),
            MailTemplate(id: "progress", placeholders: ["what", "code", "due", "url"]),
            MailTemplate(id: "reminder", placeholders: ["new", "late", "url"]),
            MailTemplate(id: "escalation", placeholders: ["count", "list", "url"]),
        ]

    /// Each working day tells the office what nobody has looked at and what is late.
    static let reminder = JobDefinition(id: "reminder", schedule: .daily(hour: 7, minute: 30)) { context in
        let now = context.now()
        guard let recipient = FeedbackSettings(context.settings).deskRecipient,
            context.workingDays.contains(VietnamTime(now))
        else { return }
        let counts = try await context.storage.read {
            try CaseListQuery.counts([.new, .late], access: CaseListQuery(now: now), in: $0)
        }
        let (new, late) = (counts[.new] ?? 0, counts[.late] ?? 0)
        guard new + late > 0 else { return }
        let mail = context.mail(
            "reminder", to: recipient,
            [
                "new": String(new), "late": String(late),
                "url": context.site.canonicalURL + context.adminURL(),
            ])
        try await context.storage.write(as: .system("feedback.reminder")) { try $0.send(mail) }
    }

    static let overdueQuery = """
        SELECT * FROM feedback_cases
        WHERE is_open = 1 AND due_at < ? AND state <> 'asked' AND escalated_at IS NULL
        ORDER BY due_at, id LIMIT 100
        """

    /// Reports to the head what is overdue by more than the site allows, each case once.
    static let escalation = JobDefinition(id: "escalation", schedule: .daily(hour: 8, minute: 0)) { context in
        let now = context.now()
        let settings = FeedbackSettings(context.settings)
        guard let recipient = settings.headRecipient, context.workingDays.contains(VietnamTime(now)) else { return }
        let limit = lastTerm(before: now, days: settings.escalationDays, context.workingDays)
        let desk = CaseDesk(context)
        try await context.storage.write(as: .system("feedback.escalation")) { change in
            let late = try Row.fetchAll(change.database, sql: overdueQuery, arguments: [limit])
                .map(FeedbackCase.init(row:))
            guard !late.isEmpty else { return }
            // The mail names no sender, and what a case is called only masked.
            let lines = late.map { item in
                let worker = [item.bodyName, item.assigneeName].filter { !$0.isEmpty }.joined(separator: ", ")
                return context.texts(
                    worker.isEmpty ? "escalation.line_nobody" : "escalation.line",
                    [
                        "title": Masking(of: item).masked(item.title), "day": VietnamTime(item.dueAt).dayText,
                        "worker": worker,
                    ])
            }
            for item in late {
                try desk.set(item.id, "escalated_at = ?", [change.now], in: change)
                try desk.note(.escalated, item.id, in: change)
                try desk.audit("escalate", item, in: change)
                change.touch(.feedbackCase(item.id))
            }
            try change.send(
                context.mail(
                    "escalation", to: recipient,
                    [
                        "count": String(late.count), "list": lines.joined(separator: "\n"),
                        "url": context.site.canonicalURL + context.adminURL()
                            + "?loc=\(CaseListQuery.Which.late.rawValue)",
                    ]))
        }
    }

    /// Terms that ended before this are overdue by more than so many working days.
    static func lastTerm(before now: Date, days: Int, _ calendar: WorkingDays) -> Date {
        var day = VietnamTime(now).startOfDay
        var left = days
        for _ in 0..<400 where left > 0 {
            day = day.adding(days: -1)
            if calendar.contains(day) { left -= 1 }
        }
        return days == 0 ? now : day.date
    }

    /// Masks who sent what ended longer ago than it is kept (Law 91/2025/QH15).
    static let retention = JobDefinition(id: "retention", schedule: .daily(hour: 3, minute: 20)) { context in
        let months = FeedbackSettings(context.settings).retentionMonths
        guard months > 0 else { return }
        let limit = context.now().addingTimeInterval(-Double(months) * 30.4375 * 86_400)
        let desk = CaseDesk(context)
        try await context.storage.write(as: .system("feedback.retention")) { change in
            for id in try Int64.fetchAll(change.database, sql: expiredQuery, arguments: [limit]) {
                try desk.erase(id, in: change)
            }
        }
    }

    static let expiredQuery = """
        SELECT id FROM feedback_cases WHERE erased_at IS NULL AND closed_at < ? ORDER BY closed_at LIMIT 500
        """
}
