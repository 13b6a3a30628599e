/// What roles can be granted in the core itself.
enum CorePermission {
    static let modules = "core.modules"
    static let audit = "core.audit"
    static let reports = "core.reports"
    static let status = "core.status"
    static let files = "core.files"
    static let accounts = "core.accounts"
    static let workflows = "core.workflows"

    /// To let a record with a mark of secrecy pass (Art. 9.2a): for the head of the board and who stands in for them.
    static let secrecyOverride = "core.secrecy-override"

    /// To see all incidents and direct the response to them (Art. 10.2): for the head of the board and the deputies.
    static let incidents = "core.incidents"

    static let all = [accounts, workflows, modules, audit, reports, status, files, secrecyOverride, incidents].map {
        PermissionDefinition(id: $0)
    }

    /// Roles that a site begins with, beside those of its modules.
    static let starterRoles = [StarterRole("supervisor", permissions: [audit, reports, status])]

    static func isOne(_ id: String) -> Bool { all.contains { $0.id == id } }
}
