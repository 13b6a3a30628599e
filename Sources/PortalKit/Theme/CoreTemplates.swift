/// The core's templates that pages are made from, each with the example of its model, by which it and a theme's
/// replacement of it are checked.
enum CoreTemplates {
    static let examples: [String: TemplateValue] = [
        "layout": TemplateValue(LayoutModel.example),
        "home": TemplateValue(HomeModel.example),
        "search": TemplateValue(SearchModel.example),
        "error": TemplateValue(ErrorModel.example),
        "styleguide": TemplateValue(StyleGuideModel.example),
        "admin/layout": TemplateValue(AdminLayoutModel.example),
        "admin/list": TemplateValue(AdminListModel.example),
        "admin/form": TemplateValue(AdminFormModel.example),
        "admin/login": TemplateValue(LoginModel.example),
        "admin/setup": TemplateValue(SetupModel.example),
    ]

    /// What every template sees besides its model.
    static let common = TemplateValue.object(["site": TemplateValue(SiteModel.example)])
}
