/// The core's own screens of the administration, each with what it demands besides being logged in.
enum AdminEndpoints {
    static let all: [Endpoint] =
        own + library + accounts + roles + modules + system + SecrecyScreen.endpoints + IncidentScreen.endpoints
        + TrafficScreen.endpoints + EditingScreen.endpoints + BackupScreen.endpoints + PersonalDataScreen.endpoints
        + ReportScreen.endpoints + KeptReportListScreen.endpoints + KeptReportDrawScreen.endpoints
        + KeptReportScreen.endpoints

    /// What anybody with an account may use.
    private static let own = [
        screen(.get, AdminPath.root, handler: DashboardScreen.show),
        screen(.get, WorkPath.inbox, handler: InboxScreen.show),
        screen(.get, WorkPath.digest, handler: DigestScreen.show),
        screen(.post, WorkPath.digest, handler: DigestScreen.save),
        screen(.get, WorkPath.deputies, handler: DelegationScreen.show),
        screen(.post, WorkPath.deputies, handler: DelegationScreen.add),
        screen(.post, "\(WorkPath.deputies)/:id", handler: DelegationScreen.end),
        screen(.get, OwnAccountScreen.path, handler: OwnAccountScreen.show),
        screen(.post, "\(OwnAccountScreen.path)/mat-khau", handler: OwnAccountScreen.changePassword),
        screen(.post, "\(OwnAccountScreen.path)/phien/:id", handler: OwnAccountScreen.endSession),
        screen(.post, "\(OwnAccountScreen.path)/phien-khac", handler: OwnAccountScreen.endOtherSessions),
        screen(.get, SecondFactorScreen.path, handler: SecondFactorScreen.show),
        screen(.post, "\(SecondFactorScreen.path)/bat-dau", handler: SecondFactorScreen.begin),
        screen(.post, "\(SecondFactorScreen.path)/xac-nhan", handler: SecondFactorScreen.confirm),
        screen(.post, "\(SecondFactorScreen.path)/ma-du-phong", handler: SecondFactorScreen.renewCodes),
        screen(.post, "\(SecondFactorScreen.path)/tat", handler: SecondFactorScreen.remove),
    ]

    /// Who may use the library is asked by ``LibraryAccess``, which each of these begins with.
    private static let library = [
        screen(.get, AdminPath.files, handler: LibraryScreen.show),
        screen(.get, LibraryUploadScreen.path, handler: LibraryUploadScreen.show),
        screen(.post, LibraryUploadScreen.path, limits: LibraryUploadScreen.limits, handler: LibraryUploadScreen.save),
        screen(.get, LibraryDescribeScreen.path, handler: LibraryDescribeScreen.show),
        screen(.post, LibraryDescribeScreen.path, handler: LibraryDescribeScreen.save),
        screen(.get, "\(AdminPath.files)/:id", handler: LibraryItemScreen.show),
        screen(.post, "\(AdminPath.files)/:id", handler: LibraryItemScreen.save),
        screen(
            .post, "\(AdminPath.files)/:id/thay", limits: LibraryUploadScreen.limits, handler: LibraryItemScreen.replace
        ),
        screen(.post, "\(AdminPath.files)/:id/phien-ban/:number", handler: LibraryItemScreen.bringBack),
        screen(.post, "\(AdminPath.files)/:id/xoa", handler: LibraryItemScreen.remove),
        screen(.get, LibraryPicker.path, handler: LibraryPicker.list),
        screen(.post, LibraryPicker.path, limits: LibraryPicker.limits, handler: LibraryPicker.add),
    ]

    /// Those of accounts, all under one permission.
    private static let accounts = [
        account(.get, "", AccountListScreen.show),
        account(.get, "/moi", AccountCreateScreen.show),
        account(.post, "/moi", AccountCreateScreen.create),
        account(.get, "/:id", AccountScreen.show),
        account(.post, "/:id", AccountScreen.save),
        account(.post, "/:id/lien-ket", AccountActions.issueLink),
        account(.post, "/:id/khoa", AccountActions.block),
        account(.post, "/:id/mo-khoa", AccountActions.unblock),
        account(.post, "/:id/ket-thuc-phien", AccountActions.endSessions),
        account(.post, "/:id/phien/:session", AccountActions.endSession),
        account(.post, "/:id/xoa", AccountActions.remove),
        account(.post, "/:id/bo-xac-thuc", AccountActions.resetSecondFactor),
    ]

    private static let roles = [
        role(.get, "", RoleListScreen.show),
        role(.get, "/moi", RoleScreen.new),
        role(.post, "/moi", RoleScreen.create),
        role(.get, "/:id", RoleScreen.show),
        role(.post, "/:id", RoleScreen.save),
        role(.post, "/:id/xoa", RoleScreen.remove),
    ]

    private static func account(_ method: Method, _ path: String, _ handler: @escaping Handler) -> Endpoint {
        screen(method, AdminPath.accounts + path, CorePermission.accounts, handler: handler)
    }

    private static func role(_ method: Method, _ path: String, _ handler: @escaping Handler) -> Endpoint {
        screen(method, AdminPath.roles + path, CorePermission.accounts, handler: handler)
    }

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
        Endpoint(.admin, .get, AdminPath.mail, permissions: CorePermission.seeMail, handler: MailListScreen.show),
        screen(.get, "\(AdminPath.mail)/:id", CorePermission.mail, handler: MailScreen.show),
        Endpoint(
            .admin, .post, "\(AdminPath.mail)/:id/gui-lai", permissions: CorePermission.seeMail,
            handler: MailListScreen.retry),
        screen(.get, AdminPath.audit, CorePermission.audit, handler: AuditScreen.show),
        screen(.get, "\(AdminPath.audit)/tai-ve", CorePermission.audit, handler: AuditScreen.export),
        screen(.post, "\(AdminPath.audit)/kiem-tra", CorePermission.audit, handler: AuditScreen.check),
    ]

    static func screen(
        _ method: Method, _ path: String, _ permission: String? = nil, limits: FormLimits = .form,
        handler: @escaping Handler
    ) -> Endpoint {
        Endpoint(.admin, method, path, permissions: permission.map { [$0] } ?? [], limits: limits, handler: handler)
    }
}
