import Foundation
import Testing

@testable import PortalKit

struct TemplateValueTests {
    private enum Status: String { case published = "da-dang", draft }
    private enum Part {
        case heading(String)
        case rule
    }
    private struct Author { let fullName: String, email: String? }
    private struct Article: TemplateModel {
        let title = "Thông xe đường gom Hà Tân"
        let viewCount: Int32 = 1200
        let isReference = false
        let bodyHTML = SafeHTML(rendered: "<p>Nội dung</p>")
        let author: Author?
        let tags: [String]
        let status = Status.published
        let parts = [Part.heading("Mở đầu"), .rule]
        let links: [String: Int] = ["a B": 1]
        let pageURL = URL(string: "https://dongviet.example/tin-tuc")
        let ratio = 1.5
        static var example: Article {
            Article(author: .init(fullName: "Nguyễn Thị Hòa", email: "hoa@x.example"), tags: ["tin"])
        }
    }

    @Test func convertsEachKind() {
        let value = TemplateValue(Article.example)
        #expect(value["title"] == .text("Thông xe đường gom Hà Tân"))
        #expect(value["view_count"] == .integer(1200))
        #expect(value["is_reference"] == .boolean(false))
        #expect(value["body_html"] == .html(SafeHTML(rendered: "<p>Nội dung</p>")))
        #expect(value["author"]["full_name"] == .text("Nguyễn Thị Hòa"))
        #expect(value["author"]["email"] == .text("hoa@x.example"))
        #expect(value["tags"] == .list([.text("tin")]))
        #expect(value["status"] == .text("da-dang"))
        #expect(value["parts"] == .list([.object(["heading": .text("Mở đầu")]), .text("rule")]))
        #expect(value["links"] == .object(["a B": .integer(1)]))
        #expect(value["page_url"] == .text("https://dongviet.example/tin-tuc"))
        #expect(value["ratio"] == .text("1.5"))
        #expect(value["none"] == .null)
    }

    @Test func keepsNothingAsNull() {
        let value = TemplateValue(Article(author: nil, tags: []))
        #expect(value["author"] == .null)
        #expect(value["tags"] == .list([]))
        let nested: Int?? = .some(nil)
        #expect(TemplateValue(converting: nested as Any) == .null)
    }

    /// What is remembered of a type after its first value must not change what its next values are.
    @Test func laterValuesOfATypeAreConvertedAlike() {
        let (full, empty) = (Article.example, Article(author: nil, tags: []))
        let first = TemplateValue(full)
        _ = TemplateValue(empty)
        #expect(TemplateValue(full) == first)
        for flag in [true, nil, false] as [Bool?] {
            let expected = flag.map { TemplateValue.boolean($0) } ?? .null
            #expect(TemplateValue(converting: flag as Any) == expected)
        }
        let html: SafeHTML? = SafeHTML(rendered: "<b>x</b>")
        for _ in 1...2 { #expect(TemplateValue(converting: html as Any) == .html(SafeHTML(rendered: "<b>x</b>"))) }
        for _ in 1...2 { #expect(TemplateValue(converting: [[1], []]) == .list([.list([.integer(1)]), .list([])])) }
    }

    @Test func endsOnCyclesOfClasses() {
        final class Ring { var next: Ring? }
        let ring = Ring()
        ring.next = ring
        guard case .object = TemplateValue(converting: ring) else { return #expect(Bool(false)) }
        ring.next = nil
    }

    @Test(arguments: [
        ("publishedAt", "published_at"), ("contentHTML", "content_html"), ("pageURL", "page_url"), ("id", "id"),
        ("HTMLBody", "html_body"), ("section2Title", "section2_title"), ("t_x", "t_x"), ("A", "a"),
        ("cancelUrl", "cancel_url"),
    ])
    func writesSnakeCase(_ name: String, _ expected: String) { #expect(TemplateName.snakeCase(name) == expected) }

    @Test func mergesObjects() {
        let own = TemplateValue.object(["title": .text("Bài"), "none": .null])
        let merged = own.merging(.object(["title": .text("Trang"), "site": .text("Xã"), "none": .text("x")]))
        #expect(merged == .object(["title": .text("Bài"), "site": .text("Xã"), "none": .null]))
    }
}
