import Foundation
import GRDB
import PortalKit
import Testing

@testable import Organization

/// Pages about the commune, block by block.
@Suite struct PageBlockTests {
    private static let root = "/quan-tri/organization/trang"

    private static let file =
        Sample.file + """

            pages:
              - id: le-hoi
                title: Lễ hội
                blocks:
                  - {kind: text, text: "Hội mở ngày 12 tháng Giêng."}
                  - kind: figures
                    title: Trong số liệu
                    note: Tháng 7 năm 2025
                    rows: [{value: "31,4 km²", label: Diện tích}, {value: "9", label: Số thôn}]
                  - {kind: picture, picture: pictures/cho-que.jpg, alt: Chợ quê ngày phiên, caption: Chợ Cầu Đá}
                  - kind: gallery
                    title: Bộ ảnh chợ
                    rows: [{picture: pictures/cho-que.jpg, alt: Hàng gốm}]
                  - kind: cards
                    title: Xem thêm
                    rows: [{label: Cơ cấu, url: /gioi-thieu/co-cau, note: Các cơ quan}]
                  - {kind: quotation, text: "Đất này nuôi người.", source: Cụ Ong}
                  - {kind: contact, title: Hỏi ai, contact: van-phong/pham-van-luc}
                  - {kind: contact, contact: ubnd}
            """

    private func site(_ text: String = file) async throws -> ModuleTestSite {
        let site = try await ModuleTestSite(OrganizationModule.self)
        try Self.copyPicture(to: site)
        try Sample.write(text, to: site)
        let report = try await Sample.load(site)
        #expect(report.faults == [])
        return site
    }

    private static func copyPicture(to site: ModuleTestSite) throws {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        let pictures = site.folder.appending(path: "content/pictures")
        try FileManager.default.createDirectory(at: pictures, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            at: folder.appending(path: "sites/dong-viet/content/pictures/cho-que.jpg"),
            to: pictures.appending(path: "cho-que.jpg"))
    }

    private func editor(_ site: ModuleTestSite) async throws -> TestClient {
        try await site.official(permissions: [OrganizationNames.permission])
    }

    // MARK: - Shown

    @Test func eachKindIsShownWithItsWords() async throws {
        let page = try await site().visitor().get("/gioi-thieu/le-hoi")
        for words in [
            "Hội mở ngày 12 tháng Giêng.", "<dt>Diện tích</dt><dd>31,4 km²</dd>", "Tháng 7 năm 2025",
            "alt=\"Chợ quê ngày phiên\"", "<figcaption>Chợ Cầu Đá</figcaption>", "alt=\"Hàng gốm\"",
            "<a href=\"/gioi-thieu/co-cau\">Cơ cấu</a>", "<figcaption>Cụ Ong</figcaption>", "Chánh Văn phòng",
            "tel:0204000100", "href=\"#muc-1\"", "id=\"muc-4\"",
        ] {
            #expect(page.contains(words), "\(words)")
        }
    }

    @Test func allWordsAreFound() async throws {
        let visitor = try await site().visitor()
        for words in ["31,4", "cho+cau+da", "dat+nay+nuoi+nguoi", "hang+gom"] {
            #expect(try await visitor.get("/tim-kiem?q=\(words)").contains("/gioi-thieu/le-hoi"), "\(words)")
        }
    }

