import Synchronization
import Testing

@testable import PortalKit

struct TemplateLibraryTests {
    static func library(
        core: [String: String], news: [String: String] = [:], theme: [String: String] = [:]
    ) throws -> (library: TemplateLibrary, faults: [Fault]) {
        let folder = try TemporaryFolder()
        for (layer, files) in ["core": core, "news": news, "theme": theme] {
            for (name, text) in files { try folder.write(text, to: "\(layer)/\(name).mustache") }
        }
        return TemplateLibrary.load([
            .init(folder: folder.path + "/core", displayName: "templates"),
            .init(folder: folder.path + "/news", displayName: "news/templates", module: "news"),
            .init(folder: folder.path + "/theme", displayName: "theme/templates"),
        ])
    }

    static let texts: [String: [String: TextCatalogue]] = {
        var faults: [Fault] = []
        let read = { (language: String, yaml: String, faults: inout [Fault]) in
            ConfigNode.parse(yaml, file: "\(language).yml", faults: &faults).map {
                TextCatalogue.read($0, language: language, faults: &faults)
            }
        }
        let vi = read(
            "vi", "search: Tìm \"kiếm\"\nsearch.hint: Gõ từ khóa\nfound: Có {count} kết quả\nonly_vi: Có", &faults)
        let en = read("en", "search: Search\nsearch.hint: Type\nfound: Found {count}", &faults)
        return ["core": ["vi": vi, "en": en].compactMapValues { $0 }]
    }()

    private var vietnamese: Texts { Texts(language: "vi", layers: [Self.texts["core"] ?? [:]]) }

    private func render(_ text: String, _ value: TemplateValue) throws -> String {
        let (library, faults) = try Self.library(core: ["page": text])
        #expect(faults.isEmpty)
        return try library.render("page", value, texts: vietnamese)
    }

