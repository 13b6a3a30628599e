import Foundation
import GRDB
import PortalKit

/// What happens by itself.
enum AdsJobs {
    /// Starts and ends ads at their moments.
    static let turn = JobDefinition(id: "turn", schedule: .every(minutes: 1)) { context in
        let (desk, now) = (OrderDesk(context), context.now())
        let isDue = try await context.storage.read { try AdsJobs.isDue(now, in: $0) }
        guard isDue else { return }
        try await context.storage.write(as: .system("business-ads.turn")) { try desk.turn(in: $0) }
    }.also { context, after in
        try await context.storage.read { try nextTurn(after: after, in: $0) }
    }

    private static func isDue(_ now: Date, in database: Database) throws -> Bool {
        try Int64.fetchOne(database, sql: OrderDesk.dueEndQuery, arguments: [now]) != nil
            || Int64.fetchOne(database, sql: OrderDesk.dueStartQuery, arguments: [now]) != nil
    }

    static func nextTurn(after moment: Date, in database: Database) throws -> Date? {
        let start = try Date.fetchOne(
            database, sql: "SELECT min(starts_at) FROM ads_orders WHERE state = 'paid' AND starts_at > ?",
            arguments: [moment])
        let end = try Date.fetchOne(
            database, sql: "SELECT min(ends_at) FROM ads_orders WHERE state IN ('paid', 'running') AND ends_at > ?",
            arguments: [moment])
        return [start, end].compactMap { $0 }.min()
    }

    /// Tells businesses that their ads end soon.
    static let notices = JobDefinition(id: "notices", schedule: .daily(hour: 8, minute: 10)) { context in
        let (desk, days) = (OrderDesk(context), AdsSettings(context.settings).noticeDays)
        try await context.storage.write(as: .system("business-ads.notices")) { try desk.notify(days: days, in: $0) }
    }

    /// Tells the office what waits, if anything does.
    static let reminder = JobDefinition(id: "reminder", schedule: .daily(hour: 7, minute: 50)) { context in
        guard let recipient = AdsSettings(context.settings).recipient else { return }
        let waiting = try await context.storage.read { try Waiting.fetch(in: $0) }
        guard waiting.applications + waiting.complaints + waiting.unpaid > 0 else { return }
        let mail = context.mail(
            AdsMails.waiting, to: recipient,
            [
                "applications": String(waiting.applications), "complaints": String(waiting.complaints),
                "unpaid": String(waiting.unpaid),
                "url": context.site.canonicalURL + context.adminURL(),
            ])
        try await context.storage.write(as: .system("business-ads.reminder")) { try $0.send(mail) }
    }

    /// Masks who applied and was refused, and who complained, longer ago than it is kept (Law 91/2025/QH15).
    static let retention = JobDefinition(id: "retention", schedule: .daily(hour: 3, minute: 50)) { context in
        let months = AdsSettings(context.settings).applicantMonths
        guard months > 0 else { return }
        let limit = context.now().addingTimeInterval(-Double(months) * 30.4375 * 86_400)
        let (businesses, complaints) = (BusinessDesk(context), ComplaintDesk(context))
        try await context.storage.write(as: .system("business-ads.retention")) { change in
            for id in try Int64.fetchAll(change.database, sql: closedQuery, arguments: [limit]) {
                try businesses.erase(id, in: change)
            }
            for id in try Int64.fetchAll(change.database, sql: answeredQuery, arguments: [limit]) {
                try complaints.erase(id, in: change)
            }
        }
    }

    static let closedQuery = """
        SELECT id FROM ads_businesses WHERE closed_at IS NOT NULL AND closed_at < ? AND erased_at IS NULL
        ORDER BY closed_at LIMIT 500
        """
    static let answeredQuery = """
        SELECT id FROM ads_complaints WHERE erased_at IS NULL AND answered_at < ? ORDER BY answered_at LIMIT 500
        """
}

/// What waits for the office.
struct Waiting: Sendable {
    /// Businesses that are neither public nor refused.
    let applications: Int
    let complaints: Int
    let unpaid: Int

    static func fetch(in database: Database) throws -> Waiting {
        Waiting(
            applications: try BusinessSearch.waiting(in: database).values.reduce(0, +),
            complaints: try ComplaintRows.count(.new, in: database),
            unpaid: try Int.fetchOne(database, sql: "SELECT count(*) FROM ads_orders WHERE state = 'ordered'") ?? 0)
    }
}
