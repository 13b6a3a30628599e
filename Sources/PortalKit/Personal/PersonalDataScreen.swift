import Foundation
import GRDB

/// Where the authority answers a person who asks what it holds of them: found in all modules, given as a file, erased.
///
/// What is typed is sent by POST, and stands in no address and no log; that somebody looked is recorded without it.
enum PersonalDataScreen {
    static let path = AdminPath.root + "/du-lieu-ca-nhan"

    static let endpoints = [
        AdminEndpoints.screen(.get, path, CorePermission.personalData, handler: show),
        AdminEndpoints.screen(.post, path, CorePermission.personalData, handler: answer),
    ]

    private enum Name {
        static let phone = "phone"
        static let identity = "identity"
        static let mail = "mail"
        static let chosen = "records"
        static let sure = "sure"
    }

    /// A record with the module that answers for it.
    private struct Found: Sendable {
        let module: ActiveModule
        let source: PersonalDataSource
        let record: PersonalDataRecord

        var key: String { record.record.description }
    }

    static func show(_ request: Request) throws -> Response { try page(form(request), nil, request) }

    static func answer(_ request: Request) async throws -> Response {
        var form = form(request)
        form.accept(request)
        let subject = PersonalDataSubject(
            phone: form[Name.phone], identity: form[Name.identity], mail: form[Name.mail])
        if subject == PersonalDataSubject() { form.fail(Name.phone, request.coreTexts("personal_data.empty")) }
        guard form.isValid else { return try page(form, nil, request) }
        let found = try await find(subject, request)
        let chosen = Set(request.form.all(Name.chosen))
        switch request.form["then"] {
        case "export": return try await export(found.filter { chosen.contains($0.key) }, form, found, request)
        case "copy": return try await copy(found.filter { chosen.contains($0.key) }, form, found, request)
        case "erase": return try await erase(found.filter { chosen.contains($0.key) }, form, found, request)
        default:
            try await record("personal-data.searched", found, request)
            return try page(form, found, request)
        }
    }

    // MARK: - What is done

    private static func find(_ subject: PersonalDataSubject, _ request: Request) async throws -> [Found] {
        var all: [Found] = []
        for module in request.assembly.modules {
            for source in module.contributions.personalData {
                let records = try await module.use.during { try await source.find(subject, module.context) }
                all += records.map { Found(module: module, source: source, record: $0) }
            }
        }
        return all.sorted { $0.record.date > $1.record.date }
    }

    private static func export(
        _ chosen: [Found], _ form: Form, _ found: [Found], _ request: Request
    ) async throws -> Response {
        guard !chosen.isEmpty else { return try page(form, found, fault: "personal_data.none_chosen", request) }
        let records = try await contents(of: chosen).map { item, content in
            JSONValue.object([
                "record": .string(item.key), "title": .string(item.record.title),
                "date": .string(VietnamTime(item.record.date).iso8601), "content": content,
            ])
        }
        try await record("personal-data.exported", chosen, request)
        let file = JSONValue.object([
            "site": .string(request.site.identity.name), "made": .string(VietnamTime(request.now).iso8601),
            "records": .array(records),
        ])
        var response = try Response.json(file)
        response.headers["Content-Disposition"] = "attachment; filename=\"du-lieu-ca-nhan.json\""
        response.headers["Cache-Control"] = "private, no-store"
        return response
    }

    /// The same to be read: one page as a file.
    private static func copy(
        _ chosen: [Found], _ form: Form, _ found: [Found], _ request: Request
    ) async throws -> Response {
        guard !chosen.isEmpty else { return try page(form, found, fault: "personal_data.none_chosen", request) }
        let texts = request.coreTexts
        let model = PersonalDataCopy(
            lang: texts.language, title: texts("personal_data.copy_title"), authority: request.site.identity.authority,
            made: texts("personal_data.made", ["time": VietnamTime(request.now).timeText]),
            notice: texts("personal_data.copy_notice"),
            records: try await contents(of: chosen).map { item, content in
                PersonalDataCopy.Record(
                    title: item.record.title, day: VietnamTime(item.record.date).dayText, content, texts)
            })
        try await record("personal-data.exported", chosen, request)
        let html = try request.render("admin/personal-data-copy", model, texts: texts)
        var response = Response.html(html)
        response.headers["Content-Disposition"] = "attachment; filename=\"du-lieu-ca-nhan.html\""
        response.headers["Cache-Control"] = "private, no-store"
        return response
    }