    @Test func escapesByTypeWhateverTheBraces() throws {
        let value = TemplateValue.object([
            "title": .text("<Đỗ & \"Lê\">"), "body_html": .html(SafeHTML(rendered: "<b>Đ</b>")),
        ])
        #expect(
            try render("{{title}}|{{{title}}}|{{{body_html}}}|{{body_html}}", value)
                == "&lt;Đỗ &amp; &quot;Lê&quot;&gt;|&lt;Đỗ &amp; &quot;Lê&quot;&gt;|<b>Đ</b>|<b>Đ</b>")
    }

    @Test func printsTexts() throws {
        let page = "{{t.search}} {{t.search.hint}} {{#items}}{{t.search.hint}}{{/items}}{{t.lạ}}{{t.none.at_all}}"
            .replacing("{{t.lạ}}", with: "")
        #expect(
            try render(page, .object(["items": .list([.object(["x": .null])])]))
                == "Tìm &quot;kiếm&quot; Gõ từ khóa Gõ từ khóa[none.at_all]")
    }

    @Test func hidesOuterNamesBehindNull() throws {
        let value = TemplateValue.object([
            "email": .text("xã@x.example"), "person": .object(["name": .text("Hòa"), "email": .null]),
            "people": .list([.object(["email": .null])]), "none": .null,
        ])
        #expect(
            try render("{{#person}}{{name}}{{email}}{{/person}}{{#people}}[{{email}}]{{/people}}", value) == "Hòa[]")
        #expect(
            try render("{{#person}}{{^email}}không có{{/email}}{{#email}}có{{/email}}{{/person}}", value) == "không có")
        #expect(try render("{{none.deeper.name}}{{#none}}x{{/none}}{{person.email}}", value) == "")
    }

    @Test func loopsOverLists() throws {
        let value = TemplateValue.object([
            "tags": .list([.text("nông nghiệp"), .text("y tế")]), "count": .integer(2), "open": .boolean(true),
            "empty": .list([]),
        ])
        #expect(
            try render(
                "{{#tags}}{{.}}{{^last()}}, {{/last()}}{{/tags}} ({{count}}){{#open}}!{{/open}}{{^empty}}–{{/empty}}",
                value)
                == "nông nghiệp, y tế (2)!–")
        #expect(try render("{{count(tags)}}", value) == "2")
    }

    @Test func looksForPartialsWhereTheyAreWritten() throws {
        let (library, faults) = try Self.library(
            core: [
                "partials/card": "core", "partials/pager": "pager {{> partials/card}}",
                "layout": "L{{> partials/card}}",
            ],
            news: [
                "list": "{{> partials/card}} {{> partials/pager}} {{> news/partials/card}}", "partials/card": "news",
            ])
        #expect(faults.isEmpty)
        #expect(try library.render("news/list", .object([:]), texts: vietnamese) == "news pager core news")
        #expect(try library.render("layout", .object([:]), texts: vietnamese) == "Lcore")
    }

    @Test func letsAThemeReplaceTemplates() throws {
        let (library, faults) = try Self.library(
            core: ["layout": "core"], news: ["article": "gốc {{> partials/card}}", "partials/card": "thẻ"],
            theme: [
                "layout": "riêng", "news/article": "riêng {{> partials/card}} {{> partials/own}}",
                "partials/own": "của xã",
            ])
        #expect(faults.isEmpty)
        #expect(try library.render("layout", .object([:]), texts: vietnamese) == "riêng")
        #expect(try library.render("news/article", .object([:]), texts: vietnamese) == "riêng thẻ của xã")
        #expect(library.names == ["layout", "news/article", "news/partials/card", "partials/own"])
    }

    @Test func doesNotIndentPartials() throws {
        let (library, _) = try Self.library(core: [
            "page": "<div>\n    {{> partials/field}}\n</div>\n", "partials/field": "<textarea>\n{{value}}</textarea>\n",
        ])
        let page = try library.render("page", .object(["value": .text("một\nhai")]), texts: vietnamese)
        #expect(page == "<div>\n<textarea>\nmột\nhai</textarea>\n</div>\n")
    }

    @Test(arguments: [
        ("a\n{{#x}}\nb", 2), ("{{/x}}", 1), ("{{#x}}\n{{/y}}", 2), ("\n\n{{name", 3), ("{{{x}}", 1), ("{{=<% %>=}}", 1),
        ("{{<layout}}{{/layout}}", 1), ("{{$x}}{{/x}}", 1), ("{{>*x}}", 1), ("{{% CONTENT_TYPE: TEXT}}", 1),
        ("{{}}", 1),
        ("{{x y}}", 1), ("{{a..b}}", 1), ("{{.a}}", 1), ("{{shout(x)}}", 1), ("{{count(x}}", 1), ("{{>../x}}", 1),
        ("{{> }}", 1), ("{{!\n\n}}\n{{tên}}", 4), ("{{a(b(c(d(e(f)))))}}", 1),
    ])
    func refusesFaultyTemplates(_ text: String, _ line: Int) throws {
        let (library, faults) = try Self.library(core: ["page": text])
        #expect(faults.first?.file == "templates/page.mustache")
        #expect(faults.first?.line == line)
        #expect(!library.contains("page"))
    }

    @Test func keepsTheOriginalWhenAnOverrideIsFaulty() throws {
        let (library, faults) = try Self.library(core: ["layout": "gốc"], theme: ["layout": "{{#x}}"])
        #expect(faults.map(\.file) == ["theme/templates/layout.mustache"])
        #expect(try library.render("layout", .object([:]), texts: vietnamese) == "gốc")
    }

    @Test func refusesPartialsWithoutEnd() throws {
        let (library, faults) = try Self.library(core: [
            "a": "{{> a}}", "b": "{{> c}}", "c": "{{#x}}{{> b}}{{/x}}", "page": "trang {{> a}}", "ok": "{{> leaf}}",
            "leaf": "lá",
        ])
        #expect(faults.map(\.file) == ["a", "b", "c"].map { "templates/\($0).mustache" })
        #expect(try library.render("page", .object([:]), texts: vietnamese) == "trang ")
        #expect(library.names == ["leaf", "ok", "page"])
    }

    @Test func refusesPartialsThatMultiply() throws {
        var files = ["p0": "x{{y}}"]
        for level in 1...14 { files["p\(level)"] = String(repeating: "{{> p\(level - 1)}}", count: 10) }
        let (library, faults) = try Self.library(core: files)
        #expect(!faults.isEmpty)
        #expect(!library.contains("p14") && library.contains("p3"))
    }

    @Test func refusesDeepSectionsBeforeTheParserMeetsThem() throws {
        let (_, faults) = try Self.library(core: ["page": String(repeating: "{{#a}}", count: 40_000)])
        #expect(!faults.isEmpty)
    }

    @Test func aServerParsesAPageWhenItIsRenderedFirstAndReportsItsFaultsThen() throws {
        let folder = try TemporaryFolder()
        for (file, text) in [
            "core/page": "gốc {{> partials/card}}", "core/partials/card": "thẻ", "core/other": "khác",
            "core/broken": "{{#x}}", "theme/other": "{{/y}}",
        ] {
            try folder.write(text, to: "\(file).mustache")
        }
        let reported = Mutex<[String]>([])
        let (library, faults) = TemplateLibrary.open(
            [
                .init(folder: folder.path + "/core", displayName: "core"),
                .init(folder: folder.path + "/theme", displayName: "theme"),
            ], modules: []
        ) { fault in reported.withLock { $0.append(fault.file) } }
        #expect(faults.map(\.file) == ["theme/other.mustache"], "the site's own are looked at from the start")
        #expect(library.names == ["other"])
        #expect(try library.render("page", .object([:]), texts: vietnamese) == "gốc thẻ")
        #expect(library.names == ["other", "page", "partials/card"])
        #expect(reported.withLock { $0 } == [])
        #expect(throws: Fault.self) { try library.render("broken", .object([:]), texts: vietnamese) }
        #expect(throws: Fault.self) { try library.render("broken", .object([:]), texts: vietnamese) }
        #expect(reported.withLock { $0 } == ["core/broken.mustache"], "a fault is told once")
    }

    @Test func throwsForAnUnknownName() throws {
        let (library, _) = try Self.library(core: [:])
        #expect(throws: Fault.self) { try library.render("none", .object([:]), texts: vietnamese) }
    }

    /// Whatever the scanner lets through, Mustache parses and renders without a crash.
    @Test func survivesFuzzedTemplates() throws {
        let pieces = [
            "{{", "}}", "{", "}", "{{{", "}}}", "#", "^", "/", ">", "<", "$", "=", "%", "!", "&", "*", "a", "b.c", ".",
            "(", ")",
            "count(", " ", "\n", "\r\n", "\u{301}", "Đ", "\u{2028}", "{{#a}}", "{{/a}}", "{{> b}}", "{{^a}}", "{{t.x}}",
            "\u{0}",
            "{{#count(a)}}", "{{/count(a)}}", "\t", "{{! x }}", "👩‍🌾",
        ]
        var accepted = 0
        for _ in 0..<4000 {
            let text = (0..<Int.random(in: 1...12)).compactMap { _ in pieces.randomElement() }.joined()
            var loader = TemplateLoader(modules: [])
            loader.add(text, name: "page", file: "page.mustache")
            loader.add("lá", name: "b", file: "b.mustache")
            let store = TemplateStore(loader)
            let faults = store.prepare(loader.names)
            let library = TemplateLibrary(store: store)
            #expect(library.contains("page") || !faults.isEmpty)
            guard library.contains("page") else { continue }
            accepted += 1
            let value = TemplateValue.object([
                "a": .list([.object(["b": .text("x")])]), "b": .object(["c": .text("y")]),
            ])
            _ = try library.render("page", value, texts: vietnamese)
            _ = TemplateCheck(library: library, catalogues: Self.texts).faults(examples: ["page": value])
        }
        #expect(accepted > 100)
    }
}
