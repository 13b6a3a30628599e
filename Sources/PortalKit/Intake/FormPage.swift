/// What the template `form` shows: what is asked for, and the form.
struct FormPageModel: TemplateModel {
    let title: String
    let intro: String
    let form: FormModel

    static var example: FormPageModel {
        FormPageModel(title: "Tra cứu hồ sơ", intro: "Nhập mã ghi trên giấy tiếp nhận", form: .example)
    }
}

extension Request {
    /// A public page that is a form and nothing else; a form that is not taken in is answered with status 422, or 429 when
    /// there were too many.
    ///
    /// - Parameters:
    ///   - info: its title is the page's heading; the intro is its description, unless it has one.
    ///   - intro: what the form is for, and what happens then.
    ///   - intake: what keeps the form from being flooded.
    public func formPage(
        _ form: Form, _ info: PageInfo, submit: String, intro: String, intake: Intake
    ) throws -> Response {
        var info = info
        if info.description == nil { info.description = intro }
        if !form.isValid || intake.obstacle != nil { info.status = intake.status }
        return try corePage(
            "form",
            FormPageModel(
                title: info.title, intro: intro, form: formModel(form, submit: submit, intake: intake)), info)
    }
}
