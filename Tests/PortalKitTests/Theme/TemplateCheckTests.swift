import Testing

@testable import PortalKit

struct TemplateCheckTests {
    private struct Person: Sendable { let name: String, email: String? }
    private struct Page: TemplateModel {
        let title: String
        let bodyHTML: SafeHTML
        let plainHTML: String
        let person: Person?
        let items: [Person]
        let isOpen: Bool
        let nothing: String?
        static var example: Page {
            Page(
                title: "Tiêu đề", bodyHTML: SafeHTML(rendered: "<p>x</p>"), plainHTML: "x",
                person: Person(name: "Hòa", email: "hoa@x.example"),
                items: [Person(name: "Bình", email: nil), Person(name: "An", email: "an@x.example")], isOpen: false,
                nothing: nil)
        }
    }

    private func check(_ text: String, partials: [String: String] = [:]) throws -> [Fault] {
        let files = partials.merging(["page": text]) { first, _ in first }
        let (library, faults) = try TemplateLibraryTests.library(core: files)
        let check = TemplateCheck(library: library, catalogues: TemplateLibraryTests.texts)
        return faults
            + check.faults(
                examples: ["page": TemplateValue(Page.example)],
                common: .object(["site": .object(["name": .text("Xã Đồng Việt")])]))
    }

    @Test func acceptsAGoodTemplate() throws {
        let faults = try check(
            """
            <h1 class="{{title}}">{{title}} – {{site.name}}</h1>{{t.search}}{{t.search.hint}}{{nothing}}
            {{{body_html}}}{{#is_open}}{{title}}{{/is_open}}{{^nothing}}{{title}}{{/nothing}}
            {{#person}}{{name}} {{email}} {{title}}{{> partials/person}}{{/person}}{{person.email}}
            {{#items}}{{index()}} {{name}}{{#email}}{{.}}{{/email}}{{> partials/person}}{{^last()}},{{/last()}}{{/items}}
            {{#count(items)}}{{/count(items)}}{{! {{ghi chú }}
            """, partials: ["partials/person": "{{name}} {{email}}"])
        #expect(faults.map(\.description) == [])
    }

    @Test(arguments: [
        ("\n{{titel}}", 2, "there is no variable \"titel\" here; did you mean \"title\"?"),
        ("{{person.nme}}", 1, "there is no \"nme\" in \"person.nme\"; did you mean \"name\"?"),
        ("{{#people}}x{{/people}}", 1, "there is no variable \"people\" here"),
        ("{{#person}}\n{{age}}{{/person}}", 2, "there is no variable \"age\" here"),
        ("{{name}}", 1, "there is no variable \"name\" here"),
        ("{{> partials/nav}}", 1, "there is no partial \"partials/nav\""),
        ("{{t.serch}}", 1, "there is no text \"serch\" in vi; did you mean \"search\"?"),
        ("{{t.only_vi}}", 1, "there is no text \"only_vi\" in en"),
        ("{{t.found}}", 1, "the text \"found\" needs {count}"),
        ("{{t}}", 1, "{{t}} names no text"),
        ("{{#t.search}}x{{/t.search}}", 1, "a text cannot be a section"),
        ("{{{title}}}", 1, "\"title\" is printed without escaping"),
        ("{{&title}}", 1, "\"title\" is printed without escaping"),
        ("{{{plain_html}}}", 1, "\"plain_html\" is a text, not markup"),
        ("{{body_html}}", 1, "\"body_html\" is markup"),
        ("{{items}}", 1, "\"items\" is a list"),
        ("{{person}}", 1, "\"person\" is an object"),
        ("<a href={{title}}>", 1, "a value stands after = without quotes"),
        ("{{#nothing}}x{{/nothing}}", 1, "the example has no \"nothing\""),
    ])
    func reports(_ text: String, _ line: Int, _ message: String) throws {
        let faults = try check(text)
        #expect(faults.count == 1)
        #expect(faults.first?.description.hasPrefix("templates/page.mustache:\(line): \(message)") == true, "\(faults)")
    }

    @Test func checksPartialsInTheirContext() throws {
        let faults = try check(
            "{{> partials/person}}{{#person}}{{> partials/person}}{{/person}}",
            partials: ["partials/person": "\n{{name}}"])
        #expect(faults.map(\.line) == [2])
        #expect(faults.first?.file == "templates/partials/person.mustache")
    }

    @Test func namesTemplatesThatNobodyUses() throws {
        let (library, _) = try TemplateLibraryTests.library(
            core: [:], news: ["article": "x"], theme: ["news/artcle": "x"])
        let faults = TemplateCheck(library: library, catalogues: [:])
            .faults(examples: ["news/article": .object([:]), "news/list": .object([:])])
        #expect(
            faults.map(\.description) == [
                "news/list.mustache: the template is missing; add it",
                "theme/templates/news/artcle.mustache: nothing renders or includes this template; did you mean \"news/article\"?",
            ])
    }

    @Test func looksTextsUpInTheModuleOfTheTemplate() throws {
        var faults: [Fault] = []
        let catalogue = try #require(
            ConfigNode.parse("title: Tin tức", file: "vi.yml", faults: &faults).map {
                TextCatalogue.read($0, language: "vi", faults: &faults)
            })
        let (library, _) = try TemplateLibraryTests.library(
            core: ["page": "{{t.title}}"], news: ["list": "{{t.title}}{{t.search}}"])
        let catalogues = TemplateLibraryTests.texts.merging(["news": ["vi": catalogue]]) { first, _ in first }
        let found = TemplateCheck(library: library, catalogues: catalogues, languages: ["vi"])
            .faults(examples: ["page": .object([:]), "news/list": .object([:])])
        #expect(found.map(\.file) == ["templates/page.mustache"])
    }
}
