/// What the template `admin/form` shows, and with more around it the other screens that are a form.
struct AdminFormModel: TemplateModel {
    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let form: FormModel

    static var example: AdminFormModel {
        AdminFormModel(
            title: "Cài đặt", intro: "Tin tức", hasActions: true,
            actions: [AdminAction("Xem", url: "/", isPrimary: true, icon: "eye")], form: .example)
    }
}

extension Request {
    /// A form as the partial `partials/form` shows it, with the token that this person must send back.
    ///
    /// - Parameters:
    ///   - intake: for a form that anybody may send.
    ///   - editing: for a form that keeps what is being typed into it.
    ///   - merge: when somebody else saved the record meanwhile.
    public func formModel(
        _ form: Form, action: String? = nil, submit: String, buttons: [FormModel.Button] = [],
        cancelURL: String? = nil, notice: String? = nil, intake: Intake? = nil, editing: Editing? = nil,
        merge: EditMergeNotice? = nil
    ) -> FormModel {
        FormModel(
            form, action: action ?? path, csrf: formToken(), submit: submit, buttons: buttons, cancelUrl: cancelURL,
            notice: notice, intake: intake?.model(), editing: editing?.model(form), merge: merge)
    }

    /// A form in the administration; a form with errors is answered with status 422, one that somebody else was faster
    /// with with 409.
    public func adminForm(
        _ form: Form, _ info: PageInfo, submit: String, buttons: [FormModel.Button] = [], cancelURL: String? = nil,
        intro: String? = nil, actions: [AdminAction] = [], template: String = "admin/form", editing: Editing? = nil,
        merge: EditMergeNotice? = nil
    ) throws -> Response {
        let model = AdminFormModel(
            title: info.title, intro: intro, hasActions: !actions.isEmpty, actions: actions,
            form: formModel(
                form, submit: submit, buttons: buttons, cancelURL: cancelURL, editing: editing, merge: merge))
        var response = try adminCorePage(template, model, info)
        if !form.isValid { response.status = 422 } else if merge != nil { response.status = 409 }
        return response
    }
}
