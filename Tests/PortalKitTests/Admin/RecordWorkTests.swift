import Testing

@testable import PortalKit

/// What can be done with a record stands beside it, asks for what it needs, and is told by the names of its actions.
struct RecordWorkTests {
    @Test func plainActionsAreButtonsAndOthersFoldedForms() async throws {
        let world = try await BarnSite()
        let page = try await world.keeper.get("/quan-tri/barn/1")
        #expect(page.contains("action=\"/quan-tri/barn/1/viec/khoa\""))
        #expect(page.contains("<details class=\"fold\" open><summary>Nhập kho</summary>"))
        #expect(page.contains("<details class=\"fold\"><summary>Kiểm kê</summary>"))
        // The one with files; each form's fields are told from the others' by the action.
        #expect(
            page.contains("action=\"/quan-tri/barn/1/viec/kiem-ke\" method=\"post\" enctype=\"multipart/form-data\""))
        #expect(page.contains("id=\"field-note-nhap\"") && page.contains("id=\"field-note-kiem-ke\""))
        // What usually comes next stands out; a form whose button says the same needs no text for it.
        #expect(page.contains("<button class=\"button button-primary\" type=\"submit\">Ghi vào sổ</button>"))
        #expect(page.contains("<button class=\"button\" type=\"submit\">Kiểm kê</button>"))
    }

    @Test func aRefusedFormAloneIsOpenWithWhatWasTyped() async throws {
        let world = try await BarnSite()
        let page = try await world.keeper.post("/quan-tri/barn/1/viec/kiem-ke", ["note": "thiếu", "count": "?"])
        #expect(page.status == 422)
        #expect(page.contains("<details class=\"fold\" open><summary>Kiểm kê</summary>") && page.contains("thiếu"))
        #expect(page.contains("<details class=\"fold\"><summary>Nhập kho</summary>"))
    }

    @Test func theAddressNamesTheActionAndItsDoneTextFollows() async throws {
        let world = try await BarnSite()
        #expect(try await world.keeper.post("/quan-tri/barn/1/viec/ban").status == 404)
        #expect(try await world.keeper.post("/quan-tri/barn/1/viec/khoa").status == 303)
        #expect(try await world.keeper.get("/quan-tri/barn/1").contains("Đã khóa kho."))
    }

    @Test func whereNothingCanBeDoneThereIsNoPanel() async throws {
        let page = try await BarnSite().keeper.get("/quan-tri/barn/2")
        #expect(page.status == 200)
        #expect(!page.contains("with-side") && !page.contains("id=\"work\""))
        #expect(TemplateValue(converting: RecordWork(csrf: "…")) == .null)
    }
}

private struct BarnSite {
    let keeper: TestClient
    private let site: ModuleTestSite
    private let folder: TemporaryFolder

    init() async throws {
        folder = try TemporaryFolder()
        try folder.writeModule(
            "barn",
            texts: """
                module.name: Kho thóc
                module.description: Kho của xã
                permission.barn.keep: Giữ kho
                deed.khoa: Khóa kho
                deed.khoa_done: Đã khóa kho.
                deed.nhap: Nhập kho
                deed.nhap_submit: Ghi vào sổ
                deed.nhap_done: Đã nhập kho.
                deed.kiem-ke: Kiểm kê
                deed.kiem-ke_done: Đã kiểm kê.

                """)
        site = try await ModuleTestSite(BarnModule.self, sourceFile: folder.path + "/Tests/RecordWorkTests.swift")
        keeper = try await site.official("Trần Văn Thóc", permissions: ["barn.keep"])
    }
}

private enum BarnAction: String, RecordAction {
    case lock = "khoa"
    case store = "nhap"
    case count = "kiem-ke"

    static let texts = "deed"
    var isPlain: Bool { self == .lock }

    var form: Form {
        let note = FormField("note", label: "Ghi chú")
        switch self {
        case .lock: return Form(fields: [])
        case .store: return Form(fields: [note])
        case .count:
            let number = FormField("count", .input(type: "number"), label: "Số bao", isRequired: true, bounds: 0...99)
            return Form(fields: [
                note, number, FormField("papers", .file(accept: "image/*", multiple: false), label: "Ảnh"),
            ])
        }
    }
}

private struct BarnModule: PortalModule {
    static let manifest = ModuleManifest(
        id: "barn", version: "1.0.0", mountPath: "/kho", permissions: ["barn.keep"])

    func register(in registration: inout ModuleRegistration) throws {
        registration.adminScreen(.get, "/:id", permission: "barn.keep") { try Self.screen(failed: nil, $0) }
        registration.adminScreen(.post, "/:id/viec/:action", permission: "barn.keep") { request in
            let action: BarnAction = try request.recordAction()
            var form = action.form
            form.accept(request)
            guard form.isValid else { return try Self.screen(failed: (action, form), request) }
            return .redirect(
                to: request.module.adminURL("/1"), message: FlashMessage(.success, action.done(request.texts)))
        }
    }

    private static func screen(failed: (action: BarnAction, form: Form)?, _ request: Request) throws -> Response {
        var record = AdminRecord(title: "Kho Đông Thịnh")
        record.work = request.recordWork(
            try request.id() == 1 ? BarnAction.allCases : [], primary: .store, open: .store, failed: failed,
            url: { request.module.adminURL("/1/viec/\($0.rawValue)") }, form: \.form)
        return try request.adminRecord(record, PageInfo(title: record.title, status: failed == nil ? 200 : 422))
    }
}
