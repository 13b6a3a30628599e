import Foundation
import GRDB
import Testing

@testable import PortalKit

/// The library's screens, as officers use them.
@Suite(.fewAtOnce) struct LibraryScreensTests {
    private static let pdf = Array("%PDF-1.4\n%âãÏÓ".utf8)

    private func send(
        _ files: [(String, [UInt8])], to path: String = LibraryUploadScreen.path, _ visitor: Visitor
    ) async throws -> HTTPAnswer {
        try await Upload(
            files: files.map { ($0.0, "application/octet-stream", $0.1) }, path: path, page: AdminPath.files
        ).send(visitor).http
    }

    /// Sends a picture and describes it; returns the id of its item.
    private func addPicture(_ name: String, alt: String, _ visitor: Visitor, _ portal: TestPortal) async throws -> Int64
    {
        #expect(
            try await send([("\(name).jpg", Sample.picture(name))], visitor)["Location"] == LibraryDescribeScreen.path)
        let id = try await portal.site.database.read {
            try Int64.fetchOne($0, sql: "SELECT max(id) FROM core_library_items") ?? 0
        }
        let answer = try await visitor.post(
            LibraryDescribeScreen.path, [("title-\(id)", name), ("alt-\(id)", alt)], from: AdminPath.files)
        #expect(answer.status == 303)
        return id
    }

    @Test func severalFilesAreSentAndPicturesDescribed() async throws {
        let portal = try await TestPortal()
        let editor = try await portal.official(permissions: ["core.files"])
        #expect(try await editor.get(AdminPath.files).contains("Thư viện chưa có tệp nào"))
        let sent = try await send(
            [("cho.jpg", Sample.picture()), ("truong.jpg", Sample.picture("truong-hoc")), ("Kế hoạch.pdf", Self.pdf)],
            editor)
        #expect(sent["Location"] == LibraryDescribeScreen.path)
        let screen = try await editor.get(LibraryDescribeScreen.path)
        #expect(screen.contains("cho.jpg") && screen.contains("truong.jpg") && !screen.contains("Kế hoạch"))
        // One is complete and saved; of the other what was typed is kept.
        let refused = try await editor.post(
            LibraryDescribeScreen.path,
            [("title-1", "Chợ quê"), ("alt-1", "Phiên chợ sớm"), ("title-2", "Trường <học>"), ("alt-2", "")],
            from: AdminPath.files)
        #expect(refused.status == 422)
        #expect(refused.contains("Trường &lt;học&gt;") && !refused.contains("Phiên chợ sớm"))
        #expect(refused.contains("href=\"#field-alt-2\""))
        let done = try await editor.post(
            LibraryDescribeScreen.path, [("title-2", "Trường học"), ("alt-2", "Giờ ra chơi")], from: AdminPath.files)
        #expect(done["Location"] == AdminPath.files)

        for (query, titles) in [
            ("?q=phien+cho", ["Chợ quê"]), ("?loai=document", ["Kế hoạch"]), ("?dung=co", []),
            ("?dung=khong&xep=ten", ["Chợ quê", "Kế hoạch", "Trường học"]), ("?q=TR%C6%AF%E1%BB%9CNG", ["Trường học"]),
            ("?cua=toi&loai=picture&xep=cu", ["Chợ quê", "Trường học"]),
        ] {
            let list = try await editor.get(AdminPath.files + query)
            let found = ["Chợ quê", "Trường học", "Kế hoạch"].filter { list.contains("\">\($0)</a></h2>") }
            #expect(Set(found) == Set(titles), "\(query)")
        }
        #expect(try await editor.get(AdminPath.files + "?trang=2").status == 404)
    }

    @Test func hostileFilesAreRefused() async throws {
        let portal = try await TestPortal(
            "  probe:", "limits:\n  file_types: [jpg, png, pdf]\n")
        let editor = try await portal.official(permissions: ["core.files"])
        let refused: [(String, [UInt8])] = [
            ("a.svg", Array("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".utf8)),
            ("a.pdf", Array("<!doctype html><script>alert(1)</script>".utf8)),
            ("a.jpg", Array("MZ\u{90}\u{0}".utf8)), ("a.jpg", Array(Sample.picture().dropLast(20_000))),
            ("ghi chú.txt", Array("Văn bản thường".utf8)),
        ]
        for (name, content) in refused {
            let answer = try await send([(name, content)], editor)
            #expect(answer.status == 422, "\(name)")
            let isExplained = answer.contains("thuộc loại không được nhận") || answer.contains("hoặc đã hỏng")
            #expect(isExplained, "\(name)")
        }
        // What hangs on a picture's end, or stands in its notes, does not come through.
        let secret = Array("<script>alert(document.cookie)</script>PK\u{3}\u{4}".utf8)
        #expect(try await send([("anh.jpg", Sample.picture() + secret)], editor).status == 303)
        let served = try await editor.get("/tep/1-anh.jpg")
        #expect(served.status == 200 && served.body.firstRange(of: Array("<script".utf8)) == nil)
        #expect(served["Content-Type"] == "image/jpeg" && served["X-Content-Type-Options"] == "nosniff")
        #expect(try await send([("Kế hoạch.pdf", Self.pdf + secret)], editor).status == 303)
        let document = try await editor.get("/tep/2-ke-hoach.pdf")
        #expect(document["Content-Disposition"]?.hasPrefix("attachment; ") == true)
        #expect(document["Content-Security-Policy"]?.contains("sandbox") == true)
        #expect(document["X-Content-Type-Options"] == "nosniff")
    }

    @Test func aReplacementKeepsTheAddress() async throws {
        let portal = try await TestPortal()
        let editor = try await portal.official(permissions: ["core.files"])
        let id = try await addPicture("cho-que", alt: "Phiên chợ", editor, portal)
        try await portal.use(id, isPublic: true)
        let url = "/tep/\(id)-cho-que.jpg"
        let before = try await portal.client.send("GET", url)
        #expect(try await send([("khac.pdf", Self.pdf)], to: LibraryItemScreen.path(id, "/thay"), editor).status == 422)
        let replaced = try await send(
            [("bong-da.jpg", Sample.picture("bong-da"))], to: LibraryItemScreen.path(id, "/thay"), editor)
        #expect(replaced["Location"] == LibraryItemScreen.path(id))
        let after = try await portal.client.send("GET", url, [("If-None-Match", before["ETag"] ?? "")])
        #expect(after.status == 200 && after.body != before.body)
        let screen = try await editor.get(LibraryItemScreen.path(id))
        #expect(screen.contains("bong-da.jpg") && screen.contains("cho-que.jpg</a>"))
        let back = try await editor.post(
            LibraryItemScreen.path(id, "/phien-ban/1"), from: LibraryItemScreen.path(id))
        #expect(back.status == 303)
        #expect(try await portal.client.send("GET", url).body == before.body)
        let actions = try await portal.site.database.read {
            try String.fetchAll($0, sql: "SELECT action FROM core_audit WHERE action LIKE 'library.%' ORDER BY id")
        }
        #expect(actions == ["library.add", "library.describe", "library.replace", "library.replace"])
    }

    @Test func onlyWhatNothingUsesIsRemoved() async throws {
        let portal = try await TestPortal()
        let editor = try await portal.official(permissions: ["core.files"])
        let id = try await addPicture("cho-que", alt: "Phiên chợ", editor, portal)
        let note = try await portal.addNote("Phiên chợ Tết")
        try await portal.site.storage(for: "probe").write(as: .system("test")) {
            try $0.setLibraryUses(items: [id], of: RecordReference(type: "probe.note", id: note), isPublic: false)
        }
        let screen = try await editor.get(LibraryItemScreen.path(id))
        #expect(screen.contains("Phiên chợ Tết") && !screen.contains(LibraryItemScreen.path(id, "/xoa")))
        _ = try await editor.post(LibraryItemScreen.path(id, "/xoa"), from: AdminPath.files)
        #expect(try await editor.get(LibraryItemScreen.path(id)).status == 200)
        try await portal.site.storage(for: "probe").write(as: .system("test")) {
            try $0.setLibraryUses(of: RecordReference(type: "probe.note", id: note), isPublic: false)
        }
        // The button asks first, and what comes back without the question removes.
        let asked = try await editor.post(
            LibraryItemScreen.path(id, "/xoa"), [("confirm-question", "Xóa?")], from: AdminPath.files)
        #expect(asked.status == 200)
        #expect(try await editor.get(LibraryItemScreen.path(id)).status == 200)
        _ = try await editor.post(LibraryItemScreen.path(id, "/xoa"), from: AdminPath.files)
        #expect(try await editor.get(LibraryItemScreen.path(id)).status == 404)
        // Its id is not given away again.
        #expect(try await addPicture("bong-da", alt: "Bóng đá", editor, portal) > id)
    }

    @Test func aWriterChangesOnlyTheirOwn() async throws {
        let portal = try await TestPortal("  probe:\n  news:")
        let manager = try await portal.official("quan-ly", permissions: ["core.files"])
        let writer = try await portal.official("phong-vien", permissions: ["news.write"])
        let reader = try await portal.official("nguoi-doc", permissions: ["core.reports"])
        let foreign = try await addPicture("cho-que", alt: "Phiên chợ", manager, portal)
        let own = try await addPicture("bong-da", alt: "Bóng đá", writer, portal)
        for path in [
            AdminPath.files, LibraryItemScreen.path(own), LibraryUploadScreen.path, LibraryDescribeScreen.path,
        ] {
            #expect(try await reader.get(path).status == 403, "\(path)")
        }
        #expect(try await !reader.get(AdminPath.root).contains(AdminPath.files))
        let details = [("title", "Tên khác"), ("alt", "Mô tả khác")]
        #expect(try await writer.post(LibraryItemScreen.path(own), details, from: AdminPath.files).status == 303)
        #expect(try await writer.post(LibraryItemScreen.path(foreign), details, from: AdminPath.files).status == 403)
        #expect(try await writer.post(LibraryItemScreen.path(foreign, "/xoa"), from: AdminPath.files).status == 403)
        // What the public sees was approved: its writer does not change it past the board.
        let files = [("truong.jpg", Sample.picture("truong-hoc"))]
        #expect(try await send(files, to: LibraryItemScreen.path(own, "/thay"), writer).status == 303)
        try await portal.use(own, isPublic: true)
        #expect(try await send(files, to: LibraryItemScreen.path(own, "/thay"), writer).status == 403)
        #expect(try await send(files, to: LibraryItemScreen.path(own, "/thay"), manager).status == 303)
    }

    /// What the public would see at once is looked through first (Art. 9.2a).
    @Test func aMarkedFileDoesNotReplaceAPublicOne() async throws {
        let portal = try await TestPortal()
        let manager = try await portal.official("quan-ly", permissions: ["core.files"])
        let head = try await portal.official("truong-ban", permissions: ["core.files", "core.secrecy-override"])
        #expect(try await send([("ke-hoach.txt", Array("Kế hoạch năm.".utf8))], manager).status == 303)
        let id = try await portal.site.database.read {
            try Int64.fetchOne($0, sql: "SELECT max(id) FROM core_library_items") ?? 0
        }
        let path = LibraryItemScreen.path(id, "/thay")
        let secret = [("moi.txt", Array("TUYỆT MẬT\nPhương án.".utf8))]
        // Nobody sees it yet: publication will ask.
        #expect(try await send(secret, to: path, manager).status == 303)
        #expect(try await send([("ke-hoach.txt", Array("Kế hoạch.".utf8))], to: path, manager).status == 303)
        try await portal.use(id, isPublic: true)

        let refused = try await send(secret, to: path, manager)
        #expect(refused.status == 422 && refused.contains("TUYỆT MẬT") && refused.contains("Nhờ người được giao quyền"))
        #expect(!refused.contains("secrecy_reason"))
        // An earlier version is no way around, nor is a reason from somebody who may not give it.
        let earlier = LibraryItemScreen.path(id, "/phien-ban/2")
        #expect(try await manager.post(earlier, from: AdminPath.files).status == 303)
        let forged = Upload(
            fields: [("secrecy_reason", "Không phải bí mật nhà nước")],
            files: [("moi.txt", "text/plain", secret[0].1)], path: path, page: AdminPath.files)
        #expect(try await forged.send(manager).http.status == 422)
        #expect(try await version(of: id, portal) == 3)

        let asked = try await send(secret, to: path, head)
        #expect(asked.status == 422 && asked.contains("secrecy_reason") && asked.contains("Phương án") == false)
        let short = Upload(
            fields: [("secrecy_reason", "Ngắn")], files: [("moi.txt", "text/plain", secret[0].1)], path: path,
            page: AdminPath.files)
        #expect(try await short.send(head).http.contains("ít nhất 10 ký tự"))
        #expect(try await forged.send(head).http.status == 303)
        #expect(try await version(of: id, portal) == 4)
        let passed = try await portal.site.database.read {
            try String.fetchOne($0, sql: "SELECT reason FROM core_secrecy_stops WHERE decided_name <> ''")
        }
        #expect(passed == "Không phải bí mật nhà nước")
    }

    private func version(of id: Int64, _ portal: TestPortal) async throws -> Int {
        try await portal.site.database.read { try LibraryItem.find(id, in: $0)?.version ?? 0 }
    }

    @Test func thereIsOnlySoMuchRoom() async throws {
        let portal = try await TestPortal("  probe:", "limits:\n  files_total_mb: 100\n")
        let editor = try await portal.official(permissions: ["core.files"])
        try await portal.site.database.write {
            try $0.execute(
                sql: """
                    INSERT INTO core_files (hash, name, media_type, bytes, created_at)
                    VALUES ('a', 'a', 'text/plain', ?, '2026-11-24')
                    """, arguments: [(100 << 20) - 20_000])
        }
        #expect(try await editor.get(AdminPath.files).contains("Kho tệp sắp đầy"))
        let refused = try await send([("cho.jpg", Sample.picture())], editor)
        #expect(refused.status == 422 && refused.contains("hết chỗ chứa tệp"))
        #expect(try await send([("Kế hoạch.pdf", Self.pdf)], editor).status == 303)
        let script = try await Upload(
            fields: [("alt", "Chợ")], files: [("cho.jpg", "image/jpeg", Sample.picture())], path: LibraryPicker.path
        ).send(editor).http
        #expect(script.status == 422 && script.contains("hết chỗ chứa tệp"))
    }
}
