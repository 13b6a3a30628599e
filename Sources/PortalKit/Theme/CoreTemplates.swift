/// The core's templates that pages are made from, each with the example of its model, by which it and a theme's
/// replacement of it are checked.
enum CoreTemplates {
    static let examples: [String: TemplateValue] = [
        "layout": TemplateValue(LayoutModel.example),
        "partials/menu": TemplateValue(MenuModel.example),
        "partials/footer": TemplateValue(FooterModel.example),
        "home": TemplateValue(HomeModel.example),
        "search": TemplateValue(SearchModel.example),
        "error": TemplateValue(ErrorModel.example),
        "expired-form": TemplateValue(ExpiredFormModel.example),
        "styleguide": TemplateValue(StyleGuideModel.example),
        "admin/layout": TemplateValue(AdminLayoutModel.example),
        "admin/list": TemplateValue(AdminListModel.example),
        "admin/document-import": TemplateValue(DocumentImportModel.example),
        "admin/form": TemplateValue(AdminFormModel.example),
        "admin/login": TemplateValue(LoginModel.example),
        "admin/gate-notice": TemplateValue(GateNoticeModel.example),
        "admin/account-edit": TemplateValue(AccountModel.example),
        "admin/account-link": TemplateValue(AccountLinkModel.example),
        "admin/role": TemplateValue(RoleModel.example),
        "admin/setup": TemplateValue(SetupModel.example),
        "admin/account": TemplateValue(OwnAccountModel.example),
        "admin/audit": TemplateValue(AuditModel.example),
        "admin/dashboard": TemplateValue(DashboardModel.example),
        "admin/library": TemplateValue(LibraryModel.example),
        "admin/library-describe": TemplateValue(LibraryDescribeModel.example),
        "admin/library-item": TemplateValue(LibraryItemModel.example),
        "admin/incident": TemplateValue(IncidentModel.example),
        "admin/module-remove": TemplateValue(ModuleRemovalModel.example),
        "admin/module-settings": TemplateValue(AdminFormModel.example),
        "admin/modules": TemplateValue(ModulesModel.example),
        "admin/workflow": TemplateValue(WorkflowEditModel.example),
        "admin/deputies": TemplateValue(DelegationModel.example),
        "admin/work-item": TemplateValue(WorkItemModel.example),
        "admin/preview-bar": TemplateValue(PreviewBarModel.example),
        "admin/report": TemplateValue(ReportModel.example),
        "admin/secrecy": TemplateValue(SecrecyModel.example),
        "admin/status": TemplateValue(StatusModel.example),
    ]

    /// What every template sees besides its model.
    static let common = TemplateValue.object(["site": TemplateValue(SiteModel.example)])
}
