import Foundation

/// The pictures that somebody has sent and not described yet, each with its form.
enum LibraryDescribeScreen {
    static let path = "\(AdminPath.files)/mo-ta"
    private static let pageSize = 20

    static func show(_ request: Request) async throws -> Response {
        let items = try await waiting(request)
        guard !items.isEmpty else { return .redirect(to: AdminPath.files) }
        return try page(
            items.map { ($0, LibraryDetailsForm(for: $0, request, suffix: "-\($0.id)")) }, status: 200, request)
    }

    /// Keeps what is complete; the others are shown again with what was typed.
    static func save(_ request: Request) async throws -> Response {
        var (done, open): ([(Int64, LibraryDetails)], [(LibraryItem, LibraryDetailsForm)]) = ([], [])
        for item in try await waiting(request) where request.form["title-\(item.id)"] != nil {
            var form = LibraryDetailsForm(for: item, request, suffix: "-\(item.id)")
            form.form.accept(request)
            if form.form.isValid { done.append((item.id, form.details)) } else { open.append((item, form)) }
        }
        try await request.module.storage.write(as: request.actor) { [done] change in
            for (id, details) in done { try change.describeInLibrary(id, details) }
        }
        guard open.isEmpty else { return try page(open, status: 422, request) }
        let rest = try await waiting(request)
        return .redirect(
            to: rest.isEmpty ? AdminPath.files : path,
            message: FlashMessage(.success, request.texts("library.described", ["count": String(done.count)])))
    }

    private static func waiting(_ request: Request) async throws -> [LibraryItem] {
        let access = try LibraryAccess(request)
        guard let person = access.actor.personId else { return [] }
        var search = LibrarySearch()
        search.owner = person
        search.isDescribed = false
        return try await request.site.database.read { [search] in try search.items(limit: pageSize, offset: 0, in: $0) }
    }

    private static func page(
        _ forms: [(item: LibraryItem, form: LibraryDetailsForm)], status: Int, _ request: Request
    ) throws -> Response {
        let texts = request.texts
        let errors = forms.flatMap { item, form in
            form.form.fields.compactMap { field in
                field.error.map {
                    FormModel.ErrorLink(id: FieldModel.id(of: field), text: "\(item.content.name): \($0)")
                }
            }
        }
        let model = LibraryDescribeModel(
            title: texts("library.describe"), intro: texts("library.describe_intro"), hasActions: false, actions: [],
            csrf: request.formToken(), action: path,
            fault: errors.isEmpty ? nil : texts("library.describe_faults", ["count": String(errors.count)]),
            errors: errors,
            pictures: forms.map { item, form in
                .init(
                    name: item.content.name, thumbnail: item.url(width: 480),
                    fields: form.form.fields.map { FieldModel($0) })
            },
            submit: texts("library.describe_save"), laterUrl: AdminPath.files)
        return try request.adminCorePage(
            "admin/library-describe", model,
            PageInfo(title: model.title, breadcrumbs: [LibraryUploadScreen.step(request)], status: status))
    }
}

/// What the template `admin/library-describe` shows.
struct LibraryDescribeModel: TemplateModel {
    struct Picture: Sendable {
        let name: String
        let thumbnail: String
        let fields: [FieldModel]
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let csrf: String
    let action: String
    let fault: String?
    let errors: [FormModel.ErrorLink]
    let pictures: [Picture]
    let submit: String
    let laterUrl: String

    static var example: LibraryDescribeModel {
        LibraryDescribeModel(
            title: "Mô tả ảnh", intro: "Mỗi ảnh một câu", hasActions: true,
            actions: [AdminAction("Thư viện", url: "/quan-tri/tep", isPrimary: true, icon: "file")], csrf: "…",
            action: "/quan-tri/tep/mo-ta", fault: "Còn 1 ảnh thiếu mô tả",
            errors: [.init(id: "field-alt-12", text: "Chưa nhập mô tả")],
            pictures: [
                Picture(name: "cho-que.jpg", thumbnail: "/tep/12-cho-que.jpg?rong=480", fields: FieldModel.examples)
            ], submit: "Lưu", laterUrl: "/quan-tri/tep")
    }
}

/// The questions about an item.
struct LibraryDetailsForm: Sendable {
    var form: Form
    private let suffix: String

    /// - Parameter suffix: tells the fields from those of another item in the same form.
    init(for item: LibraryItem, _ request: Request, suffix: String = "") {
        let texts = request.coreTexts
        self.suffix = suffix
        var fields = [
            FormField(
                "title\(suffix)", label: texts("library.title"), isRequired: true,
                maximumLength: LibraryDetails.Limit.title, value: item.title)
        ]
        if item.kind == .picture {
            fields =
                [
                    FormField(
                        "alt\(suffix)", .textarea(rows: 2), label: texts("library.alt"),
                        help: texts("library.alt_help"),
                        isRequired: true, maximumLength: LibraryDetails.Limit.text, value: item.alt)
                ] + fields + [
                    FormField(
                        "caption\(suffix)", label: texts("library.caption"), help: texts("library.caption_help"),
                        maximumLength: LibraryDetails.Limit.text, value: item.caption),
                    FormField(
                        "credit\(suffix)", label: texts("library.credit"), help: texts("library.credit_help"),
                        maximumLength: LibraryDetails.Limit.text, value: item.credit),
                ]
        }
        form = Form(fields: fields)
    }

    var details: LibraryDetails {
        LibraryDetails(
            title: form["title\(suffix)"], alt: form["alt\(suffix)"], caption: form["caption\(suffix)"],
            credit: form["credit\(suffix)"])
    }
}