    private static func contents(of chosen: [Found]) async throws -> [(Found, JSONValue)] {
        var contents: [(Found, JSONValue)] = []
        for item in chosen {
            let content = try await item.module.use.during {
                try await item.source.export(item.record.record.id, item.module.context)
            }
            contents.append((item, content))
        }
        return contents
    }

    private static func erase(
        _ chosen: [Found], _ form: Form, _ found: [Found], _ request: Request
    ) async throws -> Response {
        guard !chosen.isEmpty else { return try page(form, found, fault: "personal_data.none_chosen", request) }
        guard request.form[Name.sure] != nil else {
            return try page(form, found, fault: "personal_data.not_sure", request)
        }
        let possible = chosen.filter { $0.record.obstacle == nil }
        for item in possible {
            try await item.module.use.during {
                try await item.module.context.storage.write(as: request.actor) { change in
                    try item.source.erase(item.record.record.id, change, item.module.context)
                }
            }
        }
        try await record("personal-data.erased", possible, request)
        return .redirect(
            to: path,
            message: FlashMessage(
                .success, request.coreTexts("personal_data.erased", ["count": String(possible.count)])))
    }

    /// Writes down that it was done and to which records, not whose they are.
    private static func record(_ action: String, _ found: [Found], _ request: Request) async throws {
        let keys = found.map(\.key)
        try await request.site.storage(for: "core").write(as: request.actor) {
            try $0.audit(action, after: ["records": keys])
        }
    }

    // MARK: - The page

    private static func form(_ request: Request) -> Form {
        let texts = request.coreTexts
        return Form(fields: [
            FormField(Name.phone, .input(type: "tel"), label: texts("personal_data.phone"), maximumLength: 30),
            FormField(Name.identity, label: texts("personal_data.identity"), maximumLength: 30),
            FormField(Name.mail, .input(type: "email"), label: texts("personal_data.mail")),
        ])
    }

    private static func page(
        _ form: Form, _ found: [Found]?, fault: String? = nil, _ request: Request
    ) throws -> Response {
        let texts = request.coreTexts
        let model = PersonalDataModel(
            title: texts("admin.personal_data"), intro: texts("personal_data.intro"), hasActions: false, actions: [],
            form: request.formModel(form, action: path, submit: texts("personal_data.search")),
            hasResults: found != nil,
            csrf: request.formToken(), url: path,
            carried: [Name.phone, Name.identity, Name.mail].map { .init(name: $0, value: form[$0]) },
            fault: fault.map { texts($0) },
            summary: texts("personal_data.found", ["count": String(found?.count ?? 0)]),
            hasRecords: found?.isEmpty == false,
            records: (found ?? []).map { item in
                .init(
                    key: item.key, title: item.record.title, module: request.moduleName(item.module.manifest.id),
                    url: item.record.url, day: VietnamTime(item.record.date).dayText, obstacle: item.record.obstacle)
            })
        var response = try request.adminCorePage(
            "admin/personal-data", model, PageInfo(title: model.title, status: form.isValid && fault == nil ? 200 : 422)
        )
        response.headers["Cache-Control"] = "private, no-store"
        return response
    }
}

/// What the template `admin/personal-data` shows.
struct PersonalDataModel: TemplateModel {
    struct Carried: Sendable {
        let name: String
        let value: String
    }

    struct Record: Sendable {
        let key: String
        let title: String
        let module: String
        let url: String?
        let day: String
        let obstacle: String?
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let form: FormModel
    let hasResults: Bool
    let csrf: String
    let url: String
    let carried: [Carried]
    let fault: String?
    let summary: String
    let hasRecords: Bool
    let records: [Record]

    static var example: PersonalDataModel {
        PersonalDataModel(
            title: "Dữ liệu cá nhân", intro: "Trả lời yêu cầu của người dân", hasActions: true,
            actions: [AdminAction("Xem", url: "/", isPrimary: true, icon: "eye")], form: .example, hasResults: true,
            csrf: "…", url: "/quan-tri/du-lieu-ca-nhan", carried: [Carried(name: "phone", value: "0912000001")],
            fault: "Chưa chọn", summary: "2 mục", hasRecords: true,
            records: [
                Record(
                    key: "e-services.dossier/1", title: "Hồ sơ UBND-261124-0007", module: "Dịch vụ công",
                    url: "/quan-tri/e-services/ho-so/1", day: "24/11/2026", obstacle: "Đang giải quyết")
            ])
    }
}
