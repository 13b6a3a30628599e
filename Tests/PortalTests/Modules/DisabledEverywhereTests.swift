import Foundation
import Testing

@testable import PortalKit

/// Disabled means disabled everywhere: every kind of contribution is there, gone, and there again.
@Suite(.fewAtOnce) struct DisabledEverywhereTests {
    /// A portal whose module has something of everything, with the page cache warm.
    struct Scene: Sendable {
        let portal: TestPortal
        let visitor: Visitor
        let official: Visitor
        let note: Int64
        let file: String

        var site: Site { portal.site }

        init() async throws {
            portal = try await TestPortal(
                "  probe:\n  faulty:", "home:\n  - block: probe.latest\n  - block: faulty.sound"
            ) { folder in
                let content = folder.appending(path: "content/probe", directoryHint: .isDirectory)
                try FileManager.default.createDirectory(at: content, withIntermediateDirectories: true)
                try Data("Từ tệp\nnội dung\n".utf8).write(to: content.appending(path: "a.txt"))
            }
            visitor = portal.visitor()
            official = try await portal.official(permissions: ["probe.write", "probe.publish", CorePermission.reports])
            note = try await portal.addNote("Lúa chín vàng")
            file = try await Upload(files: [("a.png", "image/png", Upload.png)]).send(visitor).url
            let (record, engine) = (RecordReference(type: "probe.note", id: note), portal.site.workflow)
            try await portal.site.storage(for: "probe").write(as: .system("test")) { change in
                try change.redirect("/duong-cu", to: "/thu-nghiem")
                try engine.start(
                    record, as: .editorial(module: "probe", publicationGates: ["has-text"]), by: change.actor,
                    now: change.now, in: change.database)
            }
        }

        func status(_ path: String) async throws -> Int { try await portal.client.send("GET", path).status }

        func shows(_ words: String, on path: String) async throws -> Bool {
            try await portal.client.send("GET", path).contains(words)
        }

        func officialSees(_ words: String, on path: String) async throws -> Bool {
            try await official.get(path).contains(words)
        }

        func counts(_ what: String, after work: () async throws -> Void) async throws -> Bool {
            let before = try await portal.diary(what)
            try await work()
            return try await portal.diary(what) > before
        }

        func tell(_ event: String) async throws {
            try await site.storage(for: "core").write(as: .system("test")) { try $0.emit(Event(event)) }
            try await portal.runBackgroundWork()
        }
    }

    /// One kind of contribution, and how one sees that it is there.
    struct Kind: Sendable {
        let name: String
        let isThere: @Sendable (Scene) async throws -> Bool
    }

    static let pages: [Kind] = [
        Kind(name: "page") { try await $0.status("/thu-nghiem") == 200 },
        Kind(name: "page with a parameter") { try await $0.status("/thu-nghiem/\($0.note)") == 200 },
        Kind(name: "form") { scene in
            try await scene.visitor.postRaw("/thu-nghiem/gui", [("title", "x")]).status == 400
        },
        Kind(name: "upload") { scene in
            try await scene.visitor.postRaw("/thu-nghiem/tep", [("a", "x")]).status == 400
        },
        Kind(name: "API route with a parameter") { try await $0.status("/api/v1/probe/notes/\($0.note)") == 200 },
        Kind(name: "API route") { try await $0.status("/api/v1/probe/notes") == 200 },
        Kind(name: "OpenAPI document") { try await $0.shows("/api/v1/probe/notes", on: "/api/v1/openapi.json") },
        Kind(name: "menu entry") { try await $0.shows("Mục thử nghiệm", on: "/") },
        Kind(name: "menu entry on another module's page") { try await $0.shows("Mục thử nghiệm", on: "/tim-kiem") },
        Kind(name: "home block") { try await $0.shows("probe-block", on: "/") },
        Kind(name: "feed") { try await $0.status("/thu-nghiem/feed.xml") == 200 },
        Kind(name: "link to the feed") { try await $0.shows("/thu-nghiem/feed.xml", on: "/") },
        Kind(name: "sitemap index") { try await $0.shows("/sitemap/probe/", on: "/sitemap.xml") },
        Kind(name: "sitemap") { try await $0.status("/sitemap/probe/0-0.xml") == 200 },
        Kind(name: "search hit") { try await $0.shows("/thu-nghiem/\($0.note)", on: "/tim-kiem?q=lua+chin") },
        Kind(name: "redirect") { try await $0.status("/duong-cu") == 301 },
        Kind(name: "file") { try await $0.status($0.file) == 200 },
        Kind(name: "style sheet") { try await $0.shows("/probe/probe.css", on: "/tim-kiem") },
        Kind(name: "script") { try await $0.shows("/probe/probe.js", on: "/tim-kiem") },
    ]

