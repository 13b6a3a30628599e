/// What roles can be granted in the core itself.
enum CorePermission {
    static let modules = "core.modules"
    static let audit = "core.audit"
    static let reports = "core.reports"
    /// To approve a report that was drawn up: for the head of the board or the chair.
    static let reportApproval = "core.report-approval"
    static let status = "core.status"
    static let files = "core.files"
    static let accounts = "core.accounts"
    static let workflows = "core.workflows"
    /// Reading the mails that leave, with the personal data in them.
    static let mail = "core.mail"
    /// What opens the list of mails; without `mail` addresses and texts stay hidden.
    static let seeMail = [mail, status]

    /// To let a record with a mark of secrecy pass (Art. 9.2a): for the head of the board and who stands in for them.
    static let secrecyOverride = "core.secrecy-override"

    /// To see all incidents and direct the response to them (Art. 10.2): for the head of the board and the deputies.
    static let incidents = "core.incidents"

    /// To see and make backups.
    static let backups = "core.backups"

    /// To take a backup away: it holds everything, also what this person may not see in the portal.
    static let backupDownload = "core.backup-download"

    /// To find, give out and erase what the portal holds of one person, on their request.
    static let personalData = "core.personal-data"

    static let all = [
        accounts, workflows, mail, modules, audit, reports, reportApproval, status, files, secrecyOverride, incidents,
        personalData, backups, backupDownload,
    ].map { PermissionDefinition(id: $0) }

    /// Roles that a site begins with, beside those of its modules.
    static let starterRoles = [StarterRole("supervisor", permissions: [audit, reports, status])]

    static func isOne(_ id: String) -> Bool { all.contains { $0.id == id } }
}
