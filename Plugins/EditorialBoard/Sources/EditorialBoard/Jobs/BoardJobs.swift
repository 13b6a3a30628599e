import Foundation
import GRDB
import PortalKit

/// What happens by itself.
enum BoardJobs {
    private static let weekly = "weekly"
    static let mails =
        CoverageMails.all + RequestMails.all + [
            MailTemplate(id: weekly, placeholders: ["items", "requests", "coverages", "url"])
        ]

    static let all = [reminders, overview]

    /// Reminds bodies of what they were asked for, some days before its date and then again and again until they answer.
    static let reminders = JobDefinition(id: "request-reminders", schedule: .daily(hour: 7, minute: 30)) {
        try await remind($0)
    }

    static func remind(_ context: ModuleContext) async throws {
        let (settings, today) = (BoardSettings(context.settings), VietnamTime(context.now()))
        let due = today.adding(days: settings.remindBefore).isoDay
        let last = today.adding(days: 1 - settings.remindEvery).isoDay
        let found = try await context.storage.read { database in
            try Row.fetchAll(database, sql: InformationRequest.remindableQuery, arguments: [due, last])
                .map(Stored<InformationRequest>.init)
        }
        for request in found where request.content.askedOn < today.isoDay {
            try await context.storage.write(as: .system("editorial-board.request-reminders")) { change in
                do {
                    try RequestMails.remind(request.id, context, in: change)
                } catch is Refusal {
                    // Answered meanwhile, or what was typed is no address: the list shows it as late.
                }
            }
        }
    }

    /// Tells the office each week what is late.
    static let overview = JobDefinition(id: "weekly-overview", schedule: .weekly(weekday: 1, hour: 7, minute: 35)) {
        context in
        guard let recipient = BoardSettings(context.settings).recipient else { return }
        let today = VietnamTime(context.now())
        let due = try await context.storage.read { try BoardDue.fetch(today, in: $0) }
        guard due.late > 0 else { return }
        let mail = context.mail(
            weekly, to: recipient,
            [
                "items": String(due.lateItems), "requests": String(due.lateRequests),
                "coverages": String(due.unreported),
                "url": context.site.canonicalURL + context.adminURL(),
            ])
        try await context.storage.write(as: .system("editorial-board.weekly-overview")) { try $0.send(mail) }
    }
}
