import Foundation
import GRDB
import Testing

@testable import EServices
@testable import PortalKit

/// Citizens who signed in: what they need not type, what is noted as confirmed, and their own dossiers.
@Suite struct CitizenTests {
    private static let signIn = """
        citizen_sign_in:
          name: VNeID
          issuer: https://id.tinh.example
          client_id: portal
          client_secret_env: PATH
        """

    private static let nghia = Citizen(
        subject: "s-1", provider: "VNeID", name: "Vũ Thị Nghĩa", identity: "024190001234", phone: "+84 912 345 678",
        email: "nghia@vidu.example",
        address: .init(detail: "Thôn Bến Sen", commune: "Xã Đồng Việt", province: "Tỉnh Bắc Ninh"))

    private func site() async throws -> ServicesSite { try await ServicesSite(configuration: Self.signIn) }

    /// Fills the pages after the applicant's in and sends them.
    private func finish(_ first: TestPage, _ visitor: TestClient) async throws -> TestPage {
        var answer = try await visitor.post(
            first.location, ["viec": "Khác", "ban": "2", "shown": "viec ban phi", "then": "next"])
        answer = try await visitor.post(
            answer.location,
            ["noi.count": "1", "noi.0.cho": "Thôn Đình Cả", "noi.0.nam": "2019", "shown": "noi", "then": "next"])
        answer = try await visitor.post(answer.location, ["shown": "p_giay_to_chung_minh", "then": "next"])
        return try await visitor.post(
            answer.location,
            [
                "c_delivery": "counter", "c_truth": "1", "c_consent": "1",
                "shown": "c_delivery c_truth c_consent", "then": "send",
            ])
    }

    @Test func theFormIsFilledInAndTheDossierConfirmed() async throws {
        let site = try await site()
        let citizen = try await site.portal.citizen(Self.nghia)
        let form = try await citizen.get(ServicesSite.apply)
        #expect(form.contains("Vũ Thị Nghĩa"))
        #expect(!form.text.contains("name=\"a_name\"") && !form.text.contains("name=\"a_identity\""))
        for value in ["0912345678", "nghia@vidu.example", "Thôn Bến Sen"] {
            #expect(form.text.contains("value=\"\(value)\""))
        }
        // What is forged in the form does not count; what may be changed does.
        var typed = ServicesSite.applicant
        typed["a_name"] = "Người Khác"
        typed["a_identity"] = "001085000001"
        typed["a_phone"] = "0987 654 321"
        let answer = try await finish(site.begin(citizen, typed), citizen)
        let dossier = try #require(try await site.dossier())
        #expect(dossier.confirmedBy == "VNeID")
        #expect(dossier.applicantLabel == "Vũ T. N.")
        #expect(try await citizen.get(answer.location).contains("đã được VNeID xác nhận"))
        let context = try site.context()
        let (applicant, open) = try await context.storage.read { database in
            (
                try DossierSeal(context).applicant(of: dossier, in: database),
                try String.fetchOne(database, sql: "SELECT answers FROM eservices_dossiers") ?? ""
            )
        }
        #expect(applicant.identity == "024190001234")
        #expect(applicant.phone == "0987654321")
        #expect(!open.contains("confirmed") && !open.contains("Nghĩa") && !open.contains("0241"))
        let officer = try await site.officer()
        #expect(try await officer.get("\(ServicesSite.admin)/ho-so/1").contains("đã được VNeID xác nhận"))
    }

    /// Whoever goes on without the session and changes name or number loses the confirmation; whoever leaves them keeps it.
    @Test func aConfirmationHoldsForNameAndNumberOnly() async throws {
        for (identity, expected) in [("024190001234", "VNeID"), ("001085000001", "")] {
            let site = try await site()
            let citizen = try await site.portal.citizen(Self.nghia)
            let second = try await site.begin(citizen)
            let first = second.location.replacing("trang=p1", with: "trang=nguoi-nop")
            let visitor = site.visitor()
            var typed = ServicesSite.applicant
            typed["a_identity"] = identity
            let next = try await visitor.post(first, typed.merging(["then": "next"]) { own, _ in own })
            _ = try await finish(next, visitor)
            #expect(try await site.dossier()?.confirmedBy == expected)
        }
    }

