import Testing

@testable import PortalKit

struct SiteConfigurationTests {
    private static let complete = """
        name: Xã Đồng Việt
        authority: Ủy ban nhân dân xã Đồng Việt
        superiors: [Tỉnh Bắc Ninh]
        domains: [DongViet.example, localhost]
        old_domains: [xa-tan-an.example]
        languages: [vi, en]
        contact:
          address: Thôn Hà Tân, xã Đồng Việt
          phone: 0204 3 811 002
          email: vanphong@dongviet.example
          responsible: Ông Nguyễn Văn Thành, Chủ tịch UBND xã
        modules:
          news:
            mount: /tin-tuc
            settings: {daily_target: 3}
          organization:
          business-ads: {enabled: false}
        home:
          - {block: news.featured, width: half, options: {count: 5}}
          - block: organization.contact
        footer_links:
          - {title: Cổng tỉnh Bắc Ninh, url: "https://bacninh.example/"}
        mail: {transport: folder, from: vanphong@dongviet.example}
        retention: {sessions_hours: 8}
        limits: {upload_mb: 50}
        theme: {scheme: light}
        holidays: [2026-09-02, 2026-01-01, 2026-09-02]
        """

    private func read(_ text: String) throws -> (SiteConfiguration?, [Fault]) {
        let folder = try TemporaryFolder()
        try folder.write(text, to: "site.yml")
        return SiteConfiguration.read(folder: folder.path + "/")
    }

    @Test func readsACompleteSite() throws {
        let (configuration, faults) = try read(Self.complete)
        #expect(faults.isEmpty)
        let site = try #require(configuration)
        #expect(site.name == "Xã Đồng Việt")
        #expect(site.domains == ["dongviet.example", "localhost"])
        #expect(site.address == "https://dongviet.example")
        #expect(site.contact.responsible == "Ông Nguyễn Văn Thành, Chủ tịch UBND xã")
        #expect(site.modules.map(\.id) == ["news", "organization", "business-ads"])
        #expect(site.modules.map(\.isEnabled) == [true, true, false])
        #expect(site.modules.map(\.line) == [13, 16, 17])
        #expect(site.modules.first?.mount == "/tin-tuc")
        #expect(site.home.map(\.block) == ["news.featured", "organization.contact"])
        #expect(site.home.map(\.width) == [.half, .full])
        #expect(site.home.map(\.line) == [19, 20])
        #expect(site.mail.transport == .folder)
        #expect(site.retention == .init(auditDays: 3650, sessionsHours: 8, revisionsDays: nil))
        #expect(site.limits.uploadMegabytes == 50)
        #expect(site.colorScheme == .light)
        #expect(site.holidays == ["2026-01-01", "2026-09-02"])
        #expect(!site.folder.hasSuffix("/"))
    }

    @Test func linksSpeakTheLanguagesOfTheSite() throws {
        let links = """
            quick_links:
              - {title: Danh bạ, title_en: Contacts, url: /danh-ba, note: Gọi đúng người}
            footer_links:
              - {title: Tin tức, title_en: News, url: /tin-tuc}
            """
        let (configuration, faults) = try read("name: Xã Tân An\ndomains: [localhost]\nlanguages: [vi, en]\n" + links)
        #expect(faults.isEmpty)
        let site = try #require(configuration)
        #expect(site.footerLinks.map { $0.title["en"] } == ["News"])
        #expect(site.footerLinks.map { $0.title["vi"] } == ["Tin tức"])
        #expect(site.quickLinks.map { $0.note?["en"] } == ["Gọi đúng người"])
        let (_, unknown) = try read("name: Xã Tân An\ndomains: [localhost]\n" + links)
        #expect(unknown.map(\.line) == [4, 6])
    }

    @Test func fillsInDefaults() throws {
        let (configuration, faults) = try read("name: Xã Tân An\ndomains: [localhost]\n")
        #expect(faults.isEmpty)
        let site = try #require(configuration)
        #expect(site.authority == "Xã Tân An")
        #expect(site.languages == ["vi"])
        #expect(site.scheme == .https)
        #expect(site.mail == .init())
        #expect(site.modules.isEmpty)
    }

    @Test func namesEveryFaultInOneRun() throws {
        let (configuration, faults) = try read(
            """
            nme: Xã Đồng Việt
            domains: ["https://dongviet.example", đồngviệt.example, a.example, A.example]
            old_domains: [a.example]
            scheme: ftp
            languages: [vi, vi, tiếng Việt]
            contact: {email: không có}
            modules:
              news: {mount: tin-tuc, enable: true}
              legal-documents: {mount: /quan-tri/van-ban}
              feedback: {mount: /phan-anh}
              e-services: {mount: /phan-anh}
              Tin_Tức:
            home:
              - {width: quarter}
              - news.featured
            footer_links:
              - {title: x, url: "javascript:alert(1)"}
              - {title: x, url: "//other.example"}
            mail: {transport: sendmail}
            retention: {audit_days: 10}
            theme: {scheme: đêm}
            holidays: [2026-02-29]
            """)
        #expect(configuration == nil)
        let lines = faults.compactMap(\.line)
        #expect(lines == [1, 1, 2, 2, 2, 3, 4, 5, 5, 6, 8, 8, 9, 11, 12, 14, 14, 15, 17, 18, 19, 20, 21, 22])
        #expect(faults.contains { $0.mend == "did you mean \"name\"?" })
        #expect(faults.contains { $0.mend == "did you mean \"enabled\"?" })
    }

    @Test func reportsAnAbsentOrEmptyFile() throws {
        let folder = try TemporaryFolder()
        #expect(SiteConfiguration.read(folder: folder.path).1.map(\.file) == ["site.yml"])
        #expect(try read("").0 == nil)
        #expect(try read("# chưa có gì\n").1.count == 1)
        #expect(try read("- x").0 == nil)
        #expect(try read("name: x\ndomains: []").1.count == 1)
    }

    @Test(arguments: [
        "/gioi-thieu", "/a?b=c#d", "https://a.example", "http://127.0.0.1:80/x", "https://x.example/Tin%20",
    ])
    func acceptsLinks(_ link: String) { #expect(SiteAddressReader.isLink(link)) }

    @Test(arguments: [
        "javascript:x", "//a.example", "https://", "https:///x", "ftp://a.example", "tin", "", "/a b", "/a\"b",
        "https://u:p@a.example", "data:text/html,x", "/\\a.example",
    ])
    func refusesLinks(_ link: String) { #expect(!SiteAddressReader.isLink(link)) }

    @Test(arguments: ["2026-13-01", "2026-00-10", "2025-02-29", "2026-1-1", "26-01-001", "2026/01/01", "2026-01-0١"])
    func refusesDays(_ day: String) { #expect(!CalendarText.isDay(day)) }

    @Test func acceptsLeapDays() { #expect(CalendarText.isDay("2028-02-29") && CalendarText.isDay("2000-02-29")) }
}
