import Foundation
import PortalKit
import Testing

@testable import Organization

@Suite struct PublicPagesTests {
    @Test func theIntroductionHasContentsAndLeadsToTheOtherPages() async throws {
        let page = try await Sample.site().visitor().get("/gioi-thieu")
        #expect(page.status == 200)
        for words in ["Xã Thử nằm bên sông", "href=\"#muc-1\"", "id=\"muc-2\"", "<em>đồi</em>", "/gioi-thieu/danh-ba"] {
            #expect(page.contains(words), "\(words)")
        }
    }

    @Test func withoutAnyContentEachPageSaysSo() async throws {
        let visitor = try await ModuleTestSite(OrganizationModule.self).visitor()
        #expect(try await visitor.get("/gioi-thieu").contains("Bài giới thiệu đang được cập nhật"))
        #expect(try await visitor.get("/gioi-thieu/co-cau").contains("Cơ cấu tổ chức đang được cập nhật"))
        #expect(try await visitor.get("/gioi-thieu/danh-ba").contains("Danh bạ chưa có thông tin"))
        #expect(try await visitor.get("/gioi-thieu/co-cau/ubnd").status == 404)
    }

    @Test func theStructureIsNestedAndNamesTheHeads() async throws {
        let page = try await Sample.site().visitor().get("/gioi-thieu/co-cau")
        #expect(page.contains("Trần Quang Hòa"))
        #expect(page.contains("Phạm Văn Lực"))
        #expect(!page.contains("Nguyễn Thị Hạnh"))
        for element in ["ul", "li"] {
            let opened = ["<\(element)>", "<\(element) "].map { page.text.components(separatedBy: $0).count - 1 }
            #expect(opened.reduce(0, +) == page.text.components(separatedBy: "</\(element)>").count - 1)
        }
    }

    @Test func theChartIsAPictureWithEachBodyAndItsHead() async throws {
        let visitor = try await Sample.site().visitor()
        #expect(try await visitor.get("/gioi-thieu/co-cau").contains("src=\"/gioi-thieu/so-do.svg\""))
        let chart = try await visitor.get("/gioi-thieu/so-do.svg")
        #expect(chart.headers["Content-Type"]?.hasPrefix("image/svg+xml") == true)
        for words in ["Ủy ban nhân dân xã", "Trần Quang Hòa", "Văn phòng", "<path "] {
            #expect(chart.contains(words), "\(words)")
        }
        #expect(!chart.contains("Nguyễn Thị Hạnh"))
    }

    @Test func otherModulesFindBodiesAndPeople() async throws {
        let site = try await Sample.site()
        let directory = OrganizationBodies(context: try site.context(of: OrganizationNames.module))
        #expect(try await directory.bodies().map(\.url) == ["/gioi-thieu/co-cau/ubnd", "/gioi-thieu/co-cau/van-phong"])
        let people = try await directory.people()
        #expect(people.map(\.name) == ["Trần Quang Hòa", "Phạm Văn Lực", "Nguyễn Thị Hạnh"])
        #expect(people.map(\.body.name) == ["Ủy ban nhân dân xã", "Văn phòng", "Văn phòng"])
    }

    @Test func aBodyIsShownWithPeopleContactsAndData() async throws {
        let page = try await Sample.site().visitor().get("/gioi-thieu/co-cau/ubnd")
        for words in [
            "Quản lý đất đai", "Trần Quang Hòa", "tel:0204000100", "mailto:ubnd@xathu.example", "Phụ trách chung",
            "/gioi-thieu/co-cau/van-phong", "GovernmentOrganization",
        ] {
            #expect(page.contains(words), "\(words)")
        }
    }

    @Test(arguments: [
        ("van+phong", "Nguyễn Thị Hạnh"), ("ch%E1%BB%A7+t%E1%BB%8Bch", "Trần Quang Hòa"),
        ("0204000110", "Trần Quang Hòa"),
    ])
    func theDirectoryIsSearched(query: String, found: String) async throws {
        let page = try await Sample.site().visitor().get("/gioi-thieu/danh-ba?q=\(query)")
        #expect(page.contains(found))
        #expect(page.contains("Tìm thấy"))
    }

    @Test func aSearchWithoutHitsSaysSo() async throws {
        let page = try await Sample.site().visitor().get("/gioi-thieu/danh-ba?q=khong+co+ai+%3Cb%3E")
        #expect(page.contains("Không tìm thấy cán bộ"))
        #expect(!page.text.contains("<b>"))
    }

    @Test func theHomePageShowsTheContact() async throws {
        let page = try await Sample.site(configuration: "home: [{block: organization.contact}]").visitor().get("/")
        #expect(page.contains("Thôn Đình Cả"))
        #expect(page.contains("/gioi-thieu/danh-ba"))
    }

    @Test func programsReadBodiesAndPeople() async throws {
        let visitor = try await Sample.site().visitor()
        let bodies = try await visitor.get("/api/v1/organization/bodies")
        #expect(bodies.text.contains("\"slug\":\"van-phong\""))
        let people = try await visitor.get("/api/v1/organization/people?body=van-phong")
        #expect(people.text.contains("Phạm Văn Lực"))
        #expect(!people.text.contains("Trần Quang Hòa"))
        #expect(try await visitor.get("/api/v1/organization/people?body=x").status == 404)
    }

    @Test func searchAndSitemapKnowThePages() async throws {
        let visitor = try await Sample.site().visitor()
        #expect(try await visitor.get("/tim-kiem?q=pham+van+luc").contains("/gioi-thieu/co-cau/van-phong"))
        #expect(try await visitor.get("/sitemap/organization/0-0.xml").contains("/gioi-thieu/co-cau/ubnd"))
    }

    @Test func aBodyEndsOnItsDay() async throws {
        let ending = Sample.file.replacing("    parent: ubnd\n", with: "    parent: ubnd\n    dissolved: 2026-11-26\n")
        let site = try await Sample.site(ending)
        let visitor = site.visitor()
        #expect(try await !visitor.get("/gioi-thieu/co-cau").contains("đã kết thúc hoạt động"))
        site.clock.advance(by: .seconds(2 * 86_400))
        #expect(try await visitor.get("/gioi-thieu/co-cau").contains("Cơ quan đã kết thúc hoạt động"))
        #expect(try await visitor.get("/gioi-thieu/co-cau/van-phong").contains("Kết thúc hoạt động từ ngày 26/11/2026"))
        #expect(try await !visitor.get("/gioi-thieu/danh-ba").contains("Phạm Văn Lực"))
    }

    @Test func otherModulesAskForTheBodies() async throws {
        let site = try await Sample.site()
        let directory = try site.context(of: OrganizationNames.module).service((any BodyDirectory).self)
        #expect(try await directory?.bodies().map(\.name) == ["Ủy ban nhân dân xã", "Văn phòng"])
    }

    @Test func templatesAndTranslationsHaveNoFaults() async throws {
        #expect(try await ModuleTestSite(OrganizationModule.self).faults() == [])
    }
}
