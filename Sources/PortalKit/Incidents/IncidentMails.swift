import Foundation

/// Who hears of an incident by mail. A mail says that there is something, not what: its words may be what leaked.
struct IncidentMails {
    let context: ModuleContext

    init(_ site: Site) {
        context = site.coreContext(texts: site.assembly.texts.texts(module: "core", language: site.identity.language))
    }

    /// Tells those who direct the response that an incident was raised, and returns how many there are.
    func raised(_ id: Int64, _ kind: Incident.Kind, _ severity: Incident.Severity, in change: Change) throws -> Int {
        let recipients = try PermissionHolders.find(CorePermission.incidents, in: change.database)
            .filter { $0.id != change.actor.personId }
            .compactMap { MailAddress($0.email, name: $0.fullName) }
        let values = values(id, kind, in: change).merging(["severity": context.texts(severity.textKey)]) { _, new in new
        }
        for recipient in recipients {
            try change.send(context.mail("incident", to: recipient, values, record: Incident.reference(id)))
        }
        return recipients.count
    }

    /// Tells whoever raised an incident that somebody else closed it or opened it again.
    func changed(_ incident: Incident, _ kind: IncidentAction.Kind, in change: Change) throws {
        guard kind != .action, incident.raisedBy != change.actor.personId,
            let account = try AccountStore.find(incident.raisedBy, in: change.database), account.state == .active,
            let address = MailAddress(account.email, name: account.fullName)
        else { return }
        let values = values(incident.id, incident.kind, in: change)
        try change.send(
            context.mail("incident_\(kind.rawValue)", to: address, values, record: Incident.reference(incident.id)))
    }

    private func values(_ id: Int64, _ kind: Incident.Kind, in change: Change) -> [String: String] {
        [
            "name": change.actor.name, "number": String(id),
            "kind": context.texts(kind.textKey), "url": "\(context.site.canonicalURL)\(AdminPath.incidents)/\(id)",
        ]
    }
}
