/// What roles can be granted in the core itself.
enum CorePermission {
    static let modules = "core.modules"
    static let audit = "core.audit"
    static let reports = "core.reports"
    static let status = "core.status"
    static let files = "core.files"

    /// To let a record with a mark of secrecy pass (Art. 9.2a): for the head of the board and who stands in for them.
    static let secrecyOverride = "core.secrecy-override"

    static let all = [modules, audit, reports, status, files, secrecyOverride].map { PermissionDefinition(id: $0) }
}