    /// Whoever signs in with the form half filled in finds it again.
    @Test func whatWasTypedIsKeptForTheWayBack() async throws {
        let site = try await site()
        let visitor = site.visitor()
        let page = try await visitor.get(ServicesSite.apply)
        site.clock.advance(by: .seconds(30))
        let typed = [
            "a_phone": "0987 654 321", "a_behalf": "Vũ Văn An", "shown": ServicesSite.applicant["shown"] ?? "",
        ]
        let kept = try await visitor.post(
            ServicesSite.apply,
            typed.merging(page.intakeAnswer) { own, _ in own }.merging(["then": "dang-nhap"]) { own, _ in own })
        #expect(kept.status == 303)
        let form = try await visitor.get(kept.location)
        #expect(form.text.contains("value=\"Vũ Văn An\""))
        let going = try #require(form.headers["Refresh"])
        #expect(going.hasPrefix("0;url=https://thu.example/cong-dan/dang-nhap?ve="))
        let back = try #require(
            try FormURLEncoded.decode(String(going.drop { $0 != "?" }.dropFirst())).first { $0.0 == "ve" }?.1)
        let citizen = try await site.portal.citizen(Self.nghia)
        let again = try await citizen.get(back)
        #expect(again.contains("Vũ Thị Nghĩa"))
        #expect(again.text.contains("value=\"Vũ Văn An\""))
        #expect(again.text.contains("value=\"0987 654 321\""))
        #expect(again.headers["Refresh"] == nil)
    }

    @Test func whoDoesNotSignInIsNotConfirmed() async throws {
        let site = try await site()
        let visitor = site.visitor()
        #expect(try await visitor.get(ServicesSite.apply).contains("Đăng nhập bằng VNeID"))
        let forged = ServicesSite.applicant.merging([
            "c_confirmed_by": "VNeID", "c_confirmed_name": "Vũ Thị Nghĩa", "c_confirmed_identity": "024190001234",
        ]) { own, _ in own }
        _ = try await finish(site.begin(visitor, forged), visitor)
        #expect(try await site.dossier()?.confirmedBy == "")
    }

    @Test func aServiceThatTellsNoNumberConfirmsNothing() async throws {
        let site = try await site()
        var unknown = Self.nghia
        unknown.identity = ""
        let citizen = try await site.portal.citizen(unknown)
        let form = try await citizen.get(ServicesSite.apply)
        #expect(form.text.contains("name=\"a_identity\""))
        #expect(form.contains("không cho biết đủ"))
        _ = try await finish(site.begin(citizen), citizen)
        #expect(try await site.dossier()?.confirmedBy == "")
        #expect(try await citizen.get("/dich-vu-cong/ho-so-cua-toi").contains("không tìm được hồ sơ"))
    }

    @Test func ownDossiersAreListedAndNoOthers() async throws {
        let site = try await site()
        _ = try await site.send(site.visitor())
        var other = ServicesSite.applicant
        other["a_identity"] = "001085000001"
        let stranger = site.visitor()
        _ = try await finish(site.begin(stranger, other), stranger)
        let citizen = try await site.portal.citizen(Self.nghia)
        let mine = "/dich-vu-cong/ho-so-cua-toi"
        let list = try await citizen.get(mine)
        #expect(list.contains("UBND-261124-0001"))
        #expect(!list.contains("UBND-261124-0002"))
        let link = try #require(list.text.firstMatch(of: /href="([^"]*\/tra-cuu\/ho-so\?ve=[^"]+)"/)?.1)
        #expect(try await citizen.get(String(link)).contains("UBND-261124-0001"))
        #expect(try await citizen.get("\(mine)?loc=da-ket-thuc").contains("Không có hồ sơ nào trong nhóm này"))
        #expect(try await citizen.get("\(mine)?loc=dang-giai-quyet&xep=hen-tra").contains("UBND-261124-0001"))
        #expect(try await citizen.get("\(mine)?trang=2").status == 404)
        let signedOut = try await site.visitor().get(mine)
        #expect(signedOut.contains("Đăng nhập bằng VNeID"))
        #expect(!signedOut.contains("UBND-261124"))
    }

    @Test func theListUsesItsIndex() async throws {
        let site = try await site()
        let plan = try await site.context().storage.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    EXPLAIN QUERY PLAN SELECT * FROM eservices_dossiers WHERE identity_mark = 'x' AND identity_mark <> ''
                    ORDER BY received_at DESC, id DESC LIMIT 15
                    """
            ).map { String(describing: $0["detail"] as String?) }.joined()
        }
        #expect(plan.contains("eservices_dossiers_identity"))
        #expect(!plan.contains("TEMP B-TREE"))
    }

    @Test func withoutAServiceThereIsNothing() async throws {
        let site = try await ServicesSite()
        #expect(try await site.visitor().get("/dich-vu-cong/ho-so-cua-toi").status == 404)
        #expect(!(try await site.visitor().get("/dich-vu-cong").contains("Hồ sơ của tôi")))
        #expect(!(try await site.visitor().get(ServicesSite.apply).contains("Đăng nhập")))
    }
}
