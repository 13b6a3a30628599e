import Foundation

/// Draws reports up to be kept.
enum ReportDrawing {
    static let job = "reports"

    /// Takes the figures of a period and keeps them as a draft.
    ///
    /// - Returns: the report's id; nil when the rule has its report of this day.
    static func draw(
        title: String, period: ReportPeriod, rule: String? = nil, as actor: Actor, on site: Site
    ) async throws -> Int64? {
        let parts = await ReportBuilder.build(site: site, period: period)
        let context = context(site)
        return try await context.storage.write(as: actor) { change in
            let id = try KeptReportStore.add(title: title, period: period, parts: parts, rule: rule, in: change)
            if let id, rule != nil {
                try tell("report-drawn", id, title, who: CorePermission.reports, context, in: change)
            }
            return id
        }
    }

    /// Draws up what the site's rules ask for today, and says how many.
    static func drawDue(_ site: Site) async throws -> String? {
        var count = 0
        for rule in site.configuration.reports {
            guard let (period, key) = rule.due(at: site.now()),
                try await !site.database.read({ try KeptReportStore.isDone(rule: key, in: $0) })
            else { continue }
            let id = try await draw(
                title: rule.title(of: period), period: period, rule: key, as: .system(job), on: site)
            if id != nil { count += 1 }
        }
        return count == 0 ? nil : "\(count)"
    }

    /// Mails whoever holds a permission that a report waits for them.
    static func tell(
        _ template: String, _ id: Int64, _ title: String, reason: String = "", who permission: String,
        _ context: ModuleContext, in change: Change
    ) throws {
        let people = try PermissionHolders.find(permission, in: change.database)
        try tell(template, id, title, reason: reason, people: people, context, in: change)
    }

    static func tell(
        _ template: String, _ id: Int64, _ title: String, reason: String = "", people: [Account],
        _ context: ModuleContext, in change: Change
    ) throws {
        let values = [
            "title": title, "name": change.actor.name, "reason": reason,
            "url": "\(context.site.canonicalURL)\(KeptReportScreen.path(id))",
        ]
        for person in people where person.id != change.actor.personId {
            guard let address = MailAddress(person.email, name: person.fullName) else { continue }
            try change.send(context.mail(template, to: address, values, record: KeptReport.reference(id)))
        }
    }

    /// The core's, with texts in the site's first language.
    static func context(_ site: Site) -> ModuleContext {
        site.coreContext(texts: site.assembly.texts.texts(module: "core", language: site.identity.language))
    }
}
