/// The core's own screens of the administration, each with what it demands besides being logged in.
enum AdminEndpoints {
    static let all: [Endpoint] = own + library + modules + system

    /// What anybody with an account may use.
    private static let own = [
        screen(.get, AdminPath.root, handler: DashboardScreen.show),
        screen(.get, WorkPath.inbox, handler: InboxScreen.show),
        screen(.get, WorkPath.deputies, handler: DelegationScreen.show),
        screen(.post, WorkPath.deputies, handler: DelegationScreen.add),
        screen(.post, "\(WorkPath.deputies)/:id", handler: DelegationScreen.end),
        screen(.get, OwnAccountScreen.path, handler: OwnAccountScreen.show),
        screen(.post, "\(OwnAccountScreen.path)/mat-khau", handler: OwnAccountScreen.changePassword),
        screen(.post, "\(OwnAccountScreen.path)/phien/:id", handler: OwnAccountScreen.endSession),
        screen(.post, "\(OwnAccountScreen.path)/phien-khac", handler: OwnAccountScreen.endOtherSessions),
    ]

    /// Who may use the library is asked by ``LibraryAccess``, which each of these begins with.
    private static let library = [
        screen(.get, LibraryPicker.path, handler: LibraryPicker.list),
        screen(.post, LibraryPicker.path, limits: LibraryPicker.limits, handler: LibraryPicker.add),
    ]

    private static let modules = [
        screen(.get, AdminPath.modules, CorePermission.modules, handler: ModulesScreen.show),
        screen(.post, ModulesScreen.path(":id", "bat"), CorePermission.modules, handler: ModulesScreen.enable),
        screen(.post, ModulesScreen.path(":id", "tat"), CorePermission.modules, handler: ModulesScreen.disable),
        screen(.post, ModulesScreen.path(":id", "khoi-phuc"), CorePermission.modules, handler: ModulesScreen.restore),
        screen(.get, ModulesScreen.path(":id", "cai-dat"), CorePermission.modules, handler: ModuleSettingsScreen.show),
        screen(.post, ModulesScreen.path(":id", "cai-dat"), CorePermission.modules, handler: ModuleSettingsScreen.save),
        screen(.get, ModulesScreen.path(":id", "go"), CorePermission.modules, handler: ModuleRemovalScreen.show),
        screen(.post, ModulesScreen.path(":id", "go"), CorePermission.modules, handler: ModuleRemovalScreen.remove),
    ]

    private static let system = [
        screen(.get, WorkPath.workflows, CorePermission.workflows, handler: WorkflowListScreen.show),
        screen(.get, WorkflowEditScreen.path(":id"), CorePermission.workflows, handler: WorkflowEditScreen.show),
        screen(.post, WorkflowEditScreen.path(":id"), CorePermission.workflows, handler: WorkflowEditScreen.save),
        screen(.get, AdminPath.status, CorePermission.status, handler: StatusScreen.show),
        screen(.post, "\(AdminPath.status)/gui-lai", CorePermission.status, handler: StatusScreen.retryMail),
        screen(.post, "\(AdminPath.status)/giao-lai", CorePermission.status, handler: StatusScreen.retryDeliveries),
        screen(.get, AdminPath.audit, CorePermission.audit, handler: AuditScreen.show),
        screen(.get, "\(AdminPath.audit)/tai-ve", CorePermission.audit, handler: AuditScreen.export),
        screen(.get, AdminPath.report, CorePermission.reports, handler: ReportScreen.show),
        screen(.get, "\(AdminPath.report)/tai-ve", CorePermission.reports, handler: ReportScreen.csv),
    ]

    private static func screen(
        _ method: Method, _ path: String, _ permission: String? = nil, limits: FormLimits = .form,
        handler: @escaping Handler
    ) -> Endpoint {
        Endpoint(.admin, method, path, permissions: permission.map { [$0] } ?? [], limits: limits, handler: handler)
    }
}
