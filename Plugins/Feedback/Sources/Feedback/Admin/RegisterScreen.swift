import PortalKit

/// Where an officer enters what came in person, by phone, on paper or at a meeting: by the same form.
enum RegisterScreen {
    static func show(_ request: Request) async throws -> Response {
        let map = try await MapField.read(request)
        return try page(CaseForm(.office, map: map, request), request)
    }

    static func register(_ request: Request) async throws -> Response {
        var form = CaseForm(.office, map: try await MapField.read(request), request)
        guard !form.isPointing, form.form.isValid else { return try await again(form, request) }
        let files = try form.newFiles(role: .sender, in: request.module.files)
        guard form.form.isValid else { return try await again(form, request) }
        let (desk, draft) = (CaseDesk(request.module), form.draft)
        let item = try await request.module.storage.write(as: request.actor) { change in
            try desk.receive(draft, files: files, in: change)
        }
        return .redirect(
            to: request.module.adminURL(FeedbackScreen.detail(item.id)),
            message: FlashMessage(.success, request.texts("admin.registered", ["code": item.code.text])))
    }

    private static func again(_ form: CaseForm, _ request: Request) async throws -> Response {
        try await request.keep(form.uploads)
        return try page(form, request)
    }

    private static func page(_ form: CaseForm, _ request: Request) throws -> Response {
        let texts = request.texts
        let list = request.module.adminURL()
        let model = RegisterModel(
            title: texts("admin.register"), intro: texts("admin.register_intro"), hasActions: false, actions: [],
            form: request.formModel(form.form, submit: texts("admin.register_submit"), cancelURL: list),
            parts: form.parts())
        return try request.adminPage(
            "admin/register", model,
            PageInfo(
                title: model.title, breadcrumbs: [.init(texts("admin.list"), url: list)],
                status: form.form.isValid ? 200 : 422))
    }
}

/// What the template `admin/register` shows.
struct RegisterModel: TemplateModel {
    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let form: FormModel
    let parts: CaseFormParts

    static var example: RegisterModel {
        RegisterModel(
            title: "Ghi nhận phản ánh", intro: "Nhận trực tiếp", hasActions: true,
            actions: [AdminAction("Danh sách", url: "/quan-tri/feedback", isPrimary: true, icon: "plus")],
            form: .example, parts: .example)
    }
}
