import Foundation
import Testing

@testable import PortalKit

/// What every answer has in common, whatever it is an answer to.
@Suite(.fewAtOnce) struct AnswerTests {
    private static let needed = [
        "Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy",
        "Permissions-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy",
    ]

    @Test func securityHeadersAreOnEveryKindOfAnswer() async throws {
        let portal = try await TestPortal("  probe:\n  faulty:")
        let visitor = portal.visitor()
        let asset = try #require(portal.site.assembly.assets.url("core/css/portal.css"))
        let file = try await Upload(files: [("a.png", "image/png", Upload.png)]).send(visitor).url
        let answers: [(String, HTTPAnswer)] = [
            ("page", try await visitor.get("/")), ("from memory", try await visitor.get("/")),
            ("form", try await visitor.get("/thu-nghiem/gui")),
            ("404", try await visitor.get("/nowhere")), ("410", try await visitor.get("/thu-nghiem/vang")),
            ("500", try await visitor.get("/hong-hoc/loi")),
            ("400", try await visitor.postRaw("/thu-nghiem/gui", [("title", "x")])),
            ("303", try await visitor.post("/thu-nghiem/gui", [("title", "x")])),
            ("301", try await visitor.get("/thu-nghiem/")),
            ("login", try await visitor.get(AdminPath.login)), ("to login", try await visitor.get(AdminPath.root)),
            ("405", try await visitor.client.send("DELETE", "/")),
            ("405 by path", try await visitor.postRaw("/robots.txt", [("a", "b")])),
            ("API", try await visitor.get("/api/v1/probe/notes")), ("API 404", try await visitor.get("/api/v1/no")),
            ("asset", try await visitor.get(asset)), ("file", try await visitor.get(file)),
            ("feed", try await visitor.get("/thu-nghiem/feed.xml")), ("sitemap", try await visitor.get("/sitemap.xml")),
            ("old domain", try await visitor.client.send("GET", "/", [("Host", "cu.example")])),
            ("unknown domain", try await visitor.client.send("GET", "/", [("Host", "nowhere.example")])),
            ("healthz", try await visitor.get("/healthz")), ("metrics", try await visitor.get("/metrics")),
        ]
        for (name, answer) in answers {
            for header in Self.needed { #expect(answer[header] != nil, "\(header) on \(name) (\(answer.status))") }
            #expect(answer["Content-Security-Policy"]?.contains("default-src 'none'") == true, "\(name)")
            #expect(answer["Content-Security-Policy"]?.contains("unsafe") != true, "\(name)")
            #expect(answer["Server"] == nil, "\(name)")
            #expect(answer.all("Content-Type").count <= 1, "\(name)")
        }
    }

    /// Pages hold nothing that the policy forbids, so that nothing fails in silence.
    @Test func pagesKeepThePolicy() async throws {
        let portal = try await TestPortal("  probe:", "home: [{block: probe.latest}]")
        try await portal.addNote("Một")
        let official = try await portal.official(permissions: [
            "probe.write", CorePermission.status, CorePermission.modules,
        ])
        for path in [
            "/", "/thu-nghiem", "/thu-nghiem/gui", "/tim-kiem?q=mot", "/nowhere", AdminPath.root, AdminPath.status,
            AdminPath.modules, "/quan-tri/probe",
        ] {
            let page = try await official.get(path)
            #expect(!page.text.contains(" style="), "\(path)")
            #expect(page.text.firstMatch(of: /\son[a-z]+=/) == nil, "\(path)")
            #expect(page.text.firstMatch(of: /<script(?![^>]*(src=|ld\+json))/) == nil, "\(path)")
            for address in page.text.matches(of: /(?:src|href|action)="([a-z]+:)?\/\/([^\/"]+)/) {
                #expect(address.2 == "thu.example", "\(path): \(address.0)")
            }
        }
    }

    @Test func methods() async throws {
        let portal = try await TestPortal()
        for (method, path, allow) in [
            ("POST", "/thu-nghiem", "GET, HEAD"), ("GET", "/thu-nghiem/tep", nil), ("POST", "/robots.txt", "GET, HEAD"),
            ("GET", AdminPath.logout, "POST"),
        ] as [(String, String, String?)] {
            let answer = try await portal.client.send(
                method, path, [("Content-Type", "application/x-www-form-urlencoded")], body: [])
            guard let allow else { continue }
            #expect(answer.status == 405, "\(method) \(path)")
            #expect(answer["Allow"] == allow, "\(method) \(path)")
        }
        for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"] {
            let answer = try await portal.client.send(method, "/thu-nghiem")
            #expect(answer.status == 405, "\(method)")
            #expect(answer["Allow"]?.contains("GET") == true, "\(method)")
        }
    }

    @Test func slashAtTheEnd() async throws {
        let portal = try await TestPortal()
        let answer = try await portal.client.send("GET", "/thu-nghiem/?a=1&b=%C4%91")
        #expect(answer.status == 301)
        #expect(answer["Location"] == "/thu-nghiem?a=1&b=%C4%91")
        #expect(try await portal.client.send("GET", "/nowhere/").status == 404)
        for trick in ["//evil.example/", "//evil.example//thu-nghiem/", "/\\evil.example/"] {
            let answer = try await portal.client.send("GET", trick)
            #expect(answer["Location"].map { !$0.hasPrefix("//") && !$0.hasPrefix("/\\") } ?? true, "\(trick)")
        }
    }

    @Test func problemsForPrograms() async throws {
        let portal = try await TestPortal("  probe:\n  faulty:")
        for (path, status) in [
            ("/api/v1/probe/notes?limit=0", 400), ("/api/v1/nowhere", 404), ("/api/v1/faulty/loi", 500),
            ("/api/x", 404),
        ] {
            let answer = try await portal.client.send("GET", path)
            #expect(answer.status == status, "\(path)")
            #expect(answer["Content-Type"] == "application/problem+json", "\(path)")
            struct Problem: Decodable {
                let type: String
                let title: String
                let status: Int
                let instance: String
            }
            let problem = try JSONDecoder().decode(Problem.self, from: Data(answer.body))
            #expect(problem.status == status)
            #expect(problem.type == "about:blank")
            #expect(!problem.title.isEmpty && problem.title != "error.\(status).title")
            #expect(problem.instance == String(path.prefix { $0 != "?" }))
        }
        let post = try await portal.client.send(
            "POST", "/api/v1/probe/notes", [("Content-Type", "application/json")], body: Array("{}".utf8))
        #expect(post.status == 405)
        #expect(post["Content-Type"] == "application/problem+json")
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "</title><script>",
        "{{title}}", "{{{content}}}", "&lt;script&gt;", "javascript:alert(1)", "\u{0}<b>", "<svg/onload=alert(1)>",
    ])
    func whatIsTypedIsShownAsText(attack: String) async throws {
        let portal = try await TestPortal("  probe:", "home: [{block: probe.latest}]")
        let id = try await portal.addNote(attack, text: attack)
        let query = FormURLEncoded.encode([("q", attack), ("loai", attack), ("ve", attack), ("trang", "1")])
        let paths = [
            "/tim-kiem?\(query)", "/thu-nghiem/\(id)", "/thu-nghiem", "/", "/thu-nghiem/feed.xml",
            "/thu-nghiem?\(query)",
            "\(AdminPath.login)?\(query)", "/nowhere?\(query)",
        ]
        let danger = ["<script>alert", "<img src=x", "<svg/onload", " onmouseover='alert", "</title><script>", "\u{0}"]
        for path in paths {
            let text = try await portal.client.send("GET", path).text
            for piece in danger { #expect(!text.contains(piece), "\(path): \(piece)") }
        }
        #expect(try await portal.client.send("GET", "/thu-nghiem/\(id)").status == 200)
    }

    @Test func theOpenAPIDocumentNamesWhatIsThere() async throws {
        let portal = try await TestPortal("  probe:\n  faulty:")
        let id = try await portal.addNote("Một")
        let answer = try await portal.client.send("GET", "/api/v1/openapi.json")
        #expect(answer["Content-Type"] == "application/json")
        let document = try JSONDecoder().decode(OpenAPI.self, from: Data(answer.body))
        #expect(document.openapi == "3.1.0")
        #expect(
            document.paths.keys.sorted() == ["/api/v1/faulty/loi", "/api/v1/probe/notes", "/api/v1/probe/notes/{id}"])
        let operations = document.paths.values.flatMap(\.values)
        #expect(Set(operations.map(\.operationId)).count == operations.count)
        for (path, methods) in document.paths {
            // Each parameter in the path is described, and nothing else as one.
            let named = path.matches(of: /\{([a-z]+)\}/).map { String($0.1) }
            let described = methods.values.flatMap(\.parameters).filter { $0.in == "path" }
            #expect(named == described.map(\.name) && described.allSatisfy(\.required))
            #expect(try await portal.client.send("GET", path.replacing("{id}", with: "\(id)")).status != 404)
        }
    }

    private struct OpenAPI: Decodable {
        struct Operation: Decodable {
            let operationId: String
            let parameters: [Parameter]
        }

        struct Parameter: Decodable {
            let name: String
            let `in`: String
            let required: Bool
        }

        let openapi: String
        let paths: [String: [String: Operation]]
    }
}
