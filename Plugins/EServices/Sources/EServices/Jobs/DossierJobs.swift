import Foundation
import GRDB
import PortalKit

/// What happens to dossiers by itself.
enum DossierJobs {
    static let reminder = "desk-reminder"

    /// Tells the desk each working morning what is new, due today and late.
    static let remind = JobDefinition(id: "dossier-reminder", schedule: .daily(hour: 7, minute: 30)) { context in
        let settings = EServicesSettings(context.settings)
        let now = context.now()
        guard context.workingDays.contains(VietnamTime(now)), let recipient = MailAddress(settings.deskRecipient) else {
            return
        }
        let waiting = try await context.storage.read { try DossierSearch.waiting(at: now, in: $0) }
        guard waiting.new + waiting.today + waiting.late > 0 else { return }
        let mail = context.mail(
            reminder, to: recipient,
            [
                "new": String(waiting.new), "today": String(waiting.today), "late": String(waiting.late),
                "url": context.site.canonicalURL + context.adminURL(),
            ])
        try await context.storage.write(as: .system("e-services.dossier-reminder")) { try $0.send(mail) }
    }

    /// Drops forms that nobody has finished.
    static let fillings = JobDefinition(id: "fillings", schedule: .daily(hour: 3, minute: 10)) { context in
        try await context.storage.write(as: .system("e-services.fillings")) {
            try FillingDesk(context).dropExpired(in: $0)
        }
    }

    /// Archives what ended long ago, and masks the people in what is older still.
    static let retention = JobDefinition(id: "dossier-retention", schedule: .daily(hour: 3, minute: 20)) { context in
        let settings = EServicesSettings(context.settings)
        let desk = DossierDesk(context)
        let now = context.now()
        @Sendable func limit(_ months: Int) -> Date? {
            months == 0 ? nil : now.addingTimeInterval(-Double(months) * 30.4375 * 86_400)
        }
        try await context.storage.write(as: .system("e-services.dossier-retention")) { change in
            if let limit = limit(settings.archiveMonths) {
                for id in try Int64.fetchAll(change.database, sql: archiveQuery, arguments: [limit]) {
                    try desk.archive(id, in: change)
                }
            }
            if let limit = limit(settings.personalMonths) {
                for id in try Int64.fetchAll(change.database, sql: erasureQuery, arguments: [limit]) {
                    try desk.erase(id, in: change)
                }
            }
        }
    }

    static let archiveQuery = """
        SELECT id FROM eservices_dossiers WHERE closed_at < ? AND archived_at IS NULL ORDER BY closed_at LIMIT 500
        """

    static let erasureQuery = """
        SELECT id FROM eservices_dossiers WHERE closed_at < ? AND erased_at IS NULL ORDER BY closed_at LIMIT 500
        """
}
