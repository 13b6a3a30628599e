/// What roles can be granted in the core itself.
enum CorePermission {
    static let modules = "core.modules"
    static let audit = "core.audit"
    static let reports = "core.reports"
    static let status = "core.status"
    static let files = "core.files"
    static let accounts = "core.accounts"

    static let all = [accounts, modules, audit, reports, status, files].map { PermissionDefinition(id: $0) }

    /// Roles that a site begins with, beside those of its modules.
    static let starterRoles = [StarterRole("supervisor", permissions: [audit, reports, status])]

    static func isOne(_ id: String) -> Bool { all.contains { $0.id == id } }
}