    static let administration: [Kind] = [
        Kind(name: "admin screen") { try await $0.official.get("/quan-tri/probe").status == 200 },
        Kind(name: "admin menu") { try await $0.officialSees("Màn hình ghi chú", on: AdminPath.root) },
        Kind(name: "dashboard") { try await $0.officialSees("Ô số liệu thử", on: AdminPath.root) },
        Kind(name: "report section") { try await $0.officialSees("Số ghi chú thử", on: AdminPath.report) },
        Kind(name: "permission") { $0.site.assembly.permissions.contains { $0.id == "probe.write" } },
    ]

    static let work: [Kind] = [
        Kind(name: "service") { scene in
            let texts = scene.site.assembly.texts.texts(module: "core", language: "vi")
            return scene.site.coreContext(texts: texts).service((any CustomStringConvertible).self) != nil
        },
        Kind(name: "workflow gate") { scene in
            let engine = scene.site.workflow
            let record = RecordReference(type: "probe.note", id: scene.note)
            let failures = try? await scene.site.database.read {
                try engine.gateFailures(record, by: "publish", in: $0)
            }
            return failures == [GateFailure(field: "text", reason: "gate.no_text")]
        },
        Kind(name: "job") { scene in
            try await scene.counts("job") {
                try await scene.portal.runBackgroundWork()
                scene.portal.clock.advance(by: .seconds(120))
                try await scene.portal.runBackgroundWork()
            }
        },
        Kind(name: "handler of its own event") { scene in
            try await scene.counts("own-event") { try await scene.tell("probe.noted") }
        },
        Kind(name: "handler of another's event") { scene in
            try await scene.counts("foreign-event") { try await scene.tell("needs.asked") }
        },
        Kind(name: "content loader") { try await !$0.site.loadContent().isEmpty },
        Kind(name: "search source") { try await SearchReindexing(site: $0.site, actor: .system("test")).run() > 0 },
        Kind(name: "text") { scene in
            scene.site.assembly.texts.texts(module: "probe", language: "vi").optional("module.name") == "Phân hệ thử"
        },
        Kind(name: "figure for operators") { try await $0.shows("module=\"probe\"} 1", on: "/metrics") },
    ]

    @Test func everyKindComesAndGoes() async throws {
        let scene = try await Scene()
        let kinds = Self.pages + Self.administration + Self.work
        func check(_ state: String, isThere: Bool) async throws {
            // Twice: the second time pages come from memory.
            for kind in kinds + Self.pages {
                #expect(try await kind.isThere(scene) == isThere, "\(kind.name) when \(state)")
            }
        }
        try await check("enabled", isThere: true)
        let stops = try await scene.portal.diary("stop")
        try await scene.site.disable("probe", by: .system("test"))
        #expect(try await scene.portal.diary("stop") == stops + 1)
        try await check("disabled", isThere: false)
        // The others go on.
        #expect(try await scene.shows("khối lành", on: "/"))
        let starts = try await scene.portal.diary("start")
        try await scene.site.enable("probe", by: .system("test"))
        #expect(try await scene.portal.diary("start") == starts + 1)
        try await check("enabled again", isThere: true)
    }

    /// A screen that is gone does not send people to the login page, and says nothing to whoever may not know.
    @Test func aGoneScreenIsNotFound() async throws {
        let scene = try await Scene()
        #expect(try await scene.portal.client.send("GET", "/quan-tri/probe").status == 303)
        try await scene.site.disable("probe", by: .system("test"))
        #expect(try await scene.official.get("/quan-tri/probe").status == 404)
        let problem = try await scene.portal.client.send("GET", "/api/v1/probe/notes")
        #expect(problem.status == 404)
        #expect(problem["Content-Type"] == "application/problem+json")
    }

    /// The decision outlives the server.
    @Test func stateSurvivesARestart() async throws {
        let scene = try await Scene()
        try await scene.site.disable("probe", by: .system("test"))
        let again = try await Site.open(scene.site.folder, installation: Checkout.installation)
        #expect(again.module("probe")?.state == .disabled)
        #expect(again.assembly.module("probe") == nil)
    }

    /// What a disabled module missed it gets when it is back: the outbox keeps its place.
    @Test func eventsWait() async throws {
        let scene = try await Scene()
        try await scene.portal.runBackgroundWork()
        let before = try await scene.portal.diary("foreign-event")
        try await scene.site.disable("probe", by: .system("test"))
        try await scene.tell("needs.asked")
        #expect(try await scene.portal.diary("foreign-event") == before)
        try await scene.site.enable("probe", by: .system("test"))
        try await scene.portal.runBackgroundWork()
        #expect(try await scene.portal.diary("foreign-event") == before + 1)
    }

    /// A request that is under way when the module is disabled is answered; the module is stopped after it.
    @Test func aRequestUnderWayIsFinished() async throws {
        let scene = try await Scene()
        async let slow = scene.portal.client.send("GET", "/thu-nghiem/cham")
        while try await scene.portal.diary("slow") == 0 { try await Task.sleep(for: .milliseconds(20)) }
        try await scene.site.disable("probe", by: .system("test"))
        #expect(try await slow.status == 200)
        #expect(try await scene.portal.diary("stop") == 1)
    }
}
