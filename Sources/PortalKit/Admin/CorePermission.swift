/// What roles can be granted in the core itself.
enum CorePermission {
    static let modules = "core.modules"
    static let audit = "core.audit"
    static let reports = "core.reports"
    static let status = "core.status"
    static let files = "core.files"
    static let workflows = "core.workflows"

    static let all = [workflows, modules, audit, reports, status, files].map { PermissionDefinition(id: $0) }
}
