import Foundation
import GRDB
import Testing

@testable import PortalKit

/// Files: streamed to the disk, known by their content, served from their hash only.
@Suite(.fewAtOnce) struct UploadTests {
    @Test func aFileIsWhatItHolds() async throws {
        let portal = try await TestPortal()
        let cases: [(name: String, type: String, content: [UInt8], media: String)] = [
            ("anh.png", "image/png", Upload.png, "image/png"),
            // What the sender claims counts for nothing.
            ("anh.png", "image/png", Array("<script>alert(1)</script>".utf8), "text/html"),
            ("trang.html", "text/html", Upload.png, "image/png"),
            ("ghi chú.txt", "application/x-msdownload", Array("Chào bà con".utf8), "text/plain"),
            ("a.svg", "image/svg+xml", Array("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8), "image/svg+xml"),
        ]
        for file in cases {
            let answer = try await Upload(files: [(file.name, file.type, file.content)]).send(portal.visitor())
            let stored = try #require(answer.stored.first, "\(file.name)")
            #expect(stored[1] == file.media)
            #expect(stored[2] == String(file.content.count))
            let served = try await portal.client.send("GET", stored[0])
            #expect(served.status == 200)
            #expect(served.body == file.content)
            #expect(served["Content-Type"]?.hasPrefix(file.media) == true)
            #expect(served["X-Content-Type-Options"] == "nosniff")
            // Only pictures are shown; whatever could hold a script is offered to be saved.
            let isShown = served["Content-Disposition"]?.hasPrefix("inline") ?? true
            #expect(isShown == (file.media == "image/png"), "\(file.name)")
        }
    }

    @Test func storedUnderTheHashOfItsContent() async throws {
        let portal = try await TestPortal()
        let big = (0..<(900 << 10)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let first = try await Upload(files: [("a.bin", "x/y", big), ("b.png", "image/png", Upload.png)])
            .send(portal.visitor())
        let second = try await Upload(files: [("khác.bin", "x/y", big)]).send(portal.visitor())
        let hash = ContentHash(of: big).rawValue
        let address = try first.url
        #expect(address.hasPrefix("/tep/\(hash)/"))
        // One content is one file, under its first name.
        #expect(second.urls == [address])
        #expect(try await portal.client.send("GET", address).body == big)
        let files = FileManager.default.enumerator(atPath: portal.site.dataFolder.appending(path: "files").path)
        let regular = (files?.compactMap { $0 as? String } ?? []).filter {
            $0.split(separator: "/").last?.count ?? 0 > 30
        }
        #expect(regular.count == 2)
        // The name in the address means nothing, the hash everything.
        #expect(try await portal.client.send("GET", "/tep/\(hash)/khac.exe").status == 200)
        for other in [
            String(hash.dropLast()) + (hash.hasSuffix("0") ? "1" : "0"), hash.uppercased(), "x", "..%2f\(hash)",
        ] {
            #expect(try await portal.client.send("GET", "/tep/\(other)/a").status == 404, "\(other)")
        }
    }

    @Test func conditionalRequests() async throws {
        let portal = try await TestPortal()
        let url = try await Upload(files: [("a.png", "image/png", Upload.png)]).send(portal.visitor()).url
        let tag = try #require(try await portal.client.send("GET", url)["ETag"])
        let again = try await portal.client.send("GET", url, [("If-None-Match", tag)])
        #expect(again.status == 304)
        #expect(again.body.isEmpty)
    }

    @Test func limits() async throws {
        let portal = try await TestPortal()
        let visitor = portal.visitor()
        let small: (String, String, [UInt8]) = ("a.png", "image/png", Upload.png)
        let big = [UInt8](repeating: 7, count: (1 << 20) + 1)
        #expect(try await Upload(files: [("a", "x/y", big)]).send(visitor).http.status == 413)
        #expect(try await Upload(files: [small, small, small]).send(visitor).http.status == 400)
        // A form that takes no files.
        #expect(try await Upload(files: [small], path: "/thu-nghiem/gui").send(visitor).http.status == 400)
        #expect(try await Upload(files: [small], hasToken: false).send(visitor).http.status == 400)
        let leftovers = try FileManager.default.contentsOfDirectory(
            atPath: portal.site.dataFolder.appending(path: "files/incoming").path)
        #expect(leftovers.isEmpty)
        #expect(try await Upload(files: [small, small]).send(visitor).http.status == 200)
    }

    @Test(arguments: [
        "../../../etc/passwd", "..\\..\\a.exe", "a\u{202E}gnp.exe", "", ".htaccess", "con", "a\r\nX: b",
        String(repeating: "dài", count: 300),
    ])
    func namesAreMadeHarmless(name: String) async throws {
        let portal = try await TestPortal()
        let escaped = name.replacing("\r\n", with: "%0D%0A")
        let answer = try await Upload(files: [(escaped, "image/png", Upload.png)]).send(portal.visitor())
        let url = try #require(answer.urls.first)
        #expect(!url.contains("..") && !url.contains("\\") && url.utf8.count < 1000)
        let served = try await portal.client.send("GET", url)
        #expect(served.status == 200)
        #expect(served["X"] == nil)
    }

    /// A file that only a hidden record uses is for those who may see the record.
    @Test func hiddenFilesAreForThoseWhoMaySeeTheRecord() async throws {
        let portal = try await TestPortal()
        let url = try await Upload(files: [("a.png", "image/png", Upload.png)]).send(portal.visitor()).url
        let hash = try #require(ContentHash(rawValue: String(url.split(separator: "/")[1])))
        try await portal.site.storage(for: "probe").write(as: .system("test")) {
            try $0.setFiles([hash], of: RecordReference(type: "probe.note", id: 1), isPublic: false)
        }
        #expect(try await portal.client.send("GET", url).status == 404)
        let other = try await portal.official("nguoi-khac", permissions: [])
        #expect(try await other.get(url).status == 404)
        let official = try await portal.official(permissions: ["probe.write"])
        let served = try await official.get(url)
        #expect(served.status == 200)
        #expect(served["Cache-Control"]?.contains("private") == true)
    }

    /// What a form has left behind is for whoever sent it.
    @Test func aFileWithoutARecordIsItsSendersOnly() async throws {
        let portal = try await TestPortal()
        let sent = try await Upload(files: [("a.png", "image/png", Upload.png)]).send(portal.visitor())
        let hash = try #require(ContentHash(rawValue: String(sent.url.split(separator: "/")[1])))
        try await portal.site.storage(for: "probe").write(as: .system("test")) { change in
            try change.database.execute(sql: "DELETE FROM core_file_uses WHERE hash = ?", arguments: [hash.rawValue])
        }
        let official = try await portal.official(permissions: ["probe.write"])
        #expect(try await official.get(sent.url).status == 404)
    }
}