    @Test func aPictureIsInTheLibraryOnceAndLoadingAgainChangesNothing() async throws {
        let site = try await site()
        let again = try await Sample.load(site)
        #expect((again.added, again.changed, again.unchanged) == (0, 0, 7))
        let count = try await site.context(of: OrganizationNames.module).storage.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM core_library_items")
        }
        #expect(count == 1)
    }

    @Test func aBlockLeadsToWhatTookOverFromItsBody() async throws {
        let site = try await site()
        let merged = [
            "name": "Văn phòng", "slug": "van-phong", "parent": "1", "revision": "1", "dissolved_on": "2026-01-01",
            "successor": "1",
        ]
        _ = try await editor(site).post("/quan-tri/organization/2", merged)
        let page = try await site.visitor().get("/gioi-thieu/le-hoi")
        #expect(!page.contains("Chánh Văn phòng"))
        #expect(!page.contains("Hỏi ai"))
        #expect(page.contains("Ủy ban nhân dân xã"))
    }

    @Test func faultsOfAFileAreNamed() async throws {
        let site = try await ModuleTestSite(OrganizationModule.self)
        let faulty = """
            pages:
              - id: trang
                title: Trang
                blocks:
                  - {kind: bang}
                  - {kind: cards, title: Xem, rows: [{label: X, url: "javascript:x"}]}
                  - {kind: figures, title: Số}
                  - {kind: contact, contact: khong-co}
                  - {kind: picture, picture: ../bi-mat.jpg, alt: X}
            """
        try Sample.write(faulty, to: site)
        let report = try await Sample.load(site)
        #expect(report.added == 0)
        for words in ["bang", "leads nowhere", "has no rows", "khong-co", "bi-mat"] {
            #expect(report.faults.contains { "\($0)".contains(words) }, "\(words)")
        }
    }

    // MARK: - Written

    /// A page of two blocks as a browser without scripts sends it.
    private static let typed = [
        "title": "Lễ hội", "slug": "", "revision": "0", "blocks": "2", "new_kind": "figures",
        "b0-kind": "text", "b0-title": "Hội đình", "b0-text": "Rước nước.",
        "b1-kind": "figures", "b1-title": "Số liệu", "b1-note": "", "b1-rows": "2",
        "b1-r0-value": "48", "b1-r0-label": "Cột lim", "b1-r1-value": "", "b1-r1-label": "",
    ]

    @Test func blocksAreAddedMovedAndRemovedWithoutLosingAWord() async throws {
        let site = try await Sample.site()
        let editor = try await editor(site)
        let post = { (command: String, values: [String: String]) in
            try await editor.post(Self.root + "/moi", values.merging(["arrange": command]) { $1 })
        }
        let added = try await post("add", Self.typed.merging(["new_kind": "quotation"]) { $1 })
        #expect(added.status == 200)
        for words in ["Khối 3: Trích lời", "Rước nước.", "Cột lim", "name=\"blocks\" value=\"3\"", "chưa được lưu"] {
            #expect(added.contains(words), "\(words)")
        }
        #expect(!added.contains("id=\"errors\""))

        let moved = try await post("up:1", Self.typed)
        #expect(moved.contains("Khối 1: Số liệu") && moved.contains("Khối 2: Văn bản"))
        #expect(moved.contains("name=\"b0-r0-label\" type=\"text\" value=\"Cột lim\""))

        let removed = try await post("remove:0", Self.typed)
        #expect(!removed.contains("Rước nước.") && removed.contains("Cột lim"))
        #expect(try await post("more:1", Self.typed).contains("b1-r2-value"))
        // Nothing is there before it is saved, and no strange button does any harm.
        #expect(try await post("up:77", Self.typed).status == 200)
        #expect(try await site.visitor().get("/gioi-thieu/le-hoi").status == 404)
    }

    @Test func eachFieldHasItsWords() async throws {
        let kinds = PageBlock.Kind.allCases.enumerated().map { ("b\($0)-kind", $1.rawValue) }
        let values = Dictionary(uniqueKeysWithValues: kinds).merging(
            ["title": "Lễ hội", "blocks": "\(kinds.count)", "arrange": "back"]) { $1 }
        let page = try await editor(Sample.site()).post(Self.root + "/moi", values)
        #expect(page.contains("Khối 7: Liên hệ"))
        for start in ["[field.", "[help.", "[row.", "[block.", "[page."] { #expect(!page.contains(start), "\(start)") }
    }

    @Test func aPageIsSavedWithoutItsEmptyRows() async throws {
        let site = try await Sample.site()
        let editor = try await editor(site)
        #expect(try await editor.post(Self.root + "/moi", Self.typed).status == 303)
        let page = try await site.visitor().get("/gioi-thieu/le-hoi")
        #expect(page.contains("<dt>Cột lim</dt><dd>48</dd>"))
        #expect(page.text.components(separatedBy: "<dt>").count == 2)
        let form = try await editor.get(Self.root + "/2")
        #expect(form.contains("b1-r1-value"))
    }

    @Test(arguments: [
        (["b1-r0-label": ""], "Hàng này còn thiếu"),
        (["b1-r0-label": "", "b1-r0-value": ""], "ít nhất một hàng"),
        (["b0-text": ""], "Chưa nhập mục"),
        (["blocks": "0"], "ít nhất một khối"),
        (["b1-kind": "cards", "b1-r0-url": "javascript:alert(1)", "b1-r0-label": "X"], "bắt đầu bằng dấu /"),
    ])
    func whatIsWrongIsSaidAndAllIsKept(_ values: [String: String], words: String) async throws {
        let page = try await editor(Sample.site()).post(
            Self.root + "/moi", Self.typed.merging(values) { $1 })
        #expect(page.status == 422)
        #expect(page.contains(words))
        #expect(page.contains("value=\"Lễ hội\""))
    }

    @Test func aPageIsLookedAtBeforeItIsSaved() async throws {
        let site = try await Sample.site()
        let editor = try await editor(site)
        let preview = try await editor.post(Self.root + "/moi", Self.typed.merging(["preview": "1"]) { $1 })
        #expect(preview.status == 200)
        #expect(preview.contains("<dt>Cột lim</dt><dd>48</dd>"))
        #expect(preview.contains("name=\"b0-text\" value=\"Rước nước.\""))
        #expect(try await site.visitor().get("/gioi-thieu/le-hoi").status == 404)
        let back = try await editor.post(Self.root + "/moi", Self.typed.merging(["arrange": "back"]) { $1 })
        #expect(back.contains("Rước nước.") && back.contains("Khối 2: Số liệu"))
    }

    @Test func revisionsAreComparedAndRestored() async throws {
        let site = try await Sample.site()
        let editor = try await editor(site)
        _ = try await editor.post(Self.root + "/moi", Self.typed)
        let changed = Self.typed.merging(["revision": "1", "slug": "le-hoi", "b1-r0-label": "Cột gỗ lim"]) { $1 }
        #expect(try await editor.post(Self.root + "/2", changed).status == 303)
        let comparison = try await editor.get(Self.root + "/2/phien-ban?cu=1&moi=2")
        #expect(comparison.contains("<ins>") && comparison.contains("gỗ"))
        _ = try await editor.post(Self.root + "/2/phien-ban/1/khoi-phuc/2")
        #expect(try await site.visitor().get("/gioi-thieu/le-hoi").contains("<dt>Cột lim</dt>"))
    }

    @Test func nobodyOverwritesWhatSomebodyElseSaved() async throws {
        let site = try await Sample.site()
        let editor = try await editor(site)
        _ = try await editor.post(Self.root + "/moi", Self.typed)
        let form = Self.typed.merging(["revision": "1", "slug": "le-hoi"]) { $1 }
        _ = try await editor.post(Self.root + "/2", form.merging(["title": "Lễ hội làng"]) { $1 })
        let mine = try await editor.post(Self.root + "/2", form.merging(["b0-text": "Rước kiệu."]) { $1 })
        #expect(mine.status == 409)
        #expect(mine.contains("Rước kiệu.") && mine.contains("value=\"Lễ hội làng\""))
    }

    // MARK: - Before there were blocks

    @Test func whatWasOneTextIsBlocksNow() throws {
        let old =
            #"{"slug":"gioi-thieu","title":"Giới thiệu","body":"Mở đầu.\n\n## Vị trí\n\nVen sông.\n\n```\n## không\n```"}"#
        let content = try JSONDecoder().decode(IntroductionContent.self, from: Data(old.utf8))
        #expect(
            content.blocks == [
                PageBlock(.text, [.text: "Mở đầu."]),
                PageBlock(.text, [.title: "Vị trí", .text: "Ven sông.\n\n```\n## không\n```"]),
            ])
    }

    @Test func theTableIsBroughtAlong() throws {
        let queue = try DatabaseQueue()
        try queue.write { database in
            for migration in OrganizationSchema.all.prefix(while: { $0.id != OrganizationSchema.pageBlocks.id }) {
                try migration.apply(database)
            }
            try database.execute(
                sql: """
                    INSERT INTO organization_pages (slug, title, body, position, changed_at)
                    VALUES ('a', 'A', 'Mở đầu.' || char(10) || '## Vị trí' || char(10) || 'Ven sông.', 1, '2026-01-01')
                    """)
            try OrganizationSchema.pageBlocks.apply(database)
            let page = try #require(try Row.fetchOne(database, sql: "SELECT * FROM organization_pages"))
            let blocks = try JSONDecoder().decode([PageBlock].self, from: Data((page["blocks"] as String).utf8))
            #expect(blocks.map { $0[.title] } == ["", "Vị trí"])
            #expect(!page.hasColumn("body"))
        }
    }
}
