import PortalKit

/// What the module sends, and when.
enum RoyaltyMails {
    static let paid = "paid"
    static let reminder = "reminder"

    static let all = [
        MailTemplate(id: paid, placeholders: ["name", "sheet", "period", "net", "day", "url"]),
        MailTemplate(id: reminder, placeholders: ["open", "review", "unpaid", "url"]),
    ]

    /// Reminds the office each week of what waits.
    static let reminderJob = JobDefinition(id: "reminder", schedule: .weekly(weekday: 1, hour: 7, minute: 50)) {
        context in
        guard let recipient = RoyaltySettings(context.settings).recipient else { return }
        let waiting = try await context.storage.read { try RoyaltyWork.fetch(in: $0) }
        guard waiting.open + waiting.review + waiting.unpaid > 0 else { return }
        let mail = context.mail(
            reminder, to: recipient,
            [
                "open": String(waiting.open), "review": String(waiting.review), "unpaid": String(waiting.unpaid),
                "url": context.site.canonicalURL + context.adminURL(),
            ])
        try await context.storage.write(as: .system("royalties.reminder")) { try $0.send(mail) }
    }
}
