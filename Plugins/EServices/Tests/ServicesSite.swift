import Foundation
import GRDB

@testable import EServices
@testable import PortalKit

/// A portal with one procedure that takes dossiers.
struct ServicesSite {
    static let front = "/dich-vu-cong"
    static let admin = "/quan-tri/e-services"
    static let slug = "xin-xac-nhan"
    static let apply = "\(front)/\(slug)/nop"

    static let applicant = [
        "a_name": "Vũ Thị Nghĩa", "a_identity": "024190001234", "a_phone": "0912 345 678",
        "a_mail": "nghia@vidu.example", "a_address.detail": "Thôn Bến Sen", "a_address.commune": "Xã Đồng Việt",
        "a_address.province": "Tỉnh Bắc Ninh", "shown": "a_name a_identity a_phone a_mail a_address a_behalf",
    ]

    static var content: ProcedureContent {
        var content = ProcedureContent()
        content.code = "1.000001"
        content.name = "Xin xác nhận"
        content.field = "ho-tich"
        content.body = "Phòng Văn hóa - Xã hội"
        content.level = .full
        content.termDays = 3
        content.fee = 8_000
        content.result = "Giấy xác nhận"
        content.components =
            [
                ProcedureContent.Component(name: "Giấy tờ chứng minh", copies: 1, isRequired: false)
            ].withIDs
        return content
    }

    static var form: FormDefinition {
        typealias Field = FormDefinition.Field
        return FormDefinition(pages: [
            FormDefinition.Page(
                title: "Nội dung",
                fields: [
                    Field(id: "viec", kind: .choice, label: "Việc", isRequired: true, options: ["Kết hôn", "Khác"]),
                    Field(
                        id: "voi", kind: .text, label: "Với ai", isRequired: true, isPersonal: true,
                        condition: .init(field: "viec", value: "Kết hôn")),
                    Field(id: "ban", kind: .number, label: "Số bản", isRequired: true, minimum: 1, maximum: 5),
                    Field(id: "phi", kind: .computed, label: "Phí", formula: "ban * 8000"),
                ]),
            FormDefinition.Page(
                title: "Nơi ở",
                fields: [
                    Field(
                        id: "noi", kind: .table, label: "Nơi đã ở", isRequired: true, isPersonal: true,
                        columns: [
                            .init(id: "cho", label: "Chỗ ở", isRequired: true),
                            .init(id: "nam", label: "Năm", kind: .number),
                        ])
                ]),
        ])
    }

    let portal: ModuleTestSite

    init(
        _ settings: [String: SettingValue] = [:], content: ProcedureContent = content, form: FormDefinition? = form,
        configuration: String = ""
    ) async throws {
        var values = settings
        values["bank_id"] = values["bank_id"] ?? .text("970415")
        values["bank_name"] = values["bank_name"] ?? .text("VietinBank")
        values["bank_account"] = values["bank_account"] ?? .text("113366668888")
        portal = try await ModuleTestSite(EServicesModule.self, settings: values, configuration: configuration)
        let context = try self.context()
        try await context.storage.write(as: .system("test")) { change in
            let id = try ProcedureDesk(context).create(
                content, effectiveOn: "2025-07-01", isPublic: true, in: change)
            guard let form else { return }
            try FormDesk.save(form, of: id, from: 0, in: change)
            try FormDesk.publish(id, in: change)
        }
    }

    var clock: TestMoment { portal.clock }

    func context() throws -> ModuleContext { try portal.context(of: "e-services") }

    func visitor() -> TestClient { portal.visitor() }

    func officer() async throws -> TestClient {
        try await portal.official(permissions: ["e-services.desk", "e-services.process", "e-services.procedures"])
    }

    // MARK: - As people do

    /// Sends the first page, and returns where it leads.
    func begin(_ visitor: TestClient, _ typed: [String: String] = applicant) async throws -> TestPage {
        let page = try await visitor.get(Self.apply)
        portal.clock.advance(by: .seconds(30))
        return try await visitor.post(
            Self.apply, typed.merging(page.intakeAnswer) { own, _ in own }.merging(["then": "next"]) { own, _ in own })
    }

    /// Fills all pages in up to the papers; returns the answer that leads to them.
    func fillUpToPapers(_ visitor: TestClient) async throws -> TestPage {
        var answer = try await begin(visitor)
        answer = try await visitor.post(
            answer.location, ["viec": "Khác", "ban": "2", "shown": "viec ban phi", "then": "next"])
        return try await visitor.post(
            answer.location,
            ["noi.count": "1", "noi.0.cho": "Thôn Đình Cả", "noi.0.nam": "2019", "shown": "noi", "then": "next"])
    }

    /// Fills all pages in, with a paper or without, and sends them; returns the last answer.
    func send(_ visitor: TestClient, paper: [UInt8]? = nil) async throws -> TestPage {
        var answer = try await fillUpToPapers(visitor)
        let (papers, typed) = (answer.location, ["shown": "p_giay_to_chung_minh", "then": "next"])
        if let paper {
            answer = try await visitor.post(
                papers, typed, field: "p_giay_to_chung_minh", fileName: "giay.pdf", content: paper)
        } else {
            answer = try await visitor.post(papers, typed)
        }
        return try await visitor.post(
            answer.location,
            [
                "c_delivery": "counter", "c_truth": "1", "c_consent": "1",
                "shown": "c_delivery c_truth c_consent", "then": "send",
            ])
    }

    func act(
        _ officer: TestClient, _ id: Int64, _ action: DossierAction, _ form: [String: String] = [:]
    ) async throws -> TestPage {
        try await officer.post("\(Self.admin)/ho-so/\(id)/\(action.rawValue)", form)
    }

    func dossiers() async throws -> [Dossier] {
        try await context().storage.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM eservices_dossiers ORDER BY id").map(Dossier.init(row:))
        }
    }

    func dossier(_ id: Int64 = 1) async throws -> Dossier? {
        try await context().storage.read { try DossierRows.fetch(id, in: $0) }
    }

    func mails() async throws -> [(recipient: String, subject: String, text: String)] {
        try await context().storage.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM core_mail ORDER BY id").map {
                ($0["recipient"], $0["subject"], $0["text"])
            }
        }
    }

    func track(_ visitor: TestClient, code: String, secret: String) async throws -> TestPage {
        let page = try await visitor.get("\(Self.front)/tra-cuu")
        portal.clock.advance(by: .seconds(10))
        return try await visitor.post(
            "\(Self.front)/tra-cuu", ["code": code, "secret": secret].merging(page.intakeAnswer) { own, _ in own })
    }
}
